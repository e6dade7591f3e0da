//! Chosen and reserved conference IDs.

use futures::future::join;
use shared::{
    AuditAction, BridgeId, ChooseConferenceIdRequest, ConferenceId, Day, IdOwner, ProblemCode, Reservation,
    ReservationFilter, ReservationId, ReserveRequest, User,
};

use super::START;
use super::fixture::{conference_id, identifier, insert, is_already_exists, reserve, second, user};
use super::overlapping::{one_of_two, overlapping, times};
use crate::operations::conference_ids::choose_conference_id;
use crate::operations::reservations;
use crate::operations::users::enable_user;
use crate::{Actor, Application, ReservationQuery, Result};

const FIRST: BridgeId = BridgeId::FIRST;

async fn take(application: &Application, id: ConferenceId, owner: IdOwner) -> Result<bool> {
    let take = application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.take_conference_id(FIRST, id, owner).await?) })
    });
    take.await
}

async fn owners(application: &Application, ids: &[ConferenceId]) -> Vec<(ConferenceId, IdOwner)> {
    let ids = ids.to_vec();
    let read = application
        .in_snapshot(move |read| Box::pin(async move { Ok(read.ledger_entries(FIRST, &ids).await?) }));
    let entries = read.await.expect("the ledger can be read");
    entries.into_iter().map(|entry| (entry.conference_id, entry.owner)).collect()
}

fn reservation(first: &str, last: &str, until: Day) -> Reservation {
    Reservation {
        id: ReservationId::from_uuid(identifier()),
        bridge: FIRST,
        first: conference_id(first),
        last: conference_id(last),
        count: 0,
        reserved_for: "Fair".to_owned(),
        until,
        created_at: START,
    }
}

/// An ID is taken once, and then nobody draws it or one that looks like it.
pub async fn a_chosen_id_is_taken_once(application: Application) {
    let (anna, bo) = (user("Anna", "a"), user("Bo", "b"));
    insert(&application, &[anna.clone(), bo.clone()]).await;
    let (id, other) = (conference_id("8271964"), conference_id("4519207"));
    assert!(take(&application, id, IdOwner::User(anna.id)).await.expect("it is free"));
    assert!(!take(&application, id, IdOwner::User(bo.id)).await.expect("it can be asked for"));
    let again = take(&application, other, IdOwner::User(anna.id)).await;
    assert!(is_already_exists(&again), "{again:?}");
    let asked = [other, id, conference_id("8271965"), id];
    assert_eq!(owners(&application, &asked).await, [(id, IdOwner::User(anna.id))]);
    let candidates = application
        .in_snapshot(move |read| Box::pin(async move { Ok(read.candidates_among(FIRST, &asked).await?) }));
    assert_eq!(candidates.await.expect("the space can be asked"), [other], "what was undone is free again");
}

/// An ID goes from its owner to another who has none, and from nobody else.
pub async fn an_id_moves_from_one_owner_to_another(application: Application) {
    let users = [user("Anna", "a"), user("Bo", "b"), user("Cia", "c")];
    insert(&application, &users).await;
    let [anna, bo, cia] = users.map(|user| IdOwner::User(user.id));
    let id = conference_id("8271964");
    take(&application, id, anna).await.expect("it is free");
    take(&application, conference_id("4519207"), cia).await.expect("it is free");
    let step = |from, to| {
        application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.move_conference_id(FIRST, id, from, to).await?) })
        })
    };
    assert!(!step(bo, cia).await.expect("it can be asked for"), "it is not Bo's");
    assert!(step(anna, bo).await.expect("it can be moved"));
    assert_eq!(owners(&application, &[id]).await, [(id, bo)]);
    let taken = step(bo, cia).await;
    assert!(is_already_exists(&taken), "Cia has one: {taken:?}");
    let retired = application.in_transaction(move |transaction| {
        Box::pin(async move {
            transaction.retire_conference_id(FIRST, id, second(60)).await?;
            Ok(transaction.move_conference_id(FIRST, id, bo, anna).await?)
        })
    });
    assert!(!retired.await.expect("it can be asked for"), "it is in quarantine");
}

/// Reservations are kept whole, replaced, listed newest first, and found when their last day is over.
pub async fn reservations_are_kept_and_listed(application: Application) {
    let today = Day::of(START);
    let old = reservation("4000000", "4000009", today.minus(1));
    let new = reservation("5000000", "5000000", today);
    let changed = Reservation { first: conference_id("4000005"), count: 4, ..old.clone() };
    let kept = [old.clone(), new.clone(), changed.clone()];
    let put = application.in_transaction(move |transaction| {
        let kept = kept.clone();
        Box::pin(async move {
            for reservation in &kept {
                transaction.put_reservation(reservation).await?;
            }
            Ok(())
        })
    });
    put.await.expect("reservations can be kept");
    let list = |bridge, before, limit| {
        let query = ReservationQuery { filter: ReservationFilter { bridge }, before, limit };
        application.in_snapshot(move |read| Box::pin(async move { Ok(read.reservations(&query).await?) }))
    };
    assert_eq!(list(None, None, 9).await.expect("they can be listed"), [new.clone(), changed.clone()]);
    assert_eq!(list(Some(FIRST), None, 1).await.expect("they can be listed"), std::slice::from_ref(&new));
    assert_eq!(
        list(None, Some(new.id), 9).await.expect("they can be listed"),
        std::slice::from_ref(&changed)
    );
    assert_eq!(list(BridgeId::from_number(2), None, 9).await.expect("they can be listed"), []);
    let expired = |day| {
        application.in_snapshot(move |read| Box::pin(async move { Ok(read.expired_reservation(day).await?) }))
    };
    assert_eq!(expired(today.minus(1)).await.expect("they can be read"), None);
    assert_eq!(expired(today).await.expect("they can be read"), Some(changed.clone()));
    let delete = application.in_transaction(move |transaction| {
        Box::pin(async move {
            transaction.delete_reservation(old.id).await?;
            Ok((transaction.reservation(old.id).await?, transaction.reservation(new.id).await?))
        })
    });
    assert_eq!(delete.await.expect("they can be removed"), (None, Some(new)));
}

