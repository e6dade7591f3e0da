//! The API as its clients see it: one module for each resource.

#![expect(clippy::unwrap_used, reason = "a test ends with a panic when something is not as it should be")]

mod accounts;
mod administrators;
mod bridges;
mod conference_ids;
mod conference_mapper;
mod guard;
mod idempotency;
mod imports;
mod jobs;
mod mails;
mod meetings;
mod openapi;
mod organizer;
mod problems;
mod removal;
mod session;
mod settings;
mod sign_in;
mod support;
mod users;
mod walk;
