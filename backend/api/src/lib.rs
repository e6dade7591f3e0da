//! The HTTP API of Konfid.
//!
//! [`router`] answers everything that programs and the page ask for; the table of its routes stands in
//! `routes.rs`, and each verb has a file. It names no store and needs no runtime, so the demo runs the very
//! same router inside the browser.

mod administrators;
mod answer;
mod audit;
mod bridges;
mod change;
mod client_address;
mod conference_ids;
mod conference_mapper;
mod extract;
mod guard;
mod guess_limit;
mod health;
mod imports;
mod jobs;
mod mails;
mod meetings;
mod no_post;
mod openapi;
mod organizer;
mod origin;
mod permission;
mod problem;
mod readiness;
mod routes;
mod session;
mod settings;
mod state;
mod tokens;
mod users;

pub use client_address::{ParseTrustedProxiesError, PeerAddress, TrustedProxies};
pub use extract::BodyTooSlow;
pub use guess_limit::GuessLimit;
pub use meetings::Calendars;
pub use openapi::document;
pub use organizer::LinkRequests;
pub use origin::Origin;
pub use readiness::Readiness;
pub use routes::{addresses, router};
pub use state::{ApiState, Sleep, Spawn};
