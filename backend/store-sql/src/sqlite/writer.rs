//! The one writer: it takes what waits, runs it in one transaction and commits for all of it at once.
//!
//! A commit waits for the disk, which takes far longer than the work. While it waits, more requests gather; so the
//! more there is to do, the more is done with each wait. Each request has a savepoint of its own: if it fails,
//! only its own changes go away. Nobody is answered before the commit.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crossbeam_channel::Receiver;
use domain::store::Work;
use domain::{IdSpace, IdSpaceDraft, Result, StoreError};
use futures::channel::oneshot;
use futures::executor::block_on;

use super::driver::SqliteConnection;
use crate::sql::Session;

/// How many requests are committed together at most.
const BATCH: usize = 256;
/// After this much work a batch is committed, even if more waits.
const BATCH_TIME: Duration = Duration::from_millis(8);

/// Work and who waits for it.
pub(super) struct Request {
    pub(super) work: Work,
    pub(super) answer: oneshot::Sender<Result<()>>,
}

pub(super) struct Writer {
    pub(super) connection: SqliteConnection,
    pub(super) space: Arc<Mutex<IdSpace>>,
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
        while let Ok(first) = self.requests.recv() {
            self.run_batch(first);
        }
        // A closed database should be one file, not three. If it cannot be, nothing is lost.
        let _ = self.connection.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
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
            finished.push(self.run_request(request));
            if self.connection.connection.is_autocommit() {
                break;
            }
            if finished.len() < BATCH && began.elapsed() < BATCH_TIME {
                next = self.requests.try_recv().ok();
            }
        }
        self.end_batch(finished);
    }

    /// Runs one request between a savepoint and its end.
    fn run_request(&mut self, Request { work, answer }: Request) -> Finished {
        let mut draft = IdSpaceDraft::new(Arc::clone(&self.space));
        let result = self.connection.run("SAVEPOINT request").map_err(Into::into).and_then(|()| {
            let mut session = Session::new(&mut self.connection, &mut draft, self.draws);
            let work = AssertUnwindSafe(|| block_on(work(&mut session)));
            std::panic::catch_unwind(work)
                .unwrap_or_else(|_| Err(StoreError::Broken("the work panicked".into()).into()))
        });
        if result.is_err()
            && !self.connection.connection.is_autocommit()
            && let Err(error) = self.connection.run("ROLLBACK TO request")
        {
            // Then nothing of this batch may stay.
            tracing::error!(%error, "a request could not be undone");
            let _ = self.connection.run("ROLLBACK");
        }
        if !self.connection.connection.is_autocommit()
            && let Err(error) = self.connection.run("RELEASE request")
        {
            tracing::error!(%error, "a savepoint could not be released");
            let _ = self.connection.run("ROLLBACK");
        }
        Finished { answer, result: result.map(|()| draft) }
    }

    /// Commits, then answers.
    fn end_batch(&self, finished: Vec<Finished>) {
        let committed = if self.connection.connection.is_autocommit() {
            // SQLite ends a transaction by itself when the disk is full, for one.
            Err(StoreError::Unavailable("the transaction was undone".into()))
        } else {
            self.connection.run("COMMIT")
        };
        let reason = committed.as_ref().err().map(ToString::to_string);
        if let Some(error) = &reason {
            tracing::error!(%error, requests = finished.len(), "a transaction could not be committed");
            if !self.connection.connection.is_autocommit() {
                let _ = self.connection.run("ROLLBACK");
            }
        }
        for Finished { answer, result } in finished {
            let result = match (result, &reason) {
                (Ok(draft), None) => {
                    draft.commit();
                    Ok(())
                }
                // Dropping the draft gives back what it took.
                (Ok(_), Some(reason)) => Err(StoreError::Unavailable(reason.clone()).into()),
                (Err(error), _) => Err(error),
            };
            // Whoever has gone away does not want to know.
            let _ = answer.send(result);
        }
    }
}
