//! Importing users.

mod apply;
mod create;
mod progress;
mod rows;
mod show;

pub(crate) use apply::*;
pub(crate) use create::*;
pub use progress::ImportProgress;
pub(crate) use rows::*;
pub(crate) use show::*;
