//! Reservations of conference IDs.

mod list;
mod release;
mod reserve;

pub(crate) use list::*;
pub(crate) use release::*;
pub(crate) use reserve::*;
