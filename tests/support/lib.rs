//! What the walkthroughs share: the server, the browser and the SMTP server under test.

mod client;
mod server;

pub use client::{Answer, Client};
pub use server::{Command, Server, binary};
