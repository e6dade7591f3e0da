//! Mails in the outbox.

mod list;
mod retry;
mod show;

pub(crate) use list::*;
pub(crate) use retry::*;
pub(crate) use show::*;
