//! What tests share: the server and the databases under test.

mod client;
#[cfg(unix)]
mod postgres;
mod server;

pub use client::{Answer, Client};
#[cfg(unix)]
pub use postgres::Postgres;
pub use server::{Command, Server, binary};
