//! The operations, by what they are about. Each is one verb in one file.

pub mod administrators;
pub mod audit;
pub mod bridges;
pub mod conference_ids;
pub mod idempotency;
pub mod imports;
pub mod jobs;
pub mod mails;
pub mod meeting_updates;
pub mod organizers;
pub mod sessions;
pub mod settings;
mod table;
pub mod tokens;
pub mod upkeep;
pub mod users;
