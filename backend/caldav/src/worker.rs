//! The worker that mends the meetings of connected calendars.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use domain::{Konfid, MeetingUpdateRecord, Result, Sealer};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};

use crate::account::Connector;
use crate::bell::UpdateBell;
use crate::update::{UpdateOptions, Updates};

/// How the worker works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkerOptions {
    /// For how many users meetings are mended at the same time.
    pub parallel: usize,
    /// The longest sleep: after it the store is looked at even if nothing woke the worker, because other servers
    /// write into it too and clocks are set.
    pub longest_sleep: Duration,
    /// For how long what is in hand may go on once the worker is told to stop.
    pub grace: Duration,
    /// How updates are done.
    pub updates: UpdateOptions,
}

impl Default for WorkerOptions {
    fn default() -> Self {
        Self {
            parallel: 4,
            longest_sleep: Duration::from_secs(30),
            grace: Duration::from_secs(20),
            updates: UpdateOptions::default(),
        }
    }
}

/// The waits after failures of the store.
const STORE_DELAYS: [Duration; 5] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(15),
];

/// The worker: takes updates that are due, mends the meetings and keeps the ledger.
///
/// Nothing is lost when the process is killed: an update that was in hand is due again when its lease ends, and
/// whatever was mended before is found to need nothing more.
pub struct Worker {
    updates: Updates,
    bell: UpdateBell,
    options: WorkerOptions,
    stop: watch::Sender<bool>,
}

impl Worker {
    /// A worker on these operations, woken by a bell.
    pub fn new(
        konfid: Konfid,
        sealer: Arc<dyn Sealer>,
        connector: Connector,
        bell: UpdateBell,
        options: WorkerOptions,
    ) -> Self {
        let (stop, stopping) = watch::channel(false);
        let updates = Updates { konfid, sealer, connector, options: options.updates, stopping };
        Self { updates, bell, options, stop }
    }

    /// Works until `stop` is ready; then finishes the meetings in hand, gives the updates back, and returns.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let mut in_hand = JoinSet::new();
        self.work(stop, &mut in_hand).await;
        self.stop.send_replace(true);
        let finished =
            timeout(self.options.grace, async { while in_hand.join_next().await.is_some() {} }).await;
        if finished.is_err() {
            tracing::warn!(
                updates = in_hand.len(),
                "updates of meetings were left; they go on when their lease ends"
            );
            in_hand.shutdown().await;
        }
    }

    async fn work(&self, stop: impl Future<Output = ()> + Send, in_hand: &mut JoinSet<()>) {
        let mut stop = pin!(stop);
        let mut store_failures = 0;
        let mut next_look = Instant::now();
        loop {
            let room = self.options.parallel.max(1).saturating_sub(in_hand.len());
            if room > 0 && next_look <= Instant::now() {
                match self.take(room).await {
                    Ok(Taken::Updates(updates)) => {
                        for update in updates {
                            in_hand.spawn(run(self.updates.clone(), update));
                        }
                    }
                    Ok(Taken::NothingFor(rest)) => {
                        next_look = Instant::now() + rest.min(self.options.longest_sleep);
                    }
                    Err(error) => {
                        tracing::warn!(%error, "updates of meetings cannot be read");
                        next_look = Instant::now() + store_delay(store_failures);
                        store_failures += 1;
                        continue;
                    }
                }
                store_failures = 0;
                continue;
            }
            tokio::select! {
                biased;
                () = &mut stop => return,
                Some(joined) = in_hand.join_next() => {
                    if joined.is_err() {
                        tracing::error!("the update of a user's meetings panicked; it goes on when its lease ends");
                    }
                }
                // While the store is in trouble, its bell does not shorten the wait.
                () = self.bell.rung(), if store_failures == 0 => next_look = Instant::now(),
                () = sleep_until(next_look), if room > 0 => {}
            }
        }
    }

    /// Takes what is due. It looks first, because a transaction rings the bell, and a worker that wakes itself
    /// would never sleep.
    async fn take(&self, room: usize) -> Result<Taken> {
        let konfid = &self.updates.konfid;
        let due =
            konfid.read(|read| Box::pin(async move { Ok(read.next_meeting_update_due().await?) })).await?;
        let now = konfid.now();
        let Some(due) = due else { return Ok(Taken::NothingFor(self.options.longest_sleep)) };
        if due > now {
            return Ok(Taken::NothingFor(due.since(now)));
        }
        let leased_until = now.after(self.options.updates.lease);
        let limit = u32::try_from(room).unwrap_or(u32::MAX);
        let updates = konfid
            .write(move |transaction| {
                Box::pin(
                    async move { Ok(transaction.claim_due_meeting_updates(now, leased_until, limit).await?) },
                )
            })
            .await?;
        // Somebody else was faster; the next look comes soon.
        if updates.is_empty() { Ok(Taken::NothingFor(STORE_DELAYS[0])) } else { Ok(Taken::Updates(updates)) }
    }
}

enum Taken {
    Updates(Vec<MeetingUpdateRecord>),
    NothingFor(Duration),
}

fn store_delay(failures: usize) -> Duration {
    STORE_DELAYS[failures.min(STORE_DELAYS.len() - 1)]
}

async fn run(updates: Updates, update: MeetingUpdateRecord) {
    if let Err(error) = updates.run(update).await {
        tracing::warn!(%error, "the update of a user's meetings was broken off; it goes on when its lease ends");
    }
}
