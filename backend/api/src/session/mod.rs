//! Signing in and out.

mod begin;
mod change_password;
pub(crate) mod cookie;
mod end;
mod list;
mod set_up;
mod show;
mod sign_in;
mod sign_out;
mod visitor;

pub(crate) use change_password::*;
pub(crate) use end::*;
pub(crate) use list::*;
pub(crate) use set_up::*;
pub(crate) use show::*;
pub(crate) use sign_in::*;
pub(crate) use sign_out::*;
