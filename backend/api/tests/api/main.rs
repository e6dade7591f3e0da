//! The API as its clients see it: one module for each resource.

mod conference_ids;
mod conference_mapper;
mod guard;
mod idempotency;
mod imports;
mod mails;
mod openapi;
mod problems;
mod session;
mod settings;
mod support;
mod users;
mod walk;
