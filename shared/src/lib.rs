//! The words and the wire of Konfid.
//!
//! Everything here is pure: no input or output, no clock, no randomness. It builds for the browser as well as
//! for the server, so both agree on every word.

pub mod calendar;
mod conference_id;

pub use conference_id::{ConferenceId, ParseConferenceIdError};
