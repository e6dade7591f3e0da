//! The loop.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::Result;
use shared::Timestamp;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};

use crate::WorkerBell;

/// How long to wait after the bell: what is written meanwhile is taken with it. Without this, each of many changes in a
/// row would be followed by a look and, if there is something to do, by transactions of the worker's own.
const GATHER: Duration = Duration::from_millis(50);
/// The waits after failures of the store.
const STORE_DELAYS: [Duration; 5] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(15),
];

/// How long to wait after so many failures of the store in a row.
pub fn store_delay(failures: usize) -> Duration {
    STORE_DELAYS[failures.min(STORE_DELAYS.len() - 1)]
}

/// Work that becomes due.
#[async_trait]
pub trait DueWork: Send + Sync + 'static {
    /// One thing to do, held with a lease.
    type Item: Send + 'static;

    /// What the things are called in the log.
    const NAME: &'static str;

    /// The moment now.
    fn now(&self) -> Timestamp;
    /// When the next thing is due; it may be in the past. It must change nothing: a transaction rings the bell, and a
    /// worker that wakes itself would never sleep.
    async fn next_due(&self) -> Result<Option<Timestamp>>;
    /// Takes things that are due, the oldest first, with a lease.
    async fn claim(&self, limit: u32) -> Result<Vec<Self::Item>>;
    /// Does one thing, and writes down what became of it.
    async fn carry_out(&self, item: Self::Item);
    /// Gives back what was taken but not begun.
    async fn give_back(&self, items: Vec<Self::Item>) -> Result<()>;
    /// The worker stops: what is in hand should come to an end.
    fn stopping(&self) {}
}

/// How a worker works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How many things are done at the same time.
    pub parallel: usize,
    /// How many are taken at once, so that some wait for their turn; without it, no more than can be begun.
    pub batch: Option<u32>,
    /// The longest sleep: after it the store is looked at even if nothing woke the worker, because other servers
    /// write into it too and clocks are set.
    pub longest_sleep: Duration,
    /// For how long what is in hand may go on once the worker is told to stop.
    pub grace: Duration,
}

/// A worker.
pub struct Worker<W: DueWork> {
    work: Arc<W>,
    bell: WorkerBell,
    pace: Pace,
}

/// What a worker has taken.
struct Hands<T> {
    /// What is being done.
    busy: JoinSet<()>,
    /// What waits for its turn.
    waiting: VecDeque<T>,
}

enum Taken<T> {
    Items(Vec<T>),
    NothingFor(Duration),
}

impl<W: DueWork> Worker<W> {
    /// A worker for this work, woken by a bell.
    pub fn new(work: W, bell: WorkerBell, pace: Pace) -> Self {
        Self { work: Arc::new(work), bell, pace }
    }

    /// Works until `stop` is ready; then gives back what was only taken, finishes what is in hand, and returns.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let mut hands = Hands { busy: JoinSet::new(), waiting: VecDeque::new() };
        self.work_until(stop, &mut hands).await;
        self.work.stopping();
        let Hands { mut busy, waiting } = hands;
        if !waiting.is_empty() {
            let given_back = timeout(self.pace.grace, self.work.give_back(waiting.into())).await;
            if !matches!(given_back, Ok(Ok(()))) {
                tracing::warn!(
                    "{} could not be given back; they are due again when their lease ends",
                    W::NAME
                );
            }
        }
        let finished = timeout(self.pace.grace, async { while busy.join_next().await.is_some() {} }).await;
        if finished.is_err() {
            let left = busy.len();
            tracing::warn!(left, "{} in hand were left; they are due again when their lease ends", W::NAME);
            busy.shutdown().await;
        }
    }

    async fn work_until(&self, stop: impl Future<Output = ()> + Send, hands: &mut Hands<W::Item>) {
        let mut stop = pin!(stop);
        let mut store_failures = 0;
        let mut next_look = Instant::now();
        loop {
            while hands.busy.len() < self.pace.parallel.max(1)
                && let Some(item) = hands.waiting.pop_front()
            {
                let work = Arc::clone(&self.work);
                hands.busy.spawn(async move { work.carry_out(item).await });
            }
            let room = self.room(hands);
            if room > 0 && next_look <= Instant::now() {
                match self.take(room).await {
                    Ok(Taken::Items(items)) => hands.waiting.extend(items),
                    Ok(Taken::NothingFor(rest)) => {
                        next_look = Instant::now() + rest.min(self.pace.longest_sleep);
                    }
                    Err(error) => {
                        tracing::warn!(%error, "{} cannot be taken", W::NAME);
                        next_look = Instant::now() + store_delay(store_failures);
                        store_failures += 1;
                        continue;
                    }
                }
                store_failures = 0;
                continue;
            }
            // What rings until then is heard after the look that is to come, and leads to another.
            let looks_soon = next_look <= Instant::now() + GATHER;
            tokio::select! {
                biased;
                () = &mut stop => return,
                Some(joined) = hands.busy.join_next() => {
                    if joined.is_err() {
                        tracing::error!("one of {} panicked; it is tried again when its lease ends", W::NAME);
                    }
                }
                // While the store is in trouble, its bell does not shorten the wait.
                () = self.bell.rung(), if store_failures == 0 && !looks_soon => {
                    next_look = Instant::now() + GATHER;
                }
                () = sleep_until(next_look), if room > 0 => {}
            }
        }
    }

    /// How many things may be taken now.
    fn room(&self, hands: &Hands<W::Item>) -> u32 {
        let parallel = self.pace.parallel.max(1);
        match self.pace.batch {
            Some(batch) if hands.waiting.len() < parallel => batch,
            Some(_) => 0,
            None => u32::try_from(parallel.saturating_sub(hands.busy.len())).unwrap_or(u32::MAX),
        }
    }

    async fn take(&self, limit: u32) -> Result<Taken<W::Item>> {
        let Some(due) = self.work.next_due().await? else {
            return Ok(Taken::NothingFor(self.pace.longest_sleep));
        };
        let now = self.work.now();
        if due > now {
            return Ok(Taken::NothingFor(due.since(now)));
        }
        let items = self.work.claim(limit).await?;
        // Somebody else was faster; the next look comes soon.
        if items.is_empty() { Ok(Taken::NothingFor(STORE_DELAYS[0])) } else { Ok(Taken::Items(items)) }
    }
}

#[cfg(test)]
mod tests;
