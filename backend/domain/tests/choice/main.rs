//! Choosing conference IDs, locking them, and reserving them.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod hand_over;
mod locks;
#[path = "../support/mod.rs"]
mod support;

use std::time::Duration;

use konfid_domain::operations::conference_ids::{
    check_availability, choose_conference_id, reset_conference_id, suggest_conference_ids, undo_reset,
};
use konfid_domain::operations::reservations::{
    continue_reserving, list_reservations, release_expired, release_reservation, reserve,
};
use konfid_domain::operations::users::{disable_user, update_user};
use konfid_domain::{Actor, Error, Result};
use shared::{
    AssignmentCause, AuditAction, BridgeId, ChooseConferenceIdRequest, ConferenceId, Day, Finding, IdOwner,
    MailEvent, PageRequest, ProblemCode, Reservation, ReservationFilter, ReserveRequest,
    ResetConferenceIdRequest, SuggestionOptions, SuggestionReason, UpdateUserRequest, User,
    UserActionRequest, Verdict,
};
use support::World;

const WANTED: &str = "8271964";

fn id(digits: &str) -> ConferenceId {
    digits.parse().unwrap()
}

fn problem<T: std::fmt::Debug>(result: Result<T>) -> ProblemCode {
    match result.unwrap_err() {
        Error::Problem(problem) => problem.code(),
        error @ Error::Store(_) => panic!("{error}"),
    }
}

impl World {
    async fn enabled(&self, name: &str) -> User {
        let user = self.add_user(name).await;
        self.enable(user.id, Some(false)).await.unwrap()
    }

    async fn choose(&self, user: &User, request: ChooseConferenceIdRequest) -> Result<User> {
        let (id, seen) = (user.id, user.version);
        let choose = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let request = request.clone();
            Box::pin(async move { choose_conference_id(transaction, context, id, seen, &request).await })
        });
        choose.await
    }

    /// Changes what no operation changes here.
    async fn put(&self, user: &User, change: impl FnOnce(&mut User)) -> User {
        let mut after = User { version: user.version.next(), latest_mail: None, ..user.clone() };
        change(&mut after);
        let (kept, seen) = (after.clone(), user.version);
        let put = self.application.in_transaction(move |transaction| {
            let kept = kept.clone();
            Box::pin(async move { Ok(transaction.update_user(&kept, seen).await?) })
        });
        assert!(put.await.unwrap());
        after
    }

    async fn findings(&self, digits: &str, user: Option<&User>) -> (Verdict, Vec<Finding>) {
        let (now, id, user) = (self.application.now(), id(digits), user.map(|user| user.id));
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move { check_availability(read, now, BridgeId::FIRST, id, user).await })
        });
        let found = read.await.unwrap();
        (found.verdict, found.findings)
    }

    async fn reserve(&self, first: &str, last: &str, days: u32) -> Reservation {
        let (last, until) = (id(last), Day::of(self.application.now()).plus(days));
        let request = ReserveRequest {
            bridge: None,
            first: id(first),
            last: Some(last),
            reserved_for: " The  fair ".to_owned(),
            until,
        };
        let first = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let request = request.clone();
            Box::pin(async move { reserve(transaction, context, &request).await })
        });
        let mut reserved = first.await.unwrap();
        while reserved.next.is_some() {
            let id = reserved.reservation.id;
            let step = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
                Box::pin(async move { continue_reserving(transaction, context, id, last).await })
            });
            reserved = step.await.unwrap();
        }
        reserved.reservation
    }

    async fn listed(&self) -> Vec<Reservation> {
        let now = self.application.now();
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move {
                list_reservations(read, now, ReservationFilter::default(), &PageRequest::default()).await
            })
        });
        read.await.unwrap().items
    }

    async fn actions(&self) -> Vec<AuditAction> {
        let query = konfid_domain::AuditQuery { limit: 200, ..konfid_domain::AuditQuery::default() };
        let read =
            self.application.in_snapshot(move |read| Box::pin(async move { Ok(read.audit(&query).await?) }));
        read.await.unwrap().into_iter().map(|entry| entry.action).collect()
    }
}

