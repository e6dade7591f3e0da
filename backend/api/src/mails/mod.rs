//! Mails in the outbox.

mod list;
mod retry;
mod retry_failed;
mod send_test;
mod show;

pub(crate) use list::*;
pub(crate) use retry::*;
pub(crate) use retry_failed::*;
pub(crate) use send_test::*;
pub(crate) use show::*;
