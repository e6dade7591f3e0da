//! Organizers: a link by mail, and a session of their own.
//!
//! An organizer's session is kept apart from an administrator's, in a cookie of its own: nothing that belongs to
//! administrators ever looks at it (see `guard.rs`).

pub(crate) mod cookie;
mod request_link;
mod send_link;
mod show;
mod sign_in;
mod sign_out;

pub use request_link::LinkRequests;
pub(crate) use request_link::*;
pub(crate) use send_link::*;
pub(crate) use show::*;
pub(crate) use sign_in::*;
pub(crate) use sign_out::*;
