//! Conference IDs.

mod look_up;

pub(crate) use look_up::*;
