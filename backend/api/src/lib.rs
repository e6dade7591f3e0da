//! The HTTP API of Konfid.
//!
//! [`router`] answers everything that programs and the page ask for; the table of its routes stands in
//! `routes.rs`, and each verb has a file. It names no store and needs no runtime, so the demo runs the very
//! same router inside the browser.

mod administrators;
mod answer;
mod audit;
mod bridge_addresses;
mod bridges;
mod change;
mod client_address;
mod conference_ids;
mod conference_mapper;
mod exports;
mod extract;
mod guard;
mod guess_limit;
mod health;
mod imports;
mod jobs;
mod mail_templates;
mod mails;
mod meeting_updates;
mod meetings;
mod no_post;
mod openapi;
mod organizer;
mod origin;
mod overview;
mod permission;
mod phone_number_list;
mod pins;
mod problem;
mod readiness;
mod reservations;
mod routes;
mod session;
mod settings;
mod state;
mod tokens;
mod users;

pub use bridge_addresses::answer_near_bridge_address;
pub use client_address::{ParseTrustedProxiesError, PeerAddress, TrustedProxies};
pub use extract::BodyTooSlow;
pub use guess_limit::GuessLimit;
pub use meeting_updates::Calendars;
pub use openapi::document;
pub use organizer::LinkRequests;
pub use origin::Origin;
pub use readiness::Readiness;
pub use routes::{addresses, router};
pub use state::{ApiState, Sleep, Spawn};
