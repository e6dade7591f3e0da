//! Phone bridges and their service numbers.

mod check_number;
mod create;
mod history;
mod list;
mod number_impact;
mod register_number;
mod show;
mod unregister_number;
mod update;
mod update_number;

pub(crate) use check_number::*;
pub(crate) use create::*;
pub(crate) use history::*;
pub(crate) use list::*;
pub(crate) use number_impact::*;
pub(crate) use register_number::*;
pub(crate) use show::*;
pub(crate) use unregister_number::*;
pub(crate) use update::*;
pub(crate) use update_number::*;
