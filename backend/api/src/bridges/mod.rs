//! Phone bridges.

mod list;

pub(crate) use list::*;