#[tokio::test]
async fn a_chosen_id_takes_the_place_of_the_present_one() {
    let world = World::new(1);
    let anna = world.enabled("anna").await;
    let old = anna.conference_id.unwrap();
    let request = ChooseConferenceIdRequest {
        reason: Some("printed".to_owned()),
        send_email: Some(true),
        ..ChooseConferenceIdRequest::new(id(WANTED))
    };
    let after = world.choose(&anna, request.clone()).await.unwrap();
    assert_eq!((after.conference_id, after.version), (Some(id(WANTED)), anna.version.next()));
    assert_eq!(after.undo.map(|undo| undo.previous_conference_id), Some(old));
    assert_eq!(after.latest_mail.map(|mail| mail.event), Some(MailEvent::ConferenceIdChanged));
    assert_eq!(problem(world.choose(&anna, request.clone()).await), ProblemCode::VersionStale);
    assert_eq!(world.choose(&after, request).await.unwrap().version, after.version, "they have it already");
    let owner = IdOwner::User(anna.id);
    let history = world
        .application
        .in_snapshot(move |read| Box::pin(async move { Ok(read.assignments_of_owner(owner).await?) }));
    let history = history.await.unwrap();
    assert_eq!(history[0].began, AssignmentCause::Chosen);
    assert_eq!(
        (history[1].ended, history[1].reason.as_deref()),
        (Some(AssignmentCause::Chosen), Some("printed"))
    );
    assert_eq!(world.actions().await[0], AuditAction::ConferenceIdChosen);

    // The one before is their own: they can have it back, others cannot.
    let bo = world.enabled("bo").await;
    let mine = world.findings(&old.to_string(), Some(&after)).await;
    assert!(
        matches!(mine, (Verdict::Available, ref found) if matches!(found[..], [Finding::Quarantined { own: true, .. }])),
        "{mine:?}"
    );
    let taken = world.choose(&bo, ChooseConferenceIdRequest::new(old)).await;
    assert_eq!(problem(taken), ProblemCode::ConferenceIdQuarantined);
    let taken = world.choose(&bo, ChooseConferenceIdRequest::new(id(WANTED))).await;
    assert_eq!(problem(taken), ProblemCode::ConferenceIdTaken);
    let back = world.choose(&after, ChooseConferenceIdRequest::new(old)).await.unwrap();
    assert_eq!(back.conference_id, Some(old));
    let undone = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { undo_reset(transaction, context, back.id, None, Some(false)).await })
    });
    assert_eq!(undone.await.unwrap().conference_id, Some(id(WANTED)));

    // When the quarantine is over it is free, also before the upkeep has come by.
    world.clock.advance(Duration::from_hours(24 * 91));
    assert_eq!(world.findings(&old.to_string(), Some(&bo)).await, (Verdict::Available, Vec::new()));
    let chosen = world.choose(&bo, ChooseConferenceIdRequest::new(old)).await.unwrap();
    assert_eq!(chosen.conference_id, Some(old));
}

#[tokio::test]
async fn what_stands_against_an_id_needs_a_yes() {
    let world = World::new(2);
    let anna = world.enabled("anna").await;
    let anna = world.choose(&anna, ChooseConferenceIdRequest::new(id(WANTED))).await.unwrap();
    let bo = world.enabled("bo").await;

    let similar = ChooseConferenceIdRequest::new(id("8271946"));
    let found = world.findings("8271946", Some(&bo)).await;
    let Finding::LookAlike { conference_id, ref owner_name, .. } = found.1[0] else { panic!("{found:?}") };
    assert_eq!(
        (found.0, conference_id, owner_name.as_deref()),
        (Verdict::NeedsYes, id(WANTED), Some("anna"))
    );
    assert_eq!(problem(world.choose(&bo, similar.clone()).await), ProblemCode::ConferenceIdLooksAlike);
    // Their own present ID stops, so nobody can confuse the two.
    assert_eq!(world.findings("8271946", Some(&anna)).await, (Verdict::Available, Vec::new()));
    let yes = ChooseConferenceIdRequest { accept_look_alike: true, ..similar };
    let bo = world.choose(&bo, yes).await.unwrap();

    let guessable =
        ChooseConferenceIdRequest { accept_guessable: true, ..ChooseConferenceIdRequest::new(id("1234567")) };
    assert_eq!(world.findings("1234567", Some(&bo)).await.0, Verdict::NotAvailable);
    assert_eq!(problem(world.choose(&bo, guessable.clone()).await), ProblemCode::ConferenceIdGuessable);
    let now = world.application.now();
    let bo = world.put(&bo, |user| user.pin_set_at = Some(now)).await;
    assert_eq!(world.findings("1234567", Some(&bo)).await.0, Verdict::NeedsYes);
    let without_yes = ChooseConferenceIdRequest { accept_guessable: false, ..guessable.clone() };
    assert_eq!(problem(world.choose(&bo, without_yes).await), ProblemCode::ConferenceIdGuessable);
    let bo = world.choose(&bo, guessable).await.unwrap();

    let dynamic = world.put(&bo, |user| user.conference_id_kept = true).await;
    let free = ChooseConferenceIdRequest::new(id("4519207"));
    assert_eq!(problem(world.choose(&dynamic, free.clone()).await), ProblemCode::ConferenceIdDynamic);
    let disabled = world.add_user("cia").await;
    assert_eq!(problem(world.choose(&disabled, free).await), ProblemCode::DialInNotEnabled);
}

