//! The one writer: it takes what waits, runs it in one transaction and commits for all of it at once.
//!
//! A commit waits for the disk, which takes far longer than the work. While it waits, more requests gather; so the
//! more there is to do, the more is done with each wait. Nobody is answered before the commit.
//!
//! If a request fails, only its own changes go away: the first of a transaction takes the whole transaction with it,
//! because there is nothing else in it yet, and each of the others has a savepoint of its own. A savepoint costs a
//! copy of every page that is changed after it, so a request that is alone does without.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};
use domain::store::{StoreResult, Work};
use domain::{IdSpaceDraft, IdSpaces, Result, StoreError};
use futures::channel::oneshot;
use futures::executor::block_on;

use super::driver::SqliteConnection;
use crate::sql::SqlTransaction;

/// How many requests are committed together at most.
const BATCH: usize = 256;
/// After this much work a batch is committed, even if more waits.
const BATCH_TIME: Duration = Duration::from_millis(8);

/// After this long without a request, the log is written back into the database, so that no request has to wait for
/// that.
const PAUSE: Duration = Duration::from_secs(1);

/// Work and who waits for it.
pub(super) struct Request {
    pub(super) work: Work,
    pub(super) answer: oneshot::Sender<Result<()>>,
}

pub(super) struct Writer {
    pub(super) connection: SqliteConnection,
    pub(super) spaces: Arc<Mutex<IdSpaces>>,
    pub(super) draws: bool,
    pub(super) requests: Receiver<Request>,
}

/// A request that was run, with its result and what it did to the space of IDs.
struct Finished {
    answer: oneshot::Sender<Result<()>>,
    result: Result<IdSpaceDraft>,
}

impl Writer {
    /// Works until nobody can ask any more.
    pub(super) fn run(mut self) {
        while let Some(first) = self.next_request() {
            self.run_batch(first);
        }
        // A closed database should be one file, not three. If it cannot be, nothing is lost.
        self.write_log_back("TRUNCATE");
    }

    /// The next request; `None` when nobody can ask any more. In a pause before it, the log is written back.
    fn next_request(&self) -> Option<Request> {
        match self.requests.recv_timeout(PAUSE) {
            Ok(request) => Some(request),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => {
                self.write_log_back("PASSIVE");
                self.requests.recv().ok()
            }
        }
    }

    /// Writes the log back into the database as far as no reader needs the older state. What is left stays in the log.
    fn write_log_back(&self, mode: &str) {
        let statement = format!("PRAGMA wal_checkpoint({mode})");
        if let Err(error) = self.connection.connection.execute_batch(&statement) {
            tracing::warn!(%error, "the database's log could not be written back; it is tried again");
        }
    }

    fn run_batch(&mut self, first: Request) {
        if let Err(error) = self.connection.run("BEGIN IMMEDIATE") {
            tracing::warn!(%error, "a transaction could not begin");
            let _ = first.answer.send(Err(error.into()));
            return;
        }
        let began = Instant::now();
        let mut finished = Vec::new();
        let mut next = Some(first);
        while let Some(request) = next.take() {
            let is_first = finished.is_empty();
            finished.push(if is_first { self.run_first(request) } else { self.run_next(request) });
            if self.connection.connection.is_autocommit() {
                break;
            }
            if finished.len() < BATCH && began.elapsed() < BATCH_TIME {
                next = self.requests.try_recv().ok();
            }
        }
        self.end_batch(finished);
    }

    /// Runs the first request of a transaction. If it fails, the transaction is over.
    fn run_first(&mut self, Request { work, answer }: Request) -> Finished {
        let result = self.run_work(&work);
        if result.is_err() && !self.connection.connection.is_autocommit() {
            self.roll_back();
        }
        Finished { answer, result }
    }

    /// Runs one more request, between a savepoint and its end.
    fn run_next(&mut self, Request { work, answer }: Request) -> Finished {
        let begun = self.connection.run("SAVEPOINT request").map_err(Into::into);
        let result = begun.and_then(|()| self.run_work(&work));
        if result.is_err()
            && !self.connection.connection.is_autocommit()
            && let Err(error) = self.connection.run("ROLLBACK TO request")
        {
            // Then nothing of this batch may stay.
            tracing::error!(%error, "a request could not be undone");
            self.roll_back();
        }
        if !self.connection.connection.is_autocommit()
            && let Err(error) = self.connection.run("RELEASE request")
        {
            tracing::error!(%error, "a savepoint could not be released");
            self.roll_back();
        }
        Finished { answer, result }
    }

    fn run_work(&mut self, work: &Work) -> Result<IdSpaceDraft> {
        let mut draft = IdSpaceDraft::new(Arc::clone(&self.spaces));
        let mut session = SqlTransaction::new(&mut self.connection, &mut draft, self.draws);
        let work = AssertUnwindSafe(|| block_on(work(&mut session)));
        let result = std::panic::catch_unwind(work)
            .unwrap_or_else(|_| Err(StoreError::Broken("the work panicked".into()).into()));
        result.map(|()| draft)
    }

    fn roll_back(&self) {
        if let Err(error) = self.connection.run("ROLLBACK") {
            tracing::error!(%error, "a transaction could not be undone");
        }
    }

    /// Commits, then answers.
    fn end_batch(&self, finished: Vec<Finished>) {
        let refused = self.commit(&finished).err();
        if let Some(error) = &refused {
            tracing::error!(%error, requests = finished.len(), "a transaction could not be committed");
        }
        for Finished { answer, result } in finished {
            let result = match (result, &refused) {
                (Ok(draft), None) => {
                    draft.commit();
                    Ok(())
                }
                // Dropping the draft gives back what it took.
                (Ok(_), Some(error)) => Err(error.clone().into()),
                (Err(error), _) => Err(error),
            };
            // Whoever has gone away does not want to know.
            let _ = answer.send(result);
        }
    }

    fn commit(&self, finished: &[Finished]) -> StoreResult<()> {
        if !self.connection.connection.is_autocommit() {
            return self.connection.commit();
        }
        if finished.iter().all(|finished| finished.result.is_err()) {
            // The first request failed, and the transaction with it.
            return Ok(());
        }
        // SQLite ends a transaction by itself when the disk is full, for one. That was before any commit.
        Err(StoreError::Unavailable("the transaction was undone".into()))
    }
}
