//! Users and their conference IDs.

mod create;
mod disable;
mod enable;
mod enable_many;
mod export;
mod history;
mod list;
mod remove;
mod reset_conference_id;
mod send_conference_info;
mod show;
mod undo_reset;
mod update;

pub(crate) use create::*;
pub(crate) use disable::*;
pub(crate) use enable::*;
pub(crate) use enable_many::*;
pub(crate) use export::*;
pub(crate) use history::*;
pub(crate) use list::*;
pub(crate) use remove::*;
pub(crate) use reset_conference_id::*;
pub(crate) use send_conference_info::*;
pub(crate) use show::*;
pub(crate) use undo_reset::*;
pub(crate) use update::*;
