//! API tokens. Only people make and revoke them: a token that leaked must not make others that outlive it.

mod create;
mod list;
mod revoke;

pub(crate) use create::*;
pub(crate) use list::*;
pub(crate) use revoke::*;