#[tokio::test]
async fn a_locked_id_stops_only_for_who_types_it() {
    let world = World::new(3);
    let anna = world.enabled("anna").await;
    let present = anna.conference_id.unwrap();
    let (user, seen) = (anna.id, anna.version);
    let lock = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        let request = UpdateUserRequest { conference_id_locked: Some(true), ..UpdateUserRequest::default() };
        Box::pin(async move { update_user(transaction, context, user, seen, &request).await })
    });
    let anna = lock.await.unwrap();
    assert!(anna.conference_id_locked);
    let seen = anna.version;
    let reset = |confirm_conference_id| {
        let request =
            ResetConferenceIdRequest { confirm_conference_id, ..ResetConferenceIdRequest::default() };
        world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let request = request.clone();
            Box::pin(async move { reset_conference_id(transaction, context, user, seen, &request).await })
        })
    };
    let disable = || {
        world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move {
                disable_user(transaction, context, user, None, UserActionRequest::default()).await
            })
        })
    };
    let choice = ChooseConferenceIdRequest::new(id(WANTED));
    assert_eq!(problem(reset(None).await), ProblemCode::ConferenceIdLocked);
    assert_eq!(problem(reset(Some(id(WANTED))).await), ProblemCode::InvalidFields);
    assert_eq!(problem(disable().await), ProblemCode::ConferenceIdLocked);
    assert_eq!(problem(world.choose(&anna, choice.clone()).await), ProblemCode::ConferenceIdLocked);
    let typed = ChooseConferenceIdRequest { confirm_conference_id: Some(present), ..choice };
    let anna = world.choose(&anna, typed).await.unwrap();
    assert!(anna.conference_id_locked, "the user's ID stays one that is asked about");
}

#[tokio::test]
async fn reservations_are_respected_until_their_day_is_over() {
    let world = World::new(4);
    let anna = world.enabled("anna").await;
    let anna = world.choose(&anna, ChooseConferenceIdRequest::new(id("4001500"))).await.unwrap();
    let kept = world.reserve("4000000", "4002499", 1).await;
    assert_eq!((kept.count, kept.last, kept.reserved_for.as_str()), (2_499, id("4002499"), "The fair"));
    assert_eq!(world.listed().await, std::slice::from_ref(&kept));

    let bo = world.enabled("bo").await;
    let wanted = ChooseConferenceIdRequest::new(id("4000817"));
    assert_eq!(problem(world.choose(&bo, wanted.clone()).await), ProblemCode::ConferenceIdReserved);
    let other = world.reserve("5000817", "5000817", 1).await;
    let wrong = ChooseConferenceIdRequest { reservation: Some(other.id), ..wanted.clone() };
    assert_eq!(problem(world.choose(&bo, wrong).await), ProblemCode::ConferenceIdReserved);
    let free = ChooseConferenceIdRequest {
        reservation: Some(other.id),
        ..ChooseConferenceIdRequest::new(id(WANTED))
    };
    assert_eq!(problem(world.choose(&bo, free).await), ProblemCode::InvalidFields);
    let named = ChooseConferenceIdRequest { reservation: Some(kept.id), ..wanted };
    let bo = world.choose(&bo, named).await.unwrap();
    assert_eq!(bo.conference_id, Some(id("4000817")));
    assert_eq!(world.listed().await[1].count, 2_498);

    let mut steps = 1;
    loop {
        let step = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { release_reservation(transaction, context, kept.id).await })
        });
        if !step.await.unwrap() {
            break;
        }
        steps += 1;
    }
    assert_eq!(steps, 3);
    assert_eq!(world.listed().await, [other]);
    assert_eq!(world.findings("4000900", Some(&bo)).await.0, Verdict::Available);
    assert!(matches!(world.findings("4000817", None).await.1[..], [Finding::Taken { .. }]));
    assert!(matches!(world.findings("4001500", Some(&anna)).await.1[..], [Finding::Present]));

    world.clock.advance(Duration::from_hours(48));
    assert_eq!(world.listed().await, []);
    assert_eq!(world.findings("5000817", Some(&bo)).await, (Verdict::Available, Vec::new()));
    let chosen = world.choose(&bo, ChooseConferenceIdRequest::new(id("5000817"))).await.unwrap();
    assert_eq!(chosen.conference_id, Some(id("5000817")), "also before the upkeep has come by");
    for expected in [true, false] {
        let expire = world.application.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { release_expired(transaction, context).await })
        });
        assert_eq!(expire.await.unwrap(), expected);
    }
    assert!(matches!(world.findings("5000817", None).await.1[..], [Finding::Taken { .. }]), "it is Bo's now");
}

