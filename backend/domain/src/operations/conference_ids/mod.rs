//! Conference IDs: resetting, taking a reset back, looking up.

mod look_up;
mod map;
mod reset;
mod retire;
mod undo;

pub use look_up::{look_up, user_history};
pub use map::conference_of;
pub use reset::reset_conference_id;
pub use undo::undo_reset;

pub(crate) use retire::retire;
