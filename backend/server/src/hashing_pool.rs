//! Hashing passwords on a server: few at a time, off the asynchronous threads, in memory that is kept.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::store::StoreResult;
use domain::{Derivation, Hashing, HashingMemory, HashingPlace, StoreError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many passwords are hashed at the same time. Each takes a processor for tens of milliseconds, and 19 MiB.
const AT_ONCE: usize = 2;
/// How many wait for a place; whoever comes then is refused.
const WAITING: usize = 8;
/// How long they wait.
const PATIENCE: Duration = Duration::from_secs(2);

/// The places of a server. Memory is taken when a place is first used, and never given back.
#[derive(Clone)]
pub(crate) struct HashingPool {
    places: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    memory: Arc<Mutex<Vec<HashingMemory>>>,
}

impl HashingPool {
    pub(crate) fn new() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE)), waiting: Arc::default(), memory: Arc::default() }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Vec<HashingMemory>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait::async_trait]
impl Hashing for HashingPool {
    async fn place(&self) -> Option<Box<dyn HashingPlace>> {
        let permit = if let Ok(permit) = Arc::clone(&self.places).try_acquire_owned() {
            permit
        } else {
            let _turn = Turn::take(&self.waiting)?;
            let wait = tokio::time::timeout(PATIENCE, Arc::clone(&self.places).acquire_owned());
            wait.await.ok()?.ok()?
        };
        Some(Box::new(Place { pool: self.clone(), permit: Arc::new(permit) }))
    }
}

/// A place in the queue, until it is dropped.
struct Turn(Arc<AtomicUsize>);

impl Turn {
    fn take(waiting: &Arc<AtomicUsize>) -> Option<Self> {
        let turn = Self(Arc::clone(waiting));
        (waiting.fetch_add(1, Ordering::Relaxed) < WAITING).then_some(turn)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

struct Place {
    pool: HashingPool,
    permit: Arc<OwnedSemaphorePermit>,
}

#[async_trait::async_trait]
impl HashingPlace for Place {
    async fn derive(&mut self, derivation: Derivation) -> StoreResult<Vec<u8>> {
        let (pool, permit) = (self.pool.clone(), Arc::clone(&self.permit));
        let work = tokio::task::spawn_blocking(move || {
            let mut memory = pool.kept().pop().unwrap_or_default();
            let hash = derivation.run(&mut memory);
            pool.kept().push(memory);
            // The place is taken until the work is done, even if whoever asked has gone away.
            drop(permit);
            hash
        });
        work.await.map_err(|_| StoreError::Broken("hashing was interrupted".to_owned()))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn two_hash_some_wait_and_the_rest_are_refused_at_once() {
        let pool = HashingPool::new();
        let first = pool.place().await.unwrap();
        let second = pool.place().await.unwrap();
        let queue: Vec<_> = (0..WAITING)
            .map(|_| {
                let pool = pool.clone();
                tokio::spawn(async move { pool.place().await.is_some() })
            })
            .collect();
        while pool.waiting.load(Ordering::Relaxed) < WAITING {
            tokio::task::yield_now().await;
        }
        assert!(pool.place().await.is_none(), "nobody waits behind those who wait");
        drop((first, second));
        for waited in queue {
            assert!(waited.await.unwrap(), "whoever waited got a place");
        }
        assert_eq!(pool.waiting.load(Ordering::Relaxed), 0);
        assert_eq!(pool.places.available_permits(), AT_ONCE);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_long() {
        let pool = HashingPool::new();
        let _both = (pool.place().await.unwrap(), pool.place().await.unwrap());
        let begun = tokio::time::Instant::now();
        assert!(pool.place().await.is_none());
        assert_eq!(begun.elapsed(), PATIENCE);
    }
}
