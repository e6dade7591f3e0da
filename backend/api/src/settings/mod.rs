//! The organisation's settings.

mod preview_type;
mod show;
mod switch_type;
mod update;

pub(crate) use preview_type::*;
pub(crate) use show::*;
pub(crate) use switch_type::*;
pub(crate) use update::*;
