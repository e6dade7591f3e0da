//! Waking a worker.

use std::sync::Arc;

use domain::Bell;
use tokio::sync::Notify;

/// Wakes a worker after a commit. Rings that come while it is busy count as one.
#[derive(Clone, Debug, Default)]
pub struct WorkerBell(Arc<Notify>);

impl WorkerBell {
    /// A new bell; give one clone to [`domain::Application`] (beside those of other workers) and another to the
    /// [`Worker`](crate::Worker).
    pub fn new() -> Self {
        Self::default()
    }

    /// Waits until it rings, or returns at once if it rang since the last time.
    pub(crate) async fn rung(&self) {
        self.0.notified().await;
    }
}

impl Bell for WorkerBell {
    fn ring(&self) {
        self.0.notify_one();
    }
}
