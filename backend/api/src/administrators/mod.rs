//! Accounts of administrators. Only people change them: a token that leaked must not make accounts that outlive it.

mod add;
mod disable;
mod enable;
mod link;
mod list;
mod remove;
mod rename;
mod show;
mod sign_out;

pub(crate) use add::*;
pub(crate) use disable::*;
pub(crate) use enable::*;
pub(crate) use link::*;
pub(crate) use list::*;
pub(crate) use remove::*;
pub(crate) use rename::*;
pub(crate) use show::*;
pub(crate) use sign_out::*;
