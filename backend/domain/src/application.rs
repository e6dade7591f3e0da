//! The parts that operations need, carried together.

use std::sync::{Arc, Mutex, PoisonError};

use futures::future::BoxFuture;
use rand::SeedableRng;
use rand::rngs::StdRng;
use shared::Timestamp;

use crate::{
    Actor, Clock, DirectHashing, Error, Hashing, Identifiers, OperationContext, Pepper, Read, Result, Store,
    StoreError, Transaction, store::ReadWork,
};

/// Gives each operation its own source of randomness.
pub trait Entropy: Send + Sync + 'static {
    /// A generator that nobody can predict.
    fn generator(&self) -> StdRng;
}

/// Wakes the outbox worker.
pub trait Bell: Send + Sync + 'static {
    /// Says that a mail may be waiting.
    fn ring(&self);
}

impl Bell for () {
    fn ring(&self) {}
}

/// The same randomness on every run, for tests.
impl Entropy for Mutex<StdRng> {
    fn generator(&self) -> StdRng {
        StdRng::from_rng(&mut *self.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A store, a clock, a source of randomness and the outbox's bell.
#[derive(Clone)]
pub struct Application {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    bell: Arc<dyn Bell>,
    identifiers: Arc<Identifiers>,
    hashing: Arc<dyn Hashing>,
    pepper: Option<Pepper>,
}

impl Application {
    /// Puts the parts together.
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        bell: Arc<dyn Bell>,
    ) -> Self {
        let (identifiers, hashing) = (Arc::default(), Arc::new(DirectHashing));
        Self { store, clock, entropy, bell, identifiers, hashing, pepper: None }
    }

    /// The same, with passwords hashed by somebody else than whoever asks.
    #[must_use]
    pub fn with_hashing(self, hashing: Arc<dyn Hashing>) -> Self {
        Self { hashing, ..self }
    }

    /// Who hashes passwords.
    pub fn hashing(&self) -> &dyn Hashing {
        &*self.hashing
    }

    /// The same, with what organizer PINs are hashed with. Without it none can be made or checked.
    #[must_use]
    pub fn with_pepper(self, pepper: Pepper) -> Self {
        Self { pepper: Some(pepper), ..self }
    }

    /// What organizer PINs are hashed with.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unavailable`] where the key file is not at hand.
    pub(crate) fn pepper(&self) -> Result<Pepper> {
        let missing =
            || StoreError::Unavailable("the key that PINs are hashed with is not at hand".to_owned());
        Ok(self.pepper.clone().ok_or_else(missing)?)
    }

    /// The moment now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The circumstances of an operation that this actor does now.
    pub fn context(&self, actor: Actor) -> OperationContext {
        let identifiers = Arc::clone(&self.identifiers);
        OperationContext {
            now: self.now(),
            actor,
            random: self.entropy.generator(),
            within: None,
            identifiers,
        }
    }

    /// The same over another store.
    #[cfg(feature = "contract")]
    pub(crate) fn with_store(&self, other: impl FnOnce(Arc<dyn Store>) -> Arc<dyn Store>) -> Self {
        Self { store: other(Arc::clone(&self.store)), ..self.clone() }
    }

    /// The store itself.
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// Runs work in one transaction and commits it durably, unless it fails: then nothing of it remains.
    ///
    /// The work is finished (or undone) even if the caller goes away while it waits. If somebody else's change was in
    /// its way, it runs again; each attempt gets a copy of what the work holds. So what is expensive or done elsewhere,
    /// such as hashing a password or sending an email, does not belong into it.
    ///
    /// # Errors
    ///
    /// What the work answers, or the store's failure to commit. Nothing of the work remains then, unless the error is
    /// [`StoreError::OutcomeUnknown`].
    pub async fn in_transaction<T: Send + 'static>(
        &self,
        work: impl for<'t> FnOnce(&'t mut dyn Transaction) -> BoxFuture<'t, Result<T>>
        + Clone
        + Send
        + Sync
        + 'static,
    ) -> Result<T> {
        let answer = Arc::new(Mutex::new(None));
        let slot = Arc::clone(&answer);
        let done = self.store.transact(Box::new(move |transaction| {
            let (work, slot) = (work.clone(), Arc::clone(&slot));
            Box::pin(async move {
                let value = work(transaction).await?;
                *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
                Ok(())
            })
        }));
        let done = done.await;
        if matches!(done, Ok(()) | Err(Error::Store(StoreError::OutcomeUnknown(_)))) {
            self.bell.ring();
        }
        done?;
        take(&answer)
    }

