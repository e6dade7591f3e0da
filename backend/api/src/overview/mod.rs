//! How things stand, and how they have gone.

mod show;
mod statistics;

pub(crate) use show::*;
pub(crate) use statistics::*;
