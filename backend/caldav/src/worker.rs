//! The worker that mends the meetings of connected calendars.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::operations::meeting_updates::{ClaimedCalendarUpdate, claim_calendar_updates};
use domain::{Application, Result, Sealer};
use shared::Timestamp;
use tokio::sync::watch;
use worker::{DueWork, Pace, WorkerBell};

use crate::account::Connector;
use crate::update::{UpdateOptions, Updates};

/// How the worker works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkerOptions {
    /// For how many users meetings are mended at the same time, and for how long it sleeps and waits.
    pub pace: Pace,
    /// How updates are done.
    pub updates: UpdateOptions,
}

impl Default for WorkerOptions {
    fn default() -> Self {
        Self {
            pace: Pace {
                parallel: 4,
                // An update that waited for its turn would lose its lease.
                batch: None,
                longest_sleep: Duration::from_secs(30),
                grace: Duration::from_secs(20),
            },
            updates: UpdateOptions::default(),
        }
    }
}

/// The worker: takes updates that are due, mends the meetings and keeps the meeting log.
///
/// Nothing is lost when the process is killed: an update that was in hand is due again when its lease ends, and
/// whatever was mended before is found to need nothing more. It is not begun at once, though: what ended the process may
/// have been the update itself. With each update that never came to an end the wait grows, until it is left to people.
pub struct Worker {
    worker: worker::Worker<DueUpdates>,
}

impl Worker {
    /// A worker on these operations, woken by a bell.
    pub fn new(
        application: Application,
        sealer: Arc<dyn Sealer>,
        connector: Connector,
        bell: WorkerBell,
        options: WorkerOptions,
    ) -> Self {
        let (stop, stopping) = watch::channel(false);
        let updates = Updates { application, sealer, connector, options: options.updates, stopping };
        Self { worker: worker::Worker::new(DueUpdates { updates, stop }, bell, options.pace) }
    }

    /// Works until `stop` is ready; then finishes the meetings in hand, gives the updates back, and returns.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        self.worker.run(stop).await;
    }
}

/// The updates of users' meetings that are due.
struct DueUpdates {
    updates: Updates,
    stop: watch::Sender<bool>,
}

#[async_trait]
impl DueWork for DueUpdates {
    type Item = ClaimedCalendarUpdate;

    const NAME: &'static str = "updates of meetings";

    fn now(&self) -> Timestamp {
        self.updates.application.now()
    }

    async fn next_due(&self) -> Result<Option<Timestamp>> {
        let application = &self.updates.application;
        application
            .in_snapshot(|read| Box::pin(async move { Ok(read.next_calendar_update_due().await?) }))
            .await
    }

    async fn claim(&self, limit: u32) -> Result<Vec<ClaimedCalendarUpdate>> {
        let now = self.now();
        let leased_until = now.after(self.updates.options.lease);
        let claim = self.updates.application.in_transaction(move |transaction| {
            Box::pin(async move { claim_calendar_updates(transaction, now, leased_until, limit).await })
        });
        claim.await
    }

    async fn carry_out(&self, update: ClaimedCalendarUpdate) {
        if let Err(error) = self.updates.run(update).await {
            tracing::warn!(%error, "the update of a user's meetings was interrupted; it continues when its lease ends");
        }
    }

    async fn give_back(&self, _: Vec<ClaimedCalendarUpdate>) -> Result<()> {
        // None ever waits for its turn.
        Ok(())
    }

    fn stopping(&self) {
        self.stop.send_replace(true);
    }
}
