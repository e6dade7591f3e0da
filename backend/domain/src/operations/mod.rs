//! The operations, by what they are about. Each is one verb in one file.

pub mod administrators;
pub mod audit;
pub mod bridges;
pub mod conference_ids;
pub mod exports;
pub mod id_types;
pub mod idempotency;
pub mod imports;
pub mod jobs;
pub mod mail_templates;
pub mod mails;
pub mod meeting_updates;
pub mod meetings;
pub mod organizers;
pub mod overview;
pub mod pins;
pub mod providers;
pub mod reservations;
pub mod sessions;
pub mod settings;
pub mod statistics;
mod table;
pub mod tokens;
pub mod upkeep;
pub mod users;
