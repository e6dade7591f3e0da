//! Whether the database takes changes, looked at no more often than it can change.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::{Application, Result};
use shared::{ProblemKind, Timestamp};

/// For so long an answer is good: anybody may ask, and each look writes to the disk.
const GOOD_FOR: Duration = Duration::from_secs(2);

/// What the last look at the database has shown. Clones are the same.
#[derive(Clone, Debug, Default)]
pub struct Readiness(Arc<Mutex<Option<(Timestamp, bool)>>>);

impl Readiness {
    /// Looks, unless somebody has a moment ago.
    ///
    /// # Errors
    ///
    /// [`ProblemKind::Unavailable`] when changes cannot be made or would be lost.
    pub(crate) async fn check(&self, application: &Application) -> Result<()> {
        let now = application.now();
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_ready = match last {
            Some((at, is_ready)) if at <= now && now.since(at) < GOOD_FOR => is_ready,
            _ => {
                // Those who ask meanwhile get the answer from before.
                self.note(now, last.is_none_or(|(_, is_ready)| is_ready));
                let looked = application.store().check().await;
                if let Err(error) = &looked {
                    tracing::error!(%error, "the database is not ready");
                }
                self.note(now, looked.is_ok());
                looked.is_ok()
            }
        };
        if is_ready { Ok(()) } else { Err(ProblemKind::Unavailable.into()) }
    }

    fn note(&self, now: Timestamp, is_ready: bool) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, is_ready));
    }
}
