//! Walks through the whole product: a real browser, the release binary with its page, and a real SMTP server.

mod acceptance;
mod accessibility;
mod account;
mod accounts;
mod demo;
mod jobs;
mod keyboard;
mod mail_failures;
mod meetings;
mod organizer;
mod removal;
mod session;
mod support;
mod tabs;
mod two_administrators;
mod without_email;
