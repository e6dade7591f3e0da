//! Mails of one user that depend on each other.

use super::*;

/// A house with one email in flight about an ID that was taken back, and the correction behind it.
async fn house_with_correction(transport: &Arc<Scripted>) -> (House, MailRecord, MailRecord) {
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
    house.clock.advance(Duration::from_secs(1));
    (house, in_flight, correction)
}

#[tokio::test]
async fn a_correction_waits_for_the_mail_that_it_corrects() {
    let transport = Scripted::failing(Vec::new());
    let (house, in_flight, correction) = house_with_correction(&transport).await;
    house.update(MailRecord { state: MailState::Sent, due_at: None, ..in_flight }).await;
    house.outbox.deliver_due().await.unwrap();
    assert_eq!(house.mail(correction.id).await.state, MailState::Sent);
    assert_eq!(transport.seen()[0].content.subject, "Du behåller ditt konferens-ID");
}

#[tokio::test]
async fn a_correction_is_not_sent_when_the_mail_that_it_corrects_never_left() {
    for (state, may_have_left, expected) in [
        (MailState::Failed, false, MailState::Superseded),
        (MailState::Failed, true, MailState::Sent),
        (MailState::Queued, false, MailState::Superseded),
        (MailState::Queued, true, MailState::Sent),
    ] {
        let transport = Scripted::failing(Vec::new());
        let (house, in_flight, correction) = house_with_correction(&transport).await;
        house.update(MailRecord { state, due_at: None, may_have_left, ..in_flight }).await;
        house.outbox.deliver_due().await.unwrap();
        assert_eq!(house.mail(correction.id).await.state, expected, "{state:?} {may_have_left}");
    }
}

#[tokio::test]
async fn what_may_have_left_stays_so_through_later_failures() {
    let unanswered = TransportError { failure: Failure::Unanswered, text: "no answer".to_owned() };
    let transport = Scripted::failing(vec![unanswered, TransportError::transient("451 later")]);
    let mail = mail_about(MailEvent::Enabled, Some(id("8271964")));
    let house = house_with(transport.clone(), &mail).await;
    for _ in 0..2 {
        house.outbox.deliver_due().await.unwrap();
        let waiting = house.mail(mail.id).await;
        assert_eq!((waiting.state, waiting.may_have_left), (MailState::Queued, true));
        house.clock.advance(Duration::from_mins(1));
    }
}
