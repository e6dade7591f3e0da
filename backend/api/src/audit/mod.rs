//! The audit log.

mod list;

pub(crate) use list::*;
