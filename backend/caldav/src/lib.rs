//! The meeting update tool against calendars.
//!
//! The pure core that changes digits in calendar data is [`shared::calendar`]. This crate brings the data to it
//! and back:
//!
//! - [`Connector`] and [`Account`] find the calendars of an account (CalDAV, RFC 4791) and read and write in them;
//! - [`survey`] tells meeting by meeting what would change; [`mend_one`] changes one meeting with `If-Match` and
//!   reads again when somebody else was faster; [`put_back`] takes that back;
//! - [`imip`] makes messages for the organizer to send where the server does not tell the attendees;
//! - [`Worker`] mends the meetings of connected calendars after a reset and keeps the meeting log;
//! - [`command`] is `konfid meeting-update`.
//!
//! Passwords travel only over TLS, or on this machine; in the database they are sealed ([`FileKeySealer`]).

mod account;
mod address;
pub mod command;
mod discover;
mod http;
pub mod imip;
mod mend;
mod put_back;
mod reach;
mod reading_pool;
mod resources;
mod sealer;
mod servers;
mod survey;
mod trouble;
mod update;
mod worker;
mod xml;

pub use account::{Account, Connector, ConnectorOptions};
pub use address::CalendarAddress;
pub use discover::Calendar;
pub use mend::{Always, BeforeWrite, Change, Mended, Prepared, mend_one};
pub use put_back::{PutBack, put_back};
pub use reach::CalendarHosts;
pub use resources::{Fetched, Written};
pub use sealer::{FileKeySealer, KeyFileError};
pub use servers::CalDavServers;
pub use survey::{Found, Survey, Verdict, survey};
pub use update::UpdateOptions;
pub use worker::{Worker, WorkerOptions};
