//! What the walkthroughs share: the server, the browser and the SMTP server under test.

mod client;
#[cfg(feature = "browser")]
mod driver;
mod server;

pub use client::{Answer, Client};
#[cfg(feature = "browser")]
pub use driver::{Driver, Own, named};
pub use server::{Command, Server, binary};
