//! The texts of emails.

mod address;
mod list;
mod preview;
mod reset;
mod set;
mod show;

pub(crate) use list::*;
pub(crate) use preview::*;
pub(crate) use reset::*;
pub(crate) use set::*;
pub(crate) use show::*;