    /// The same for an operation that this actor does. Its circumstances are made anew for each attempt, so that no
    /// identifier or secret of an attempt that was undone comes again.
    ///
    /// # Errors
    ///
    /// Those of [`in_transaction`](Self::in_transaction).
    pub async fn in_transaction_as<T: Send + 'static>(
        &self,
        actor: Actor,
        work: impl for<'t> FnOnce(&'t mut dyn Transaction, &'t mut OperationContext) -> BoxFuture<'t, Result<T>>
        + Clone
        + Send
        + Sync
        + 'static,
    ) -> Result<T> {
        let application = self.clone();
        self.in_transaction(move |transaction| {
            Box::pin(async move {
                let mut context = application.context(actor);
                work(transaction, &mut context).await
            })
        })
        .await
    }

    /// Runs work on one consistent state of the store.
    ///
    /// # Errors
    ///
    /// What the work answers, or the store's failure to read.
    pub async fn in_snapshot<T: Send + 'static>(
        &self,
        work: impl for<'t> FnOnce(&'t mut dyn Read) -> BoxFuture<'t, Result<T>> + Send + 'static,
    ) -> Result<T> {
        let (work, answer) = slotted(work);
        self.store.inspect(work).await?;
        take(&answer)
    }

    /// The same for a look at a few rows by their keys: it does not wait for long searches.
    ///
    /// # Errors
    ///
    /// What the work answers, or the store's failure to read.
    pub async fn look_up<T: Send + 'static>(
        &self,
        work: impl for<'t> FnOnce(&'t mut dyn Read) -> BoxFuture<'t, Result<T>> + Send + 'static,
    ) -> Result<T> {
        let (work, answer) = slotted(work);
        self.store.look_up(work).await?;
        take(&answer)
    }

    /// The same for a look at very many rows, which somebody may take slowly: it takes nobody's place who looks at less.
    ///
    /// # Errors
    ///
    /// What the work answers, or the store's failure to read.
    pub async fn in_long_snapshot<T: Send + 'static>(
        &self,
        work: impl for<'t> FnOnce(&'t mut dyn Read) -> BoxFuture<'t, Result<T>> + Send + 'static,
    ) -> Result<T> {
        let (work, answer) = slotted(work);
        self.store.inspect_long(work).await?;
        take(&answer)
    }

    /// Has identifiers go on from the newest that the store has, also when the clock was put back since.
    ///
    /// # Errors
    ///
    /// The store's failure to read.
    pub async fn continue_identifiers(&self) -> Result<()> {
        let newest =
            self.look_up(|read| Box::pin(async move { Ok(read.newest_identifier().await?) })).await?;
        if let Some(newest) = newest {
            self.identifiers.continue_after(newest);
        }
        Ok(())
    }
}

/// Work, and where its answer is put.
fn slotted<T: Send + 'static>(
    work: impl for<'t> FnOnce(&'t mut dyn Read) -> BoxFuture<'t, Result<T>> + Send + 'static,
) -> (ReadWork, Arc<Mutex<Option<T>>>) {
    let answer = Arc::new(Mutex::new(None));
    let slot = Arc::clone(&answer);
    let work: ReadWork = Box::new(move |read| {
        Box::pin(async move {
            let value = work(read).await?;
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
            Ok(())
        })
    });
    (work, answer)
}

fn take<T>(answer: &Mutex<Option<T>>) -> Result<T> {
    let value = answer.lock().unwrap_or_else(PoisonError::into_inner).take();
    value.ok_or_else(|| Error::Store(StoreError::Broken("the work was not run".into())))
}
