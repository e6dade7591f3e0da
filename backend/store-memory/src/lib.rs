//! The store that keeps everything in memory: for the demo in the browser and for tests.
//!
//! The state is made of persistent maps: a transaction changes a copy that shares nearly everything with the
//! state it began from, and committing replaces the one with the other. So rolling back is dropping the copy,
//! and readers never wait. Nothing is durable; [`MemoryStore::snapshot`] writes everything out for who wants
//! to keep it.

mod meeting_updates;
mod organizers;
mod read;
mod snapshot;
mod state;
mod transaction;

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::store::{ReadWork, StoreResult, Work};
use domain::{IdSpace, IdSpaceDraft, Result, Store, StoreError};
use futures::FutureExt as _;
use shared::Settings;

use self::state::State;

/// The store that keeps everything in memory.
pub struct MemoryStore {
    state: Mutex<State>,
    /// Held by the one transaction that may change something.
    writer: futures::lock::Mutex<()>,
    space: Arc<Mutex<IdSpace>>,
}

/// One consistent state, being read or changed.
struct View {
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
        snapshot::write(&self.state().clone())
    }

    fn with_state(state: State) -> Self {
        let mut space = IdSpace::new(state.ledger.keys().copied());
        space.avoid_service_numbers(state.settings.service_numbers.iter().map(|number| &number.number));
        Self {
            state: Mutex::new(state),
            writer: futures::lock::Mutex::new(()),
            space: Arc::new(Mutex::new(space)),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn view(&self) -> View {
        View { state: self.state().clone(), space: IdSpaceDraft::new(Arc::clone(&self.space)) }
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn transact(&self, work: Work) -> Result<()> {
        let _only_writer = self.writer.lock().await;
        let mut view = self.view();
        match AssertUnwindSafe(async { work(&mut view).await }).catch_unwind().await {
            Ok(done) => done?,
            Err(_) => return Err(StoreError::Broken("the work panicked".into()).into()),
        }
        *self.state() = view.state;
        view.space.commit();
        Ok(())
    }

    async fn inspect(&self, work: ReadWork) -> Result<()> {
        let mut view = self.view();
        work(&mut view).await
    }
}
