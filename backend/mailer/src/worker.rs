//! The worker that empties the outbox of a server.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use domain::MailRecord;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use crate::{Delivered, Outbox, OutboxBell};

/// How the worker works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkerOptions {
    /// How many mails are sent at the same time.
    pub parallel: usize,
    /// How many mails are taken at once. Those that wait for their turn are lost to nobody: their lease ends.
    pub batch: u32,
    /// The longest sleep: after it the outbox is looked at even if nothing woke the worker, because other
    /// servers write into it too and clocks are set.
    pub longest_sleep: Duration,
    /// For how long mails in hand may go on once the worker is told to stop.
    pub grace: Duration,
}

impl Default for WorkerOptions {
    fn default() -> Self {
        Self {
            parallel: 4,
            batch: 32,
            longest_sleep: Duration::from_secs(30),
            grace: Duration::from_secs(20),
        }
    }
}

/// How many outcomes are written down in one transaction at most.
const RECORDED_AT_ONCE: usize = 256;
/// The waits after failures of the store.
const STORE_DELAYS: [Duration; 5] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(15),
];

/// The worker: takes mails that are due, sends several at a time and writes down what became of them.
///
/// Nothing is lost when the process is killed: mails that were in hand are due again when their lease ends.
pub struct Worker {
    outbox: Outbox,
    bell: OutboxBell,
    options: WorkerOptions,
}

impl Worker {
    /// A worker for an outbox, woken by a bell.
    pub fn new(outbox: Outbox, bell: OutboxBell, options: WorkerOptions) -> Self {
        Self { outbox, bell, options }
    }

    /// Works until `stop` is ready; then finishes the mails in hand, gives back those that were only taken, and
    /// returns.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let (outcomes, to_record) = mpsc::channel(RECORDED_AT_ONCE);
        let recorder = tokio::spawn(record_outcomes(self.outbox.clone(), to_record, self.options.grace));
        let mut in_hand = JoinSet::new();
        let mut waiting = VecDeque::new();
        self.work(stop, &outcomes, &mut in_hand, &mut waiting).await;

        let given_back = timeout(self.options.grace, self.outbox.give_back(waiting.into())).await;
        if !matches!(given_back, Ok(Ok(()))) {
            tracing::warn!("mails could not be given back; they are sent when their lease ends");
        }
        let finished =
            timeout(self.options.grace, async { while in_hand.join_next().await.is_some() {} }).await;
        if finished.is_err() {
            tracing::warn!(
                mails = in_hand.len(),
                "mails in hand were left; they are sent when their lease ends"
            );
            in_hand.shutdown().await;
        }
        // The recorder ends when nothing can come any more and everything is written down.
        drop(outcomes);
        let _ = recorder.await;
        self.outbox.transport().close().await;
    }

    async fn work(
        &self,
        stop: impl Future<Output = ()> + Send,
        outcomes: &mpsc::Sender<Delivered>,
        in_hand: &mut JoinSet<()>,
        waiting: &mut VecDeque<MailRecord>,
    ) {
        let mut stop = pin!(stop);
        let mut store_failures = 0;
        let mut next_look = Instant::now();
        loop {
            while in_hand.len() < self.options.parallel
                && let Some(mail) = waiting.pop_front()
            {
                in_hand.spawn(deliver(self.outbox.clone(), mail, outcomes.clone()));
            }
            let has_room = waiting.len() < self.options.parallel;
            if has_room && next_look <= Instant::now() {
                match self.take().await {
                    Ok(Taken::Mails(mails)) => waiting.extend(mails),
                    Ok(Taken::NothingFor(rest)) => {
                        next_look = Instant::now() + rest.min(self.options.longest_sleep);
                    }
                    Err(error) => {
                        tracing::warn!(%error, "the outbox cannot be read");
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
                        tracing::error!("sending a mail panicked; it is tried again when its lease ends");
                    }
                }
                // While the store is in trouble, its bell does not shorten the wait.
                () = self.bell.rung(), if store_failures == 0 => next_look = Instant::now(),
                () = sleep_until(next_look), if has_room => {}
            }
        }
    }

    /// Takes what is due. It looks first, because a transaction rings the bell, and a worker that wakes itself
    /// would never sleep.
    async fn take(&self) -> domain::Result<Taken> {
        let Some(due) = self.outbox.next_due().await? else {
            return Ok(Taken::NothingFor(self.options.longest_sleep));
        };
        let now = self.outbox.now();
        if due > now {
            return Ok(Taken::NothingFor(due.since(now)));
        }
        let mails = self.outbox.claim(self.options.batch).await?;
        // Somebody else was faster; the next look comes soon.
        if mails.is_empty() { Ok(Taken::NothingFor(STORE_DELAYS[0])) } else { Ok(Taken::Mails(mails)) }
    }
}

enum Taken {
    Mails(Vec<MailRecord>),
    NothingFor(Duration),
}

fn store_delay(failures: usize) -> Duration {
    STORE_DELAYS[failures.min(STORE_DELAYS.len() - 1)]
}

async fn deliver(outbox: Outbox, mail: MailRecord, outcomes: mpsc::Sender<Delivered>) {
    let delivered = outbox.deliver(mail).await;
    if outcomes.send(delivered).await.is_err() {
        tracing::error!("the outcome of a mail could not be handed over");
    }
}

/// Writes outcomes down, many at a time when many come at a time. It goes on trying while the store is in
/// trouble; once no more outcomes can come, for `grace` at the most.
async fn record_outcomes(outbox: Outbox, mut outcomes: mpsc::Receiver<Delivered>, grace: Duration) {
    let mut delivered = Vec::new();
    while outcomes.recv_many(&mut delivered, RECORDED_AT_ONCE).await > 0 {
        let mut failures = 0;
        let mut waited = Duration::ZERO;
        while let Err(error) = outbox.record(delivered.clone()).await {
            let delay = store_delay(failures);
            if outcomes.is_closed() && waited + delay > grace {
                tracing::error!(%error, mails = delivered.len(), "the outcome of mails was not written down");
                break;
            }
            tracing::warn!(%error, mails = delivered.len(), "the outcome of mails is written down later");
            sleep(delay).await;
            waited += delay;
            failures += 1;
        }
        delivered.clear();
    }
}
