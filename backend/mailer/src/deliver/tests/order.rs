//! Mails of one user that depend on each other.

use super::*;

#[tokio::test]
async fn a_correction_waits_for_the_mail_that_it_corrects() {
    let transport = Scripted::failing(Vec::new());
    let in_flight = MailRecord {
        id: MailId::from_uuid(Uuid::from_u128(10)),
        state: MailState::Sending,
        attempts: 1,
        due_at: Some(START.after(Duration::from_mins(5))),
        ..mail_about(MailEvent::ConferenceIdChanged, Some(id("5093817")))
    };
    let house = house_with(transport.clone(), &in_flight).await;
    let correction = mail_about(MailEvent::ResetUndone, Some(id("8271964")));
    house.add_mail(&correction).await;
    house.outbox.deliver_due().await.unwrap();
    assert_eq!(transport.seen(), []);
    let waiting = house.mail(correction.id).await;
    assert_eq!((waiting.state, waiting.attempts), (MailState::Queued, 0));

    let finished = MailRecord { state: MailState::Sent, due_at: None, ..in_flight };
    let update = house.application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.update_mail(&finished).await?) })
    });
    update.await.unwrap();
    house.clock.advance(Duration::from_secs(1));
    house.outbox.deliver_due().await.unwrap();
    assert_eq!(house.mail(correction.id).await.state, MailState::Sent);
    assert_eq!(transport.seen()[0].content.subject, "Du behåller ditt konferens-ID");
}
