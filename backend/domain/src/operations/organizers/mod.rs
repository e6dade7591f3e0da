//! Organizers: signing in with a link from a mail, and their own conference.
//!
//! Nobody has to remember a password. Whoever can read the mail to a user's primary address may act as that user, for
//! as long as the session lasts.

mod authenticate;
mod open_link;
mod request_link;
mod send_link;
mod show;
mod sign_out;

use std::time::Duration;

pub use authenticate::{
    KnownOrganizer, authenticate_organizer, extend_organizer_session, organizer_session_end,
};
pub use open_link::{NewOrganizerSession, open_organizer_link};
pub(crate) use request_link::has_newer;
pub use request_link::{find_organizers, has_newer_link, request_organizer_link};
pub use send_link::{issue_organizer_link, send_organizer_link};
pub use show::show_organizer;
pub use sign_out::{sign_out_organizer, sign_out_organizer_everywhere};

/// For how long a link works after the mail with it was sent.
pub const LINK_LIFETIME: Duration = Duration::from_hours(1);

/// A session ends after this time without a request.
pub const SESSION_LIFETIME: Duration = Duration::from_hours(8);

/// However much is done in it, a session ends after this time.
pub const SESSION_LONGEST: Duration = Duration::from_hours(7 * 24);
