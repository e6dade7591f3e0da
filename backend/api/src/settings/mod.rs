//! The organisation's settings.

mod show;
mod update;

pub(crate) use show::*;
pub(crate) use update::*;
