//! The ledger of conference IDs.

use std::collections::BTreeSet;

use futures::future::join_all;
use shared::{Bridge, BridgeId, ConferenceId, IdOwner, User};

use super::fixture::{
    conference_id, insert, is_already_exists, is_broken, random, reserve, second, service_number, user,
};
use crate::{Application, Error, LedgerEntry, StoreError, default_bridge};

async fn entry(application: &Application, id: ConferenceId) -> Option<LedgerEntry> {
    let entry = application
        .in_snapshot(move |read| Box::pin(async move { Ok(read.ledger_entry(BridgeId::FIRST, id).await?) }));
    entry.await.expect("the ledger can be read")
}

async fn counts(application: &Application) -> (u32, u32, u32) {
    let usage = application
        .in_snapshot(|read| Box::pin(async move { Ok(read.conference_id_usage(BridgeId::FIRST).await?) }));
    let usage = usage.await.expect("the ledger can be counted");
    (usage.assigned, usage.quarantined, usage.free)
}

async fn retire(application: &Application, id: ConferenceId, until: u64) -> crate::Result<()> {
    let retire = application.in_transaction(move |transaction| {
        Box::pin(
            async move { Ok(transaction.retire_conference_id(BridgeId::FIRST, id, second(until)).await?) },
        )
    });
    retire.await
}

async fn one_user(application: &Application) -> User {
    let anna = user("Anna", "anna");
    insert(application, std::slice::from_ref(&anna)).await;
    anna
}

/// A reserved ID is the user's from then on.
pub async fn a_reserved_id_is_in_the_ledger(application: Application) {
    let anna = one_user(&application).await;
    let (assigned, quarantined, free) = counts(&application).await;
    assert_eq!((assigned, quarantined), (0, 0));
    let id = reserve(&application, anna.id, 1).await.expect("an ID can be reserved");
    assert!(!id.is_guessable());
    let expected = LedgerEntry {
        bridge: BridgeId::FIRST,
        conference_id: id,
        owner: IdOwner::User(anna.id),
        quarantined_until: None,
    };
    assert_eq!(entry(&application, id).await, Some(expected));
    assert_eq!(counts(&application).await, (1, 0, free - 1));
}

/// The ledger refuses a second ID of one user; after retiring the first there may be another.
pub async fn a_user_has_one_id_at_most(application: Application) {
    let anna = one_user(&application).await;
    let first = reserve(&application, anna.id, 1).await.expect("an ID can be reserved");
    let again = reserve(&application, anna.id, 2).await;
    assert!(is_already_exists(&again), "{again:?}");
    let id = anna.id;
    let reset = application.in_transaction(move |transaction| {
        Box::pin(async move {
            transaction.retire_conference_id(BridgeId::FIRST, first, second(60)).await?;
            Ok(transaction
                .reserve_random_conference_id(BridgeId::FIRST, IdOwner::User(id), &mut random(3))
                .await?)
        })
    });
    let second_id = reset.await.expect("the ID can be replaced").expect("an ID is left");
    assert_ne!(first, second_id);
    let reinstate = application.in_transaction(move |transaction| {
        Box::pin(async move {
            Ok(transaction.reinstate_conference_id(BridgeId::FIRST, first, IdOwner::User(id)).await?)
        })
    });
    let reinstated = reinstate.await;
    assert!(is_already_exists(&reinstated), "{reinstated:?}");
    let (assigned, quarantined, _) = counts(&application).await;
    assert_eq!((assigned, quarantined), (1, 1));
}

/// A quarantine ends at its moment, not before, and then the ID is free; the ID of nobody else is touched.
pub async fn ended_quarantines_free_their_ids(application: Application) {
    let users = [user("Anna", "a"), user("Bo", "b"), user("Cia", "c")];
    insert(&application, &users).await;
    let (.., free) = counts(&application).await;
    let mut ids = Vec::new();
    for (user, seed) in users.iter().zip(1..) {
        ids.push(reserve(&application, user.id, seed).await.expect("an ID can be reserved"));
    }
    retire(&application, ids[0], 10).await.expect("an ID can be retired");
    retire(&application, ids[1], 20).await.expect("an ID can be retired");
    let quarantined = entry(&application, ids[0]).await.expect("it is still taken");
    assert_eq!(quarantined.quarantined_until, Some(second(10)));
    assert_eq!(quarantined.owner, IdOwner::User(users[0].id));
    let end = |now| {
        application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.end_quarantines(second(now)).await?) })
        })
    };
    for (now, expected, left) in [(9, 0, (1, 2)), (10, 1, (1, 1)), (19, 0, (1, 1)), (900, 1, (1, 0))] {
        assert_eq!(end(now).await.expect("quarantines can end"), expected, "{now}");
        assert_eq!(counts(&application).await, (left.0, left.1, free - left.0 - left.1), "{now}");
    }
    assert_eq!(entry(&application, ids[0]).await, None);
    assert!(entry(&application, ids[2]).await.is_some());
    retire(&application, ids[2], 901).await.expect("an ID can be retired");
    assert_eq!(end(901).await.expect("quarantines can end"), 1);
    let again = reserve(&application, users[0].id, 1).await.expect("an ID can be reserved");
    assert_eq!(again, ids[0], "all IDs are free again, so the same randomness draws the same ID");
}

