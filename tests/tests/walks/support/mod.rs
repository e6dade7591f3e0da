//! What the walks share: the house with its servers, the browser, and what is looked at in it.

mod axe;
mod browser;
mod calendar_server;
mod fit;
mod fonts;
mod house;
mod pictures;

use std::path::PathBuf;
use std::time::Duration;

pub(crate) use browser::{Browser, Key};
pub(crate) use calendar_server::{CALENDAR_NAME, CALENDAR_PASSWORD, CalendarServer, meeting};
pub(crate) use fonts::Font;
pub(crate) use house::{House, NAME, PASSWORD, address, grouped, organizer_link, pin_link};
pub(crate) use konfid_tests::{MailServer, Received, named};
pub(crate) use pictures::{Scheme, picture};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How long anything may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(45);
/// How often is looked whether it has come true.
pub(crate) const PAUSE: Duration = Duration::from_millis(40);

/// How many walks go on at the same time; each has a browser, and browsers are large.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Waits until there is room for another walk.
pub(crate) async fn turn() -> SemaphorePermit<'static> {
    TURNS.acquire().await.expect("nobody closes the semaphore")
}

/// One of the samples in `tests/samples`.
pub(crate) fn sample(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    assert!(path.is_file(), "{} is not there", path.display());
    path
}

/// Asks until there is an answer.
pub(crate) async fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = std::time::Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < PATIENCE, "this never came true: {what}");
        tokio::time::sleep(PAUSE).await;
    }
}
