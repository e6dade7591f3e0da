//! Where answers and calendars are read: on threads of their own, a few at a time.
//!
//! Reading takes as long as what a server answers makes it take, and nothing can interrupt it. On the threads that serve
//! everybody it would stop everybody. Here at most as many threads are busy as there are seats, whoever waits for them;
//! what nobody waits for any more keeps its seat until it ends.

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::trouble::Trouble;

/// Seats for reading. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct ReadingPool(Arc<Semaphore>);

impl ReadingPool {
    pub(crate) fn new(seats: usize) -> Self {
        Self(Arc::new(Semaphore::new(seats.max(1))))
    }

    /// Does work when there is a seat.
    ///
    /// # Errors
    /// [`Trouble::Nonsense`] when the work panics: whatever it read cannot be read.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Trouble> {
        // It is never closed; if it were, the work would still be done.
        let seat = Arc::clone(&self.0).acquire_owned().await.ok();
        let done = tokio::task::spawn_blocking(move || {
            let _seat = seat;
            work()
        });
        done.await.map_err(|error| {
            tracing::error!(%error, "what a calendar server answered could not be read");
            Trouble::Nonsense
        })
    }
}
