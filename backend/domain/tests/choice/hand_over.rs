//! Handing a conference ID over to a successor.

use konfid_domain::Actor;
use konfid_domain::operations::conference_ids::hand_over_conference_id;
use shared::{
    AfterHandOver, AssignmentCause, BridgeId, Finding, HandOverRequest, IdOwner, MailEvent, ProblemCode, User,
};

use super::problem;
use super::support::World;

#[tokio::test]
async fn an_id_is_handed_over_without_a_gap() {
    let world = World::new(7);
    let (anna, bo) = (world.enabled("anna").await, world.enabled("bo").await);
    let anna = world.put(&anna, |user| user.conference_id_locked = true).await;
    let (id, own) = (anna.conference_id.unwrap(), bo.conference_id.unwrap());
    let request = HandOverRequest {
        successor: bo.id,
        afterwards: AfterHandOver::Disabled,
        reason: Some("retires".to_owned()),
        send_email: Some(true),
        confirm_conference_id: Some(id),
    };
    let hand_over = |user: &User, request: HandOverRequest| {
        let (user, seen) = (user.id, user.version);
        world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let request = request.clone();
            Box::pin(async move { hand_over_conference_id(transaction, context, user, seen, &request).await })
        })
    };
    let unconfirmed = HandOverRequest { confirm_conference_id: None, ..request.clone() };
    assert_eq!(problem(hand_over(&anna, unconfirmed).await), ProblemCode::ConferenceIdLocked);
    let same = HandOverRequest { successor: anna.id, ..request.clone() };
    assert_eq!(problem(hand_over(&anna, same).await), ProblemCode::InvalidFields);

    let cia = world.enabled("cia").await;
    let cia = world.put(&cia, |user| user.conference_id_locked = true).await;
    let to_locked = HandOverRequest { successor: cia.id, ..request.clone() };
    assert_eq!(problem(hand_over(&anna, to_locked).await), ProblemCode::InvalidFields);

    let left = hand_over(&anna, request.clone()).await.unwrap();
    assert!(!left.dial_in_enabled && !left.conference_id_locked && left.undo.is_none());
    assert_eq!(
        (left.conference_id, left.latest_mail.unwrap().event),
        (None, MailEvent::ConferenceIdHandedOver)
    );
    let reload = |user: shared::UserId| {
        let now = world.application.now();
        world.application.in_snapshot(move |read| {
            Box::pin(async move { konfid_domain::operations::users::show_user(read, now, user).await })
        })
    };
    let heir = reload(bo.id).await.unwrap();
    assert!(heir.conference_id_locked, "the lock goes with the ID");
    assert_eq!(
        (heir.conference_id, heir.latest_mail.unwrap().event),
        (Some(id), MailEvent::ConferenceIdTakenOver)
    );
    assert!(matches!(
        world.findings(&own.to_string(), Some(&heir)).await.1[..],
        [Finding::Quarantined { own: true, .. }]
    ));
    let history = world.application.in_snapshot(move |read| {
        Box::pin(async move { Ok(read.assignments_of_conference_id(BridgeId::FIRST, id).await?) })
    });
    let history = history.await.unwrap();
    let ends: Vec<_> = history.iter().map(|period| (period.owner, period.began, period.ended)).collect();
    assert_eq!(
        ends,
        [
            (IdOwner::User(bo.id), AssignmentCause::HandedOver, None),
            (IdOwner::User(anna.id), AssignmentCause::Enabled, Some(AssignmentCause::HandedOver)),
        ]
    );
    assert_eq!(history[1].to, Some(history[0].from), "there is no moment between them");

    // Back again; who gives it away gets a new one.
    let back = HandOverRequest { successor: anna.id, afterwards: AfterHandOver::NewConferenceId, ..request };
    let left = hand_over(&heir, back).await.unwrap();
    assert!(left.dial_in_enabled && left.conference_id.is_some_and(|new| new != id && new != own));
    let anna = reload(anna.id).await.unwrap();
    assert_eq!((anna.dial_in_enabled, anna.conference_id), (true, Some(id)));
}
