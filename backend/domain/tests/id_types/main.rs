//! Switching between static and dynamic conference IDs: what a user has afterwards, and that no planned meeting loses its ID.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod reachable;
#[path = "../support/mod.rs"]
mod support;
mod world;

use std::time::Duration;

use shared::{
    AssignmentCause, AuditAction, ConferenceIdType, MailEvent, ProblemCode, SwitchTypeRequest, User,
};
use world::{World, day, problem};

const DAY: Duration = Duration::from_hours(24);
const DYNAMIC: Option<ConferenceIdType> = Some(ConferenceIdType::Dynamic);
const STATIC: Option<ConferenceIdType> = Some(ConferenceIdType::Static);

#[tokio::test]
async fn dynamic_ids_retire_the_static_one_and_static_ones_give_it_back() {
    let world = World::new(1);
    let anna = world.enabled("anna").await;
    let old = anna.conference_id.unwrap();

    let dynamic = world.switch(anna.id, DYNAMIC).await.unwrap();
    assert_eq!((dynamic.conference_id, dynamic.conference_id_since, dynamic.undo), (None, None, None));
    assert!(dynamic.dial_in_enabled && dynamic.has_dynamic_ids() && !dynamic.conference_id_kept);
    assert!(!world.admits(Some(old)).await && world.quarantine(old).await.is_some());
    assert_eq!(world.periods(anna.id).await, [(old, Some(AssignmentCause::TypeChanged))]);
    assert_eq!(world.waiting(anna.id).await, [(MailEvent::ConferenceIdTypeChanged, None)]);
    let planned = world.plan(anna.id, day(1)).await.unwrap();
    assert_eq!(planned.conference_id_type, ConferenceIdType::Dynamic);
    assert_eq!(problem(world.reset(anna.id).await), ProblemCode::ConferenceIdDynamic);

    let again = world.switch(anna.id, STATIC).await.unwrap();
    assert_eq!((again.conference_id, again.has_dynamic_ids()), (Some(old), false));
    assert_eq!(world.quarantine(old).await, None);
    assert!(world.admits(Some(old)).await && world.admits(planned.conference_id).await);
    assert_eq!(world.waiting(anna.id).await, [(MailEvent::ConferenceIdTypeChanged, Some(old))]);
    assert_eq!(world.times(anna.id, AuditAction::ConferenceIdTypeChanged).await, 2);

    // The same again is nothing.
    let same = world.switch(anna.id, STATIC).await.unwrap();
    assert_eq!(same.version, again.version);
    // As the organisation has it is the same at this moment, but another choice.
    let follows = world.switch(anna.id, None).await.unwrap();
    assert_eq!((follows.conference_id_type, follows.conference_id), (None, Some(old)));
    assert_eq!(world.waiting(anna.id).await.len(), 1, "nobody needs to hear of it");
}

#[tokio::test]
async fn after_the_quarantine_a_static_id_is_a_new_one() {
    let world = World::new(2);
    let anna = world.enabled("anna").await;
    world.switch(anna.id, DYNAMIC).await.unwrap();
    world.clock.advance(DAY * 91);
    world.keep_up().await;
    let again = world.switch(anna.id, STATIC).await.unwrap();
    assert!(again.conference_id.is_some() && again.conference_id != anna.conference_id);
}

#[tokio::test]
async fn an_id_that_was_reset_does_not_come_back() {
    let world = World::new(3);
    let anna = world.enabled("anna").await;
    let reset = world.reset(anna.id).await.unwrap();
    world.switch(anna.id, DYNAMIC).await.unwrap();
    let again = world.switch(anna.id, STATIC).await.unwrap();
    assert_eq!(again.conference_id, reset.conference_id);
}

