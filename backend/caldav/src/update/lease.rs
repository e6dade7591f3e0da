//! Holding an update: whoever schedules it again takes it away, and a worker that dies loses it in time.

use domain::operations::meeting_updates::renew_calendar_update;
use domain::{CalendarUpdateRecord, Result, Transaction};
use futures::future::BoxFuture;
use tokio::sync::{Mutex, Notify};

use super::Updates;

/// The record of an update as this worker has written it last.
pub(super) struct Lease(Mutex<Option<CalendarUpdateRecord>>);

impl Lease {
    pub(super) fn new(claimed: CalendarUpdateRecord) -> Self {
        Self(Mutex::new(Some(claimed)))
    }

    /// Gives the record up, unless it is lost already.
    pub(super) async fn release(&self) -> Option<CalendarUpdateRecord> {
        self.0.lock().await.take()
    }
}

impl Updates {
    /// Does work in a transaction if the update is still this worker's, and renews the lease with it. `None` if it
    /// is lost; then nothing is done, now and ever after.
    pub(super) async fn while_held<T: Send + 'static>(
        &self,
        lease: &Lease,
        work: impl for<'t> FnOnce(&'t mut dyn Transaction) -> BoxFuture<'t, Result<T>>
        + Clone
        + Send
        + Sync
        + 'static,
    ) -> Result<Option<T>> {
        let mut held = lease.0.lock().await;
        let Some(expected) = held.clone() else { return Ok(None) };
        let leased_until = self.application.now().after(self.options.lease);
        let done = self.application.in_transaction(move |transaction| {
            Box::pin(async move {
                let Some(renewed) = renew_calendar_update(transaction, &expected, leased_until).await? else {
                    return Ok(None);
                };
                Ok(Some((renewed, work(transaction).await?)))
            })
        });
        let (renewed, answer) = done.await?.unzip();
        *held = renewed;
        Ok(answer)
    }

    /// Renews the lease from time to time until the work is done.
    pub(super) async fn keep_lease(&self, lease: &Lease, done: &Notify) {
        loop {
            tokio::select! {
                biased;
                () = done.notified() => return,
                () = tokio::time::sleep(self.options.lease / 3) => {}
            }
            if let Err(error) = self.while_held(lease, |_| Box::pin(async { Ok(()) })).await {
                tracing::warn!(%error, "the lease on the update of a user's meetings could not be renewed");
            }
        }
    }
}