/// A range is reserved around what belongs to others, and released without touching it.
pub async fn a_range_is_reserved_and_released(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let (first, taken, last) = (conference_id("4000000"), conference_id("4000123"), conference_id("4000249"));
    take(&application, taken, IdOwner::User(anna.id)).await.expect("it is free");
    let kept = ReservationId::from_uuid(identifier());
    let other = ReservationId::from_uuid(identifier());
    let reserve = |reservation| {
        application.in_transaction(move |transaction| {
            Box::pin(
                async move { Ok(transaction.reserve_conference_ids(FIRST, first, last, reservation).await?) },
            )
        })
    };
    assert_eq!(reserve(kept).await.expect("it can be reserved"), 249);
    assert_eq!(reserve(other).await.expect("it can be asked for"), 0, "it is reserved already");
    assert_eq!(owners(&application, &[first, taken]).await[1].1, IdOwner::User(anna.id));
    let moved = conference_id("4000200");
    let release = |reservation| {
        application.in_transaction(move |transaction| {
            Box::pin(
                async move { Ok(transaction.release_conference_ids(FIRST, first, last, reservation).await?) },
            )
        })
    };
    assert_eq!(release(other).await.expect("it can be asked for"), 0);
    assert_eq!(owners(&application, &[moved]).await, [(moved, IdOwner::Reservation(kept))]);
    assert_eq!(release(kept).await.expect("it can be released"), 249);
    assert_eq!(owners(&application, &[first, taken, last]).await, [(taken, IdOwner::User(anna.id))]);
}

async fn enabled(application: &Application, name: &str) -> User {
    let user = user(name, name);
    insert(application, std::slice::from_ref(&user)).await;
    let enable = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { enable_user(transaction, context, user.id, None, Some(false)).await })
    });
    enable.await.expect("a user can be enabled")
}

async fn choose(application: &Application, user: &User, request: ChooseConferenceIdRequest) -> Result<User> {
    let (id, seen) = (user.id, user.version);
    let choose = application.in_transaction_as(Actor::System, move |transaction, context| {
        let request = request.clone();
        Box::pin(async move { choose_conference_id(transaction, context, id, seen, &request).await })
    });
    choose.await
}

/// Two users who choose the same ID: one gets it, and the other is told and keeps the one before.
pub async fn of_two_who_choose_one_id_one_gets_it(application: Application) {
    let (anna, bo) = (enabled(&application, "anna").await, enabled(&application, "bo").await);
    let at_once = overlapping(&application, 2);
    let wanted = conference_id("8271964");
    let request = ChooseConferenceIdRequest::new(wanted);
    let outcomes = join(choose(&at_once, &anna, request.clone()), choose(&at_once, &bo, request)).await;
    let (winner, problem) = one_of_two(outcomes);
    assert_eq!((problem, winner.conference_id), (ProblemCode::ConferenceIdTaken, Some(wanted)));
    assert_eq!(times(&application, AuditAction::ConferenceIdChosen).await, 1);
    let loser = if winner.id == anna.id { bo } else { anna };
    let kept = loser.conference_id.expect("the loser was enabled");
    assert_eq!(owners(&application, &[kept]).await, [(kept, IdOwner::User(loser.id))]);
}

/// One chooses an ID while another reserves it, and one chooses it out of a reservation that is being released: one act
/// is done as if the other had come before or after.
pub async fn a_choice_beside_a_reservation_mixes_nothing_up(application: Application) {
    let anna = enabled(&application, "anna").await;
    let at_once = overlapping(&application, 2);
    let wanted = conference_id("8271964");
    let keep = at_once.in_transaction_as(Actor::System, move |transaction, context| {
        let request = ReserveRequest {
            bridge: None,
            first: wanted,
            last: None,
            reserved_for: "Fair".to_owned(),
            until: Day::of(START),
        };
        Box::pin(async move {
            reservations::reserve(transaction, context, &request).await.map(|done| Some(done.reservation))
        })
    });
    let chosen =
        async { choose(&at_once, &anna, ChooseConferenceIdRequest::new(wanted)).await.map(|_| None) };
    let (reserved, problem) = one_of_two(join(keep, chosen).await);
    let owner = owners(&application, &[wanted]).await;
    if let Some(Reservation { id, count, .. }) = reserved {
        assert_eq!((problem, count), (ProblemCode::ConferenceIdReserved, 1));
        assert_eq!(owner, [(wanted, IdOwner::Reservation(id))]);
    } else {
        assert_eq!(problem, ProblemCode::ConferenceIdTaken);
        assert_eq!(owner, [(wanted, IdOwner::User(anna.id))]);
    }
    let drawn = reserve(&application, user("Bo", "bo").id, 7).await.expect("an ID can be reserved");
    assert_ne!(drawn, wanted);
}
