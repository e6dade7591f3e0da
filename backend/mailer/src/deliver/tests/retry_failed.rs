//! Sending all failed emails again.

use domain::operations::mails::RetriedStep;
use shared::{AuditAction, AuditDetail};

use super::*;

async fn step(house: &House, before: Option<MailId>) -> RetriedStep {
    let step = house.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { mails::retry_failed_mails(transaction, context, before).await })
    });
    step.await.unwrap()
}

#[tokio::test]
async fn all_failed_emails_are_queued_once_in_steps_and_no_others() {
    let house = House::new(Scripted::failing(Vec::new()));
    house.add_user(&anna()).await;
    let states = [MailState::Failed, MailState::Sent, MailState::Superseded];
    for number in 0..603_u32 {
        let state = states[number as usize % 3];
        house
            .add_mail(&MailRecord {
                id: MailId::from_uuid(Uuid::from_u128(u128::from(number))),
                state,
                attempts: 3,
                due_at: None,
                finished_at: Some(START),
                ..mail_about(MailEvent::Enabled, Some(id("8271964")))
            })
            .await;
    }
    let first = step(&house, None).await;
    assert_eq!(first.queued, 200);
    // One that fails again meanwhile is not queued again by the same act.
    let again = MailId::from_uuid(Uuid::from_u128(600));
    let failed = MailRecord { state: MailState::Failed, due_at: None, ..house.mail(again).await };
    house.update(failed).await;
    let second = step(&house, first.next).await;
    assert_eq!(second, RetriedStep { queued: 1, next: None });
    let queued = house.mail(MailId::from_uuid(Uuid::from_u128(0))).await;
    assert_eq!((queued.state, queued.attempts), (MailState::Queued, 0));
    assert_eq!(step(&house, None).await.queued, 1);
    assert_eq!(step(&house, None).await, RetriedStep { queued: 0, next: None });
    let audit = house.application.in_snapshot(|read| {
        let query = domain::AuditQuery { limit: 10, ..domain::AuditQuery::default() };
        Box::pin(async move { Ok(read.audit(&query).await?) })
    });
    let told: Vec<_> = audit.await.unwrap().into_iter().map(|entry| (entry.action, entry.detail)).collect();
    let entry = |count| (AuditAction::MailRetried, Some(AuditDetail::Mails { count }));
    assert_eq!(told, [entry(1), entry(1), entry(200)]);
}
