//! A locked ID is asked about by every act that would take it from its owner.

use konfid_domain::Actor;
use konfid_domain::operations::bridges::create_bridge;
use konfid_domain::operations::conference_ids::undo_reset;
use konfid_domain::operations::providers::set_provider;
use konfid_domain::operations::users::{change_bridge, remove_user, update_user};
use shared::{
    ChangeBridgeRequest, ChooseConferenceIdRequest, ConferenceId, ProblemCode, ProviderProfileRequest,
    ProviderProfilesRequest, ProviderRequest, SetProviderRequest, UpdateUserRequest, User, WrittenPasscode,
};

use super::support::World;
use super::{WANTED, id, problem};

impl World {
    async fn lock(&self, user: &User) -> User {
        let (user, seen) = (user.id, user.version);
        let lock = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let request =
                UpdateUserRequest { conference_id_locked: Some(true), ..UpdateUserRequest::default() };
            Box::pin(async move { update_user(transaction, context, user, seen, &request).await })
        });
        lock.await.unwrap()
    }
}

#[tokio::test]
async fn another_provider_and_another_bridge_ask_for_a_locked_id() {
    let world = World::new(11);
    let anna = world.enabled("anna").await;
    let anna = world.lock(&anna).await;
    let (user, present) = (anna.id, anna.conference_id.unwrap());

    let make = world.application.in_transaction_as(Actor::CommandLine, |transaction, context| {
        Box::pin(async move { create_bridge(transaction, context, "Second").await })
    });
    let bridge = make.await.unwrap().id;
    let move_over = |seen, typed: Option<ConferenceId>| {
        world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let request =
                ChangeBridgeRequest { bridge, reason: None, send_email: None, confirm_conference_id: typed };
            Box::pin(async move { change_bridge(transaction, context, user, seen, &request).await })
        })
    };
    assert_eq!(problem(move_over(anna.version, None).await), ProblemCode::ConferenceIdLocked);
    assert_eq!(problem(move_over(anna.version, Some(id("1000000"))).await), ProblemCode::InvalidFields);
    let anna = move_over(anna.version, Some(present)).await.unwrap();

    let (seen, present) = (anna.version, anna.conference_id.unwrap());
    let leave = |typed: Option<ConferenceId>| {
        world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let default = ProviderProfileRequest {
                name: "InterCall".to_owned(),
                toll_number: "+46 8 123 456 78".to_owned(),
                passcode: WrittenPasscode("004711".to_owned()),
                ..ProviderProfileRequest::default()
            };
            let provider =
                ProviderRequest::ThirdParty(ProviderProfilesRequest { default, others: Vec::new() });
            let request = SetProviderRequest { provider, send_email: None, confirm_conference_id: typed };
            Box::pin(async move { set_provider(transaction, context, user, seen, &request).await })
        })
    };
    assert_eq!(problem(leave(None).await), ProblemCode::ConferenceIdLocked);
    assert_eq!(problem(leave(Some(id("1000000"))).await), ProblemCode::InvalidFields);
    let remove = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { remove_user(transaction, context, user, seen, None).await })
    });
    assert_eq!(problem(remove.await), ProblemCode::ConferenceIdLocked);
    assert!(leave(Some(present)).await.unwrap().conference_id.is_none());
}

#[tokio::test]
async fn who_locks_an_id_keeps_it_and_who_undoes_a_choice_keeps_the_lock() {
    let world = World::new(12);
    let undo = |user| {
        world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { undo_reset(transaction, context, user, None, Some(false)).await })
        })
    };
    let anna = world.enabled("anna").await;
    let chosen = world.choose(&anna, ChooseConferenceIdRequest::new(id(WANTED))).await.unwrap();
    assert!(chosen.undo.is_some());
    let locked = world.lock(&chosen).await;
    assert_eq!((locked.conference_id, locked.undo), (Some(id(WANTED)), None));
    assert_eq!(problem(undo(anna.id).await), ProblemCode::NothingToUndo);

    let typed = ChooseConferenceIdRequest {
        confirm_conference_id: Some(id(WANTED)),
        ..ChooseConferenceIdRequest::new(id("4519207"))
    };
    world.choose(&locked, typed).await.unwrap();
    let again = undo(anna.id).await.unwrap();
    assert_eq!((again.conference_id, again.conference_id_locked), (Some(id(WANTED)), true));
}
