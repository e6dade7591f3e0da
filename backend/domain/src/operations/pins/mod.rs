//! Organizer PINs: digits that let an organizer start a conference by phone.
//!
//! Only a PIN's hash is kept, so a PIN is made at the moment when it is shown: when the organizer opens the one-time link
//! from an email, or resets the PIN on their own page. Until then there is nothing that could be read, and whoever enables
//! or resets many users hashes nothing.

mod draw;
mod end;
mod fresh;
mod issue_link;
mod open_link;
mod remove;
mod reset;
mod reset_own;
mod show;
mod verify;

use std::time::Duration;

pub use issue_link::issue_pin_link;
pub use open_link::{open_pin_link, show_pin_link};
pub use remove::remove_pin;
pub use reset::reset_pin;
pub use reset_own::reset_own_pin;
pub use show::show_pin;
pub use verify::{PinVerdict, verify_pin};

pub(crate) use end::{end_pin, end_unopened_link};
pub(crate) use fresh::can_have_pin;
pub(crate) use issue_link::wants_pin_link;
pub(crate) use reset::reset_pin_of;

/// For how long a link works after the email with it was written.
pub const LINK_LIFETIME: Duration = Duration::from_hours(72);
