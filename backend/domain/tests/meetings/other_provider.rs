//! What becomes of meetings' own IDs while their organizer has another provider.

use konfid_domain::Actor;
use konfid_domain::operations::providers::set_provider;
use shared::{
    AssignmentCause, ConferenceIdStatus, ConferenceIdType, ProviderProfileRequest, ProviderProfilesRequest,
    ProviderRequest, SetProviderRequest, WrittenPasscode,
};

use super::schedule;
use super::support::World;

#[tokio::test]
async fn meetings_have_no_ids_of_their_own_while_another_provider_answers() {
    let world = World::new(8);
    let anna = world.organizer("anna", ConferenceIdType::Dynamic).await;
    let planned = world.plan(anna.id, schedule("2027-05-01", None)).await.unwrap().meeting;
    let id = planned.conference_id.unwrap();
    let set = |third_party: bool| {
        world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let default = ProviderProfileRequest {
                name: "InterCall".to_owned(),
                toll_number: "+46 8 123 456 78".to_owned(),
                passcode: WrittenPasscode("004711".to_owned()),
                ..ProviderProfileRequest::default()
            };
            let provider = if third_party {
                ProviderRequest::ThirdParty(ProviderProfilesRequest { default, others: Vec::new() })
            } else {
                ProviderRequest::BuiltIn
            };
            let request =
                SetProviderRequest { provider, send_email: Some(false), confirm_conference_id: None };
            Box::pin(async move {
                let seen = transaction.user(anna.id).await?.unwrap().version;
                set_provider(transaction, context, anna.id, seen, &request).await
            })
        })
    };
    set(true).await.unwrap();
    assert!(!world.admits(id).await);
    assert_eq!(
        world.status(id).await,
        (ConferenceIdStatus::Quarantined, vec![Some(AssignmentCause::ProviderChanged)])
    );
    let shown = world.show(planned.id).await;
    assert_eq!(shown.meeting.conference_id, None);
    assert!(shown.invitation.unwrap().text.contains("004711"), "callers dial the other provider");
    let moved = world.change(&world.show(planned.id).await, schedule("2027-05-02", None)).await.unwrap();
    assert_eq!(moved.meeting.conference_id, None, "a change gives it none");

    // Disabled meanwhile, and back: the meeting has its ID again.
    world.disable(anna.id).await;
    set(false).await.unwrap();
    assert_eq!(world.show(planned.id).await.meeting.conference_id, Some(id));
    assert!(world.admits(id).await);
}
