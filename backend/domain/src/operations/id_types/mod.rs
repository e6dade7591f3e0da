//! Static and dynamic conference IDs: switching from one to the other, for a user and for the organisation.
//!
//! What a user has decides, and not the setting: an enabled user without an ID has dynamic IDs, and so has one whose ID is
//! only kept for meetings that were planned with it. The setting, or the user's own choice, says what the user is to have; a
//! switch brings the two together.

mod carried;
mod preview_organisation;
mod preview_user;
mod retire_kept;
mod switch_organisation;
mod switch_user;

pub use preview_organisation::preview_organisation_switch;
pub use preview_user::preview_user_switch;
pub use retire_kept::retire_kept_ids;
pub use switch_organisation::switch_organisation_type;
pub use switch_user::switch_user_type;

pub(crate) use carried::is_carried;
pub(crate) use switch_organisation::start_switching;
pub(crate) use switch_user::{switch, type_now};
