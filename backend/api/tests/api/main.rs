//! The API as its clients see it: one module for each resource.

#![expect(clippy::unwrap_used, reason = "a test ends with a panic when something is not as it should be")]

mod accounts;
mod administrators;
mod audit;
mod bridges;
mod choice;
mod conference_ids;
mod conference_mapper;
mod dial_in_card;
mod exports;
mod guard;
mod id_types;
mod idempotency;
mod import_files;
mod imports;
mod jobs;
mod mail_templates;
mod mails;
mod meeting_updates;
mod meetings;
mod numbers;
mod openapi;
mod organizer;
mod overview;
mod pins;
mod problems;
mod providers;
mod removal;
mod scheduled_jobs;
mod session;
mod settings;
mod sign_in;
mod support;
mod users;
mod walk;