#[tokio::test]
async fn a_reservation_that_makes_no_sense_is_refused() {
    let world = World::new(5);
    let anna = world.enabled("anna").await;
    let taken = anna.conference_id.unwrap();
    let today = Day::of(world.application.now());
    let request = |first: ConferenceId, last: ConferenceId, until| ReserveRequest {
        bridge: None,
        first,
        last: Some(last),
        reserved_for: "fair".to_owned(),
        until,
    };
    let free = id(WANTED);
    let too_long = ConferenceId::from_number(free.number() + Reservation::LENGTH_MAX).unwrap();
    let requests = [
        (request(free, id("8271963"), today), ProblemCode::InvalidFields),
        (request(free, too_long, today), ProblemCode::InvalidFields),
        (request(free, free, today.minus(1)), ProblemCode::InvalidFields),
        (
            ReserveRequest { reserved_for: " ".into(), ..request(free, free, today) },
            ProblemCode::InvalidFields,
        ),
        (
            ReserveRequest { bridge: BridgeId::from_number(9), ..request(free, free, today) },
            ProblemCode::NotFound,
        ),
        (request(taken, taken, today), ProblemCode::ConferenceIdTaken),
    ];
    for (request, expected) in requests {
        let reserve = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let request = request.clone();
            Box::pin(async move { reserve(transaction, context, &request).await })
        });
        assert_eq!(problem(reserve.await), expected);
    }
    assert_eq!(world.listed().await, []);
}

#[tokio::test]
async fn suggestions_are_available_and_stay_the_same_until_they_are_taken() {
    let world = World::new(6);
    let anna = world.enabled("anna").await;
    let suggest = |near: &str, seed| {
        let options = SuggestionOptions { user: Some(anna.id), near: Some(near.to_owned()), seed };
        world.application.in_snapshot(move |read| {
            Box::pin(async move { suggest_conference_ids(read, BridgeId::FIRST, &options).await })
        })
    };
    let first = suggest("4711", 0).await.unwrap();
    assert_eq!(first.len(), 8);
    assert_eq!(suggest("4711", 0).await.unwrap(), first);
    assert_ne!(suggest("4711", 1).await.unwrap(), first);
    assert!(matches!(first[0].reason, SuggestionReason::Extension { .. }));
    assert!(!matches!(first[7].reason, SuggestionReason::Extension { .. } | SuggestionReason::Word { .. }));
    for suggestion in &first {
        let digits = suggestion.conference_id.to_string();
        assert_eq!(world.findings(&digits, Some(&anna)).await, (Verdict::Available, Vec::new()), "{digits}");
        assert!(!suggestion.look_alike);
    }
    let bo = world.enabled("bo").await;
    let taken = first[0].conference_id;
    world.choose(&bo, ChooseConferenceIdRequest::new(taken)).await.unwrap();
    let then = suggest("4711", 0).await.unwrap();
    let is_near = |id: ConferenceId| id == taken || id.look_alikes().any(|other| other == taken);
    assert!(then.iter().all(|suggestion| !is_near(suggestion.conference_id)));
    assert!(suggest("a word that is far too long", 0).await.is_err());
}
