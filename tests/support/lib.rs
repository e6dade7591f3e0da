//! What tests share: the server and the databases under test.

mod client;
#[cfg(feature = "browser")]
mod driver;
mod mail_server;
mod named;
#[cfg(unix)]
mod postgres;
mod server;

pub use client::{Answer, Client};
#[cfg(feature = "browser")]
pub use driver::{Driver, Own};
pub use mail_server::{MailServer, Received};
pub use named::named;
#[cfg(unix)]
pub use postgres::Postgres;
pub use server::{Command, Server, binary};
