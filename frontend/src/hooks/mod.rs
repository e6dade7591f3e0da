//! What several components do over time.

mod remote;
pub(crate) mod shortcuts;
mod timing;

pub(crate) use remote::{Remote, use_remote};
pub(crate) use timing::{use_interval, use_window_event};
