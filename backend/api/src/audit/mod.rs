//! The audit log.

mod export;
mod list;

pub(crate) use export::*;
pub(crate) use list::*;