/// An ID comes out of quarantine only for the one who had it last.
pub async fn only_the_last_owner_gets_an_id_back(application: Application) {
    let (anna, bo) = (user("Anna", "a"), user("Bo", "b"));
    insert(&application, &[anna.clone(), bo.clone()]).await;
    let id = reserve(&application, anna.id, 1).await.expect("an ID can be reserved");
    let never_taken = id.look_alikes().next().expect("every ID has look-alikes");
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            assert!(
                !transaction.reinstate_conference_id(BridgeId::FIRST, id, IdOwner::User(anna.id)).await?,
                "it is not in quarantine"
            );
            assert!(
                !transaction
                    .reinstate_conference_id(BridgeId::FIRST, never_taken, IdOwner::User(anna.id))
                    .await?,
                "it is free"
            );
            transaction.retire_conference_id(BridgeId::FIRST, id, second(60)).await?;
            assert!(
                !transaction.reinstate_conference_id(BridgeId::FIRST, id, IdOwner::User(bo.id)).await?,
                "it was never Bo's"
            );
            assert!(transaction.reinstate_conference_id(BridgeId::FIRST, id, IdOwner::User(anna.id)).await?);
            let expected = LedgerEntry {
                bridge: BridgeId::FIRST,
                conference_id: id,
                owner: IdOwner::User(anna.id),
                quarantined_until: None,
            };
            assert_eq!(transaction.ledger_entry(BridgeId::FIRST, id).await?, Some(expected));
            Ok(())
        })
    });
    check.await.expect("an ID can be reinstated");
}

/// However many ask at once, no ID goes out twice.
pub async fn parallel_reservations_are_all_distinct(application: Application) {
    let users: Vec<User> = (0..64).map(|index| user("Somebody", &format!("user{index}"))).collect();
    insert(&application, &users).await;
    // The same randomness for all of them: each would draw the same ID if it could.
    let reserved = join_all(users.iter().map(|user| reserve(&application, user.id, 1))).await;
    let distinct: BTreeSet<ConferenceId> =
        reserved.into_iter().map(|id| id.expect("an ID can be reserved")).collect();
    assert_eq!(distinct.len(), users.len());
    let (assigned, ..) = counts(&application).await;
    assert_eq!(assigned as usize, users.len());
}

/// Only an ID that belongs to somebody can be retired.
pub async fn retiring_needs_an_owner(application: Application) {
    let result = retire(&application, conference_id("8271964"), 60).await;
    assert!(is_broken(&result), "{result:?}");
    let anna = one_user(&application).await;
    let id = reserve(&application, anna.id, 1).await.expect("an ID can be reserved");
    retire(&application, id, 60).await.expect("an ID can be retired");
    let result = retire(&application, id, 90).await;
    assert!(is_broken(&result), "{result:?}");
}

/// What a transaction took that did not come to its end can be drawn again.
pub async fn rolling_back_gives_ids_back(application: Application) {
    let anna = one_user(&application).await;
    let before = counts(&application).await;
    let id = anna.id;
    let failing = application.in_transaction::<()>(move |transaction| {
        Box::pin(async move {
            let drawn = transaction
                .reserve_random_conference_id(BridgeId::FIRST, IdOwner::User(id), &mut random(1))
                .await?;
            assert!(drawn.is_some());
            Err(Error::Store(StoreError::Unavailable("on purpose".into())))
        })
    });
    assert!(matches!(failing.await, Err(Error::Store(StoreError::Unavailable(_)))));
    assert_eq!(counts(&application).await, before);
    let first = reserve(&application, anna.id, 1).await.expect("an ID can be reserved");
    retire(&application, first, 60).await.expect("an ID can be retired");
    // Ending the quarantine and rolling back must not free the ID.
    let failing = application.in_transaction::<()>(move |transaction| {
        Box::pin(async move {
            assert_eq!(transaction.end_quarantines(second(60)).await?, 1);
            Err(Error::Store(StoreError::Unavailable("on purpose".into())))
        })
    });
    assert!(failing.await.is_err());
    let other = reserve(&application, anna.id, 1).await.expect("an ID can be reserved");
    assert_ne!(first, other);
    assert!(entry(&application, first).await.is_some());
}

/// IDs that end like a service number are avoided as long as the bridge has the number.
pub async fn service_numbers_are_never_drawn(application: Application) {
    let id = conference_id("8271964");
    for has_number in [true, false] {
        let update = application.in_transaction(move |transaction| {
            Box::pin(async move {
                let before = default_bridge(transaction).await?;
                let numbers = if has_number { vec![service_number("+46 8 827 19 64")] } else { Vec::new() };
                let after = Bridge { version: before.version.next(), service_numbers: numbers, ..before };
                Ok(transaction.update_bridge(&after, before.version).await?)
            })
        });
        assert!(update.await.expect("the bridge can be replaced"));
        let never = application.in_snapshot(move |read| {
            Box::pin(async move {
                assert!(read.is_never_drawn(BridgeId::FIRST, conference_id("1111111")).await?, "guessable");
                Ok(read.is_never_drawn(BridgeId::FIRST, id).await?)
            })
        });
        assert_eq!(never.await.expect("the space can be asked"), has_number);
    }
}
