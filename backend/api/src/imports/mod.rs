//! Importing users.

mod apply;
mod create;
mod rows;
mod show;
mod template;

pub(crate) use apply::*;
pub(crate) use create::*;
pub(crate) use rows::*;
pub(crate) use show::*;
pub(crate) use template::*;
