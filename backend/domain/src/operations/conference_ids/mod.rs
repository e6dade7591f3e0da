//! Conference IDs: resetting, choosing, taking either back, looking up.

mod availability;
mod choose;
mod hand_over;
mod look_up;
mod map;
mod may_change;
mod preview;
mod replace;
mod reset;
mod retire;
mod suggest;
mod undo;

pub use availability::check_availability;
pub use choose::choose_conference_id;
pub use hand_over::hand_over_conference_id;
pub use look_up::{look_up, look_up_anywhere, user_history};
pub use map::conference_of;
pub use preview::{PreviewedReset, preview_reset};
pub(crate) use replace::check_reason;
pub use reset::reset_conference_id;
pub use suggest::suggest_conference_ids;
pub use undo::undo_reset;

pub(crate) use may_change::{check_lock, static_id};
pub(crate) use retire::retire;
