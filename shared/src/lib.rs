//! The words and the wire of Konfid.
//!
//! Everything here is pure: no input or output, no clock, no randomness. It builds for the browser as well as
//! for the server, so both agree on every word.

mod account;
mod actor;
mod address;
mod audit;
mod audit_detail;
mod audit_words;
mod bridge;
#[cfg(feature = "calendar")]
pub mod calendar;
mod conference_id;
mod describe;
mod fault;
mod history;
mod identifiers;
mod import;
mod invisible;
mod invitation_block;
mod job;
mod language;
mod macros;
mod mail;
mod mail_health;
mod meeting_reason;
mod meetings;
mod organizer;
mod page;
pub mod paths;
mod problem;
mod problem_kind;
mod problem_words;
#[cfg(feature = "openapi")]
mod schema;
mod session;
mod settings;
mod timestamp;
mod user;
mod version;
mod whole_number;

pub use account::*;
pub use actor::*;
pub use address::*;
pub use audit::*;
pub use audit_detail::*;
pub use bridge::*;
pub use conference_id::{ConferenceId, ParseConferenceIdError};
pub use describe::Describe;
pub use fault::*;
pub use history::*;
pub use identifiers::*;
pub use import::*;
pub use invisible::{is_invisible, is_joiner, isolated, without_invisible};
pub use invitation_block::{InvitationBlock, escape_html};
pub use job::*;
pub use language::Language;
pub use mail::*;
pub use mail_health::*;
pub use meeting_reason::MeetingUpdateReason;
pub use meetings::*;
pub use organizer::*;
pub use page::*;
pub use problem::*;
pub use problem_kind::*;
pub use session::*;
pub use settings::*;
pub use timestamp::Timestamp;
pub use user::*;
pub use version::Version;
