//! Organizer PINs. No answer here is ever kept under an idempotency key if a PIN is in it.

mod open_link;
mod remove;
mod reset;
mod reset_own;
mod show;
mod show_link;

pub(crate) use open_link::*;
pub(crate) use remove::*;
pub(crate) use reset::*;
pub(crate) use reset_own::*;
pub(crate) use show::*;
pub(crate) use show_link::*;
