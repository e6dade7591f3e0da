//! Conference IDs.

mod availability;
mod choose;
mod hand_over;
mod look_up;
mod look_up_anywhere;
mod preview_reset;
mod suggest;

pub(crate) use availability::*;
pub(crate) use choose::*;
pub(crate) use hand_over::*;
pub(crate) use look_up::*;
pub(crate) use look_up_anywhere::*;
pub(crate) use preview_reset::*;
pub(crate) use suggest::*;
