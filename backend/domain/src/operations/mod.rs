//! The operations, by what they are about. Each is one verb in one file.

pub mod administrators;
pub mod audit;
pub mod conference_ids;
pub mod idempotency;
pub mod imports;
pub mod mails;
pub mod meeting_updates;
pub mod organizers;
pub mod sessions;
pub mod settings;
pub mod tokens;
pub mod upkeep;
pub mod users;