#[tokio::test]
async fn planned_meetings_keep_the_id_until_the_last_is_over() {
    let world = World::new(4);
    let anna = world.enabled("anna").await;
    let id = anna.conference_id;
    let (first, last) =
        (world.plan(anna.id, day(1)).await.unwrap(), world.plan(anna.id, day(3)).await.unwrap());

    let dynamic = world.switch(anna.id, DYNAMIC).await.unwrap();
    assert!(dynamic.conference_id == id && dynamic.conference_id_kept && dynamic.has_dynamic_ids());
    assert_eq!(world.waiting(anna.id).await, [(MailEvent::ConferenceIdTypeChanged, id)]);
    assert_eq!(problem(world.reset(anna.id).await), ProblemCode::ConferenceIdDynamic);
    let other = world.plan(anna.id, day(2)).await.unwrap();
    assert!(other.conference_id_type == ConferenceIdType::Dynamic && other.conference_id != id);

    // 24 November and eight days: the first meeting is over, the last one is not.
    world.clock.advance(DAY * 8);
    world.keep_up().await;
    assert!(world.admits(id).await && world.user(anna.id).await.conference_id_kept);
    // On the day after the last one it still works, as a meeting's own would.
    world.clock.advance(DAY * 2);
    world.keep_up().await;
    assert!(world.admits(id).await);
    world.clock.advance(DAY);
    world.keep_up().await;
    let after = world.user(anna.id).await;
    assert_eq!((after.conference_id, after.conference_id_kept), (None, false));
    assert!(!world.admits(id).await);
    assert_eq!(world.times(anna.id, AuditAction::KeptConferenceIdRetired).await, 1);
    assert_eq!(world.waiting(anna.id).await, [(MailEvent::ConferenceIdTypeChanged, None)]);

    // A meeting that is put off after that gets an ID of its own.
    let last = world.meetings(anna.id).await.into_iter().find(|meeting| meeting.id == last.id).unwrap();
    let put_off = world.put_off(&last, day(20)).await.unwrap();
    assert_eq!(put_off.conference_id_type, ConferenceIdType::Dynamic);
    assert!(world.admits(put_off.conference_id).await && put_off.id != first.id);
}

#[tokio::test]
async fn a_kept_id_goes_when_its_meeting_is_cancelled_and_stays_when_the_user_is_static_again() {
    let world = World::new(5);
    let (anna, bo) = (world.enabled("anna").await, world.enabled("bo").await);
    for user in [&anna, &bo] {
        let meeting = world.plan(user.id, day(20)).await.unwrap();
        assert!(world.switch(user.id, DYNAMIC).await.unwrap().conference_id_kept);
        world.cancel(&meeting).await;
    }
    let again = world.switch(bo.id, STATIC).await.unwrap();
    assert_eq!((again.conference_id, again.conference_id_kept), (bo.conference_id, false));
    world.keep_up().await;
    assert_eq!(world.user(anna.id).await.conference_id, None);
    assert_eq!(world.user(bo.id).await.conference_id, bo.conference_id);
}

#[tokio::test]
async fn who_is_enabled_with_dynamic_ids_gets_none_but_for_planned_meetings() {
    let world = World::new(6);
    let anna = world.add_user("anna").await;
    world.switch(anna.id, DYNAMIC).await.unwrap();
    let enabled = world.enable(anna.id, Some(true)).await.unwrap();
    assert_eq!((enabled.dial_in_enabled, enabled.conference_id), (true, None));
    assert_eq!(world.waiting(anna.id).await, [(MailEvent::Enabled, None)]);
    // Who has not heard of being enabled hears of both in one email.
    let id = world.switch(anna.id, STATIC).await.unwrap().conference_id;
    assert_eq!(world.waiting(anna.id).await, [(MailEvent::Enabled, id)]);

    let planned = world.plan(anna.id, day(20)).await.unwrap();
    assert_eq!(planned.conference_id, id);
    world.switch(anna.id, DYNAMIC).await.unwrap();
    world.disable(anna.id).await;
    assert!(!world.admits(id).await);
    let back = world.enable(anna.id, Some(false)).await.unwrap();
    assert_eq!((back.conference_id, back.conference_id_kept), (id, true), "a meeting was planned with it");
    assert!(world.admits(id).await);
}

#[tokio::test]
async fn a_locked_id_stops_only_for_who_types_it() {
    let world = World::new(7);
    let anna = world.enabled("anna").await;
    let seen = anna.version;
    let lock = User { conference_id_locked: true, version: seen.next(), ..anna.clone() };
    let put = world.application.in_transaction(move |transaction| {
        let lock = lock.clone();
        Box::pin(async move { Ok(transaction.update_user(&lock, seen).await?) })
    });
    assert!(put.await.unwrap());
    assert_eq!(problem(world.switch(anna.id, DYNAMIC).await), ProblemCode::ConferenceIdLocked);
    assert!(world.admits(anna.conference_id).await);
    let typed =
        SwitchTypeRequest { confirm_conference_id: anna.conference_id, ..SwitchTypeRequest::new(DYNAMIC) };
    assert_eq!(world.switch_with(anna.id, typed).await.unwrap().conference_id, None);
}
