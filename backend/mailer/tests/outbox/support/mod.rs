//! A real SMTP server, and a house with a working outbox.

mod house;
mod script;
mod server;

use std::time::{Duration, Instant};

pub(crate) use house::{House, mail_to};
pub(crate) use script::{Script, ScriptedServer};
pub(crate) use server::{Received, Server};

/// Waits until there is something, and fails when that takes far too long.
pub(crate) async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let begin = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(begin.elapsed() < Duration::from_secs(30), "waited too long for {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
