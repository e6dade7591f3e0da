//! Waking the worker.

use std::sync::Arc;

use domain::Bell;
use tokio::sync::Notify;

/// Wakes the worker after a commit. Rings that come while it is busy count as one.
#[derive(Clone, Debug, Default)]
pub struct UpdateBell(Arc<Notify>);

impl UpdateBell {
    /// A new bell; give one clone to [`domain::Konfid`] (beside those of others) and another to the
    /// [`Worker`](crate::Worker).
    pub fn new() -> Self {
        Self::default()
    }

    /// Waits until it rings, or returns at once if it rang since the last time.
    pub(crate) async fn rung(&self) {
        self.0.notified().await;
    }
}

impl Bell for UpdateBell {
    fn ring(&self) {
        self.0.notify_one();
    }
}
