//! Transactions of the memory store overlap, so that the contract's checks of overlapping ones check something here.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use domain::contract::{application, initial_settings};
use domain::{Actor, AuditQuery, Error, SecretHash, StoreError};
use konfid_store_memory::MemoryStore;
use shared::{AuditAction, Timestamp};
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
async fn each_attempt_has_circumstances_of_its_own() {
    let application = application(MemoryStore::new(initial_settings()));
    let secrets = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&secrets);
    let act = application.in_transaction_as(Actor::Anonymous, move |transaction, context| {
        Box::pin(async move {
            assert_eq!(context.actor, Actor::Anonymous, "an attempt leaves nothing behind");
            context.actor = Actor::System;
            context.audit(transaction, AuditAction::SignedIn, None, None).await?;
            let attempts = {
                let mut seen = seen.lock().unwrap();
                seen.push((context.new_secret(), context.new_uuid()));
                seen.len()
            };
            if attempts < 3 { Err(StoreError::Conflict.into()) } else { Ok(()) }
        })
    });
    act.await.unwrap();
    let secrets = secrets.lock().unwrap().clone();
    assert_eq!(secrets.len(), 3);
    assert!(secrets[0].0 != secrets[1].0 && secrets[1].0 != secrets[2].0, "{secrets:?}");
    assert!(secrets.is_sorted_by_key(|(_, identifier)| *identifier), "identifiers grow");
    let query = AuditQuery { limit: 10, ..AuditQuery::default() };
    let entries = application.in_snapshot(move |read| Box::pin(async move { Ok(read.audit(&query).await?) }));
    assert_eq!(entries.await.unwrap().len(), 1, "only the last attempt is noted");
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
