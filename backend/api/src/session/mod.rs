//! Signing in and out.

mod begin;
pub(crate) mod cookie;
mod set_up;
mod show;
mod sign_in;
mod sign_out;

pub(crate) use set_up::*;
pub(crate) use show::*;
pub(crate) use sign_in::*;
pub(crate) use sign_out::*;
