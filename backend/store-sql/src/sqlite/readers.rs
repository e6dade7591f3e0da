//! The readers: a few threads with a connection each.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crossbeam_channel::Receiver;
use domain::store::ReadWork;
use domain::{IdSpaceDraft, IdSpaces, Result, StoreError};
use futures::channel::oneshot;
use futures::executor::block_on;

use super::driver::SqliteConnection;
use crate::sql::SqlTransaction;

/// After this a search is broken off: nobody waits for it any longer.
pub(super) const LOOKING_AT_MOST: Duration = Duration::from_secs(10);
/// The same for a look at very many rows. Until it ends the log cannot be written back as a whole.
pub(super) const LOOKING_LONG_AT_MOST: Duration = Duration::from_mins(5);

/// Looking and who waits for it.
pub(super) struct Request {
    pub(super) work: ReadWork,
    pub(super) answer: oneshot::Sender<Result<()>>,
}

pub(super) struct Reader {
    pub(super) connection: SqliteConnection,
    pub(super) spaces: Arc<Mutex<IdSpaces>>,
    pub(super) requests: Receiver<Request>,
    /// How long a look may take.
    pub(super) at_most: Duration,
}

impl Reader {
    /// Works until nobody can ask any more.
    pub(super) fn run(mut self) {
        while let Ok(Request { work, answer }) = self.requests.recv() {
            // Nobody waits any more: a search that was typed over, for one.
            if answer.is_canceled() {
                continue;
            }
            let result = self.run_request(work);
            let _ = answer.send(result);
        }
    }

    /// One transaction, so that everything is seen in one state: the one at the first look.
    fn run_request(&mut self, work: ReadWork) -> Result<()> {
        self.connection.begin_looking(self.at_most)?;
        self.connection.run("BEGIN")?;
        let mut draft = IdSpaceDraft::new(Arc::clone(&self.spaces));
        let mut session = SqlTransaction::new(&mut self.connection, &mut draft, false);
        let work = AssertUnwindSafe(|| block_on(work(&mut session)));
        let result = std::panic::catch_unwind(work)
            .unwrap_or_else(|_| Err(StoreError::Broken("the work panicked".into()).into()));
        self.connection.run("ROLLBACK")?;
        result
    }
}
