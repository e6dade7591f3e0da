//! Transactions of the memory store overlap, so that the contract's checks of overlapping ones check something here.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::contract::{application, initial_settings};
use domain::{Error, SecretHash, StoreError};
use konfid_store_memory::MemoryStore;
use shared::Timestamp;
use tokio::sync::Barrier;

const MARK: SecretHash = SecretHash([1; 32]);

#[tokio::test]
async fn of_transactions_that_overlap_one_wins_and_the_others_run_again() {
    const PARTIES: usize = 20;
    let application = application(MemoryStore::new(initial_settings()));
    let (barrier, attempts) = (Arc::new(Barrier::new(PARTIES)), Arc::new(AtomicUsize::new(0)));
    let counts = (0..PARTIES).map(|_| {
        let (barrier, attempts) = (Arc::clone(&barrier), Arc::clone(&attempts));
        application.in_transaction(move |transaction| {
            Box::pin(async move {
                let before = transaction.mark(MARK).await?.map_or(0, Timestamp::milliseconds);
                if attempts.fetch_add(1, Ordering::SeqCst) < PARTIES {
                    barrier.wait().await;
                }
                transaction.put_mark(MARK, Timestamp::from_milliseconds(before + 1)).await?;
                Ok(before)
            })
        })
    });
    let counts = futures::future::join_all(counts).await;
    let mut counts: Vec<u64> = counts.into_iter().map(Result::unwrap).collect();
    counts.sort_unstable();
    assert_eq!(counts, (0..PARTIES as u64).collect::<Vec<_>>(), "nothing that was read is out of date");
    assert_eq!(attempts.load(Ordering::SeqCst), 2 * PARTIES - 1, "each but the first runs once more");
}

#[tokio::test]
async fn work_that_is_always_in_conflict_ends() {
    let application = application(MemoryStore::new(initial_settings()));
    let attempts = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&attempts);
    let never = application.in_transaction::<()>(move |transaction| {
        Box::pin(async move {
            counter.fetch_add(1, Ordering::SeqCst);
            transaction.put_mark(MARK, Timestamp::from_milliseconds(1)).await?;
            Err(StoreError::Conflict.into())
        })
    });
    assert!(matches!(never.await, Err(Error::Store(StoreError::Busy))));
    assert!((2..20).contains(&attempts.load(Ordering::SeqCst)));
    let read = application.in_snapshot(|read| Box::pin(async move { Ok(read.mark(MARK).await?) }));
    assert_eq!(read.await.unwrap(), None, "nothing of an attempt remains");
}
