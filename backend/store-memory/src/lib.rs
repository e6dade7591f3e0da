//! The store that keeps everything in memory: for the demo in the browser and for tests.
//!
//! The state is made of persistent maps: a transaction changes a copy that shares nearly everything with the
//! state it began from, and committing replaces the one with the other. So rolling back is dropping the copy,
//! and readers never wait. Transactions overlap: of several that began from the same state the first to commit
//! wins, and the others run again on what is there then. Nothing is durable; [`MemoryStore::snapshot`] writes
//! everything out for who wants to keep it.

mod bridges;
mod exports;
mod id_types;
mod jobs;
mod ledger;
mod mail_templates;
mod mails;
mod meeting_updates;
mod meetings;
mod organizers;
mod pins;
mod read;
mod removal;
mod snapshot;
mod state;
mod transaction;

use std::future::ready;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::store::{ReadWork, StoreResult, Work};
use domain::{Error, IdSpaceDraft, IdSpaces, Result, Store, StoreError, until_settled};
use futures::FutureExt as _;
use shared::{Bridge, Settings};

use self::state::State;

/// The store that keeps everything in memory.
pub struct MemoryStore {
    committed: Mutex<Committed>,
    /// Held by whoever runs again, so that they do not get in each other's way once more.
    again: futures::lock::Mutex<()>,
    spaces: Arc<Mutex<IdSpaces>>,
}

/// The state that everybody sees, and how many transactions have led to it.
struct Committed {
    state: State,
    transactions: u64,
}

/// One consistent state, being read or changed.
struct View {
    /// How many transactions had led to the state when this began.
    began_after: u64,
    state: State,
    space: IdSpaceDraft,
}

impl MemoryStore {
    /// A new store with these settings and nothing else.
    pub fn new(settings: Settings) -> Self {
        Self::with_state(State::new(settings))
    }

    /// The store that a [`snapshot`](Self::snapshot) was made of. [`StoreError::Broken`] if it is not one.
    ///
    /// # Errors
    ///
    /// [`StoreError::Broken`] when the text is no snapshot.
    pub fn from_snapshot(text: &str) -> StoreResult<Self> {
        snapshot::read(text).map(Self::with_state)
    }

    /// Everything that is committed, as JSON.
    pub fn snapshot(&self) -> String {
        snapshot::write(&self.view().state)
    }

    fn with_state(state: State) -> Self {
        let bridges: Vec<Bridge> = state.bridges.values().map(|bridge| (**bridge).clone()).collect();
        let spaces = IdSpaces::new(&bridges, state.ledger.keys().copied());
        Self {
            committed: Mutex::new(Committed { state, transactions: 0 }),
            again: futures::lock::Mutex::new(()),
            spaces: Arc::new(Mutex::new(spaces)),
        }
    }

    fn committed(&self) -> MutexGuard<'_, Committed> {
        self.committed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn view(&self) -> View {
        let space = IdSpaceDraft::new(Arc::clone(&self.spaces));
        let committed = self.committed();
        View { began_after: committed.transactions, state: committed.state.clone(), space }
    }

    /// Runs the work once, and commits unless somebody else has committed since it began.
    async fn attempt(&self, work: &Work) -> Result<()> {
        let mut view = self.view();
        match AssertUnwindSafe(async { work(&mut view).await }).catch_unwind().await {
            Ok(done) => done?,
            Err(_) => return Err(StoreError::Broken("the work panicked".into()).into()),
        }
        let mut committed = self.committed();
        if committed.transactions != view.began_after {
            return Err(StoreError::Conflict.into());
        }
        *committed = Committed { state: view.state, transactions: view.began_after + 1 };
        view.space.commit();
        Ok(())
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn transact(&self, work: Work) -> Result<()> {
        match self.attempt(&work).await {
            Err(Error::Store(StoreError::Conflict)) => {
                let _turn = self.again.lock().await;
                until_settled(|_| self.attempt(&work), |_| ready(())).await
            }
            settled => settled,
        }
    }

    async fn inspect(&self, work: ReadWork) -> Result<()> {
        let mut view = self.view();
        work(&mut view).await
    }
}
