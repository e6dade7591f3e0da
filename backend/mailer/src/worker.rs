//! The worker that empties the outbox of a server.

use std::future::Future;
use std::time::Duration;

use async_trait::async_trait;
use domain::{MailRecord, Result};
use shared::Timestamp;
use tokio::sync::{Notify, mpsc, watch};
use tokio::time::sleep;
use worker::{DueWork, Pace, WorkerBell, store_delay};

use crate::health::Admission;
use crate::{Delivered, Outbox};

/// How the worker works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkerOptions {
    /// How many mails are sent at the same time, how many are taken at once, and for how long it sleeps and waits.
    pub pace: Pace,
    /// How often the server is looked for while it cannot be reached.
    pub probe_every: Duration,
}

impl Default for WorkerOptions {
    fn default() -> Self {
        Self {
            pace: Pace {
                parallel: 4,
                batch: Some(32),
                longest_sleep: Duration::from_secs(30),
                grace: Duration::from_secs(20),
            },
            probe_every: Duration::from_mins(1),
        }
    }
}

/// How many outcomes are written down in one transaction at most.
const RECORDED_AT_ONCE: usize = 256;

/// The worker: takes mails that are due, sends several at a time and writes down what became of them.
///
/// Nothing is lost when the process is killed: mails that were in hand are due again when their lease ends.
pub struct Worker {
    outbox: Outbox,
    bell: WorkerBell,
    options: WorkerOptions,
}

impl Worker {
    /// A worker for an outbox, woken by a bell.
    pub fn new(outbox: Outbox, bell: WorkerBell, options: WorkerOptions) -> Self {
        Self { outbox, bell, options }
    }

    /// Works until `stop` is ready; then finishes the mails in hand, gives back those that were only taken, and
    /// returns.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        let Self { outbox, bell, options: WorkerOptions { pace, probe_every } } = self;
        let (outcomes, to_record) = mpsc::channel(RECORDED_AT_ONCE);
        let recorder = tokio::spawn(record_outcomes(outbox.clone(), to_record, pace.grace));
        let pace = Pace { parallel: outbox.options.queue.connections as usize, ..pace };
        let mails = DueMails {
            outbox: outbox.clone(),
            outcomes,
            finished: Notify::new(),
            stop: watch::Sender::new(false),
        };
        tokio::select! {
            () = worker::Worker::new(mails, bell, pace).run(stop) => {}
            () = look_for_the_server(&outbox, probe_every) => {}
        }
        // Nothing can come any more; the recorder ends when everything is written down.
        let _ = recorder.await;
        outbox.transport().close().await;
    }
}

/// Learns at the start whether the server is there, and looks again while it is not: otherwise only the next mail would
/// tell, and that may be days away. Never ends.
async fn look_for_the_server(outbox: &Outbox, every: Duration) {
    loop {
        outbox.probe().await;
        sleep(every).await;
        while !outbox.queue.wants_a_look(outbox.now()) {
            sleep(every).await;
        }
    }
}

/// Waits until the worker is told to stop.
async fn told_to_stop(stop: &mut watch::Receiver<bool>) {
    // Whoever tells lives longer than whoever waits.
    let _ = stop.wait_for(|stop| *stop).await;
}

/// The mails that are due.
struct DueMails {
    outbox: Outbox,
    outcomes: mpsc::Sender<Delivered>,
    /// Told when a mail has had its turn.
    finished: Notify,
    stop: watch::Sender<bool>,
}

impl DueMails {
    /// Sends the mail when its turn comes, or gives it back.
    async fn deliver(&self, mail: MailRecord) -> Delivered {
        let mut stop = self.stop.subscribe();
        loop {
            let finished = self.finished.notified();
            let wait = async {
                match self.outbox.admit(&mail) {
                    Admission::Now(turn) => Some(Some(turn)),
                    Admission::GiveBack => Some(None),
                    Admission::NotBefore(at) => {
                        sleep(at.since(self.outbox.now())).await;
                        None
                    }
                    Admission::AfterAnother => {
                        finished.await;
                        None
                    }
                }
            };
            let admitted = tokio::select! {
                biased;
                () = told_to_stop(&mut stop) => Some(None),
                admitted = wait => admitted,
            };
            match admitted {
                Some(Some(turn)) => return self.outbox.deliver_in_turn(mail, turn).await,
                Some(None) => return Outbox::untried(mail),
                None => {}
            }
        }
    }
}

#[async_trait]
impl DueWork for DueMails {
    type Item = MailRecord;

    const NAME: &'static str = "mails";

    fn now(&self) -> Timestamp {
        self.outbox.now()
    }

    async fn next_due(&self) -> Result<Option<Timestamp>> {
        self.outbox.next_due().await
    }

    async fn claim(&self, limit: u32) -> Result<Vec<MailRecord>> {
        self.outbox.claim(limit).await
    }

    async fn carry_out(&self, mail: MailRecord) {
        let delivered = self.deliver(mail).await;
        self.finished.notify_waiters();
        if self.outcomes.send(delivered).await.is_err() {
            tracing::error!("the outcome of an email could not be handed over");
        }
    }

    fn stopping(&self) {
        self.stop.send_replace(true);
        self.outbox.transport().hurry();
    }

    async fn give_back(&self, mails: Vec<MailRecord>) -> Result<()> {
        self.outbox.give_back(mails).await
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
                tracing::error!(%error, mails = delivered.len(), "the outcome of emails was not recorded");
                break;
            }
            tracing::warn!(%error, mails = delivered.len(), "the outcome of emails is recorded later");
            sleep(delay).await;
            waited += delay;
            failures += 1;
        }
        delivered.clear();
    }
}
