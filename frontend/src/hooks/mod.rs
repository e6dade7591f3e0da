//! What several components do over time.

pub(crate) mod ahead;
mod focus;
mod remote;
mod sending;
pub(crate) mod shortcuts;
mod timing;

pub(crate) use focus::use_kept_focus;
pub(crate) use remote::{Remote, use_remote};
pub(crate) use sending::{Sending, use_sending};
pub(crate) use timing::{use_interval, use_window_event};
