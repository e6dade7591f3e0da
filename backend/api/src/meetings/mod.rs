//! Planned meetings.

mod calendar;
mod cancel;
mod create;
mod list;
mod list_of_user;
mod plan;
mod show;
mod update;

pub(crate) use calendar::*;
pub(crate) use cancel::*;
pub(crate) use create::*;
pub(crate) use list::*;
pub(crate) use list_of_user::*;
pub(crate) use plan::*;
pub(crate) use show::*;
pub(crate) use update::*;
