//! Mails whose lease ends, and who may write down what became of them.

use super::*;

#[tokio::test]
async fn a_mail_of_a_dead_process_is_sent_when_its_lease_ends() {
    let transport = Scripted::failing(Vec::new());
    let mail = mail_about(MailEvent::Enabled, Some(id("8271964")));
    let house = house_with(transport.clone(), &mail).await;
    assert_eq!(house.outbox.claim(10).await.unwrap().len(), 1);
    assert_eq!(house.outbox.deliver_due().await.unwrap(), 0, "somebody has it");
    house.clock.advance(Duration::from_mins(10));
    assert_eq!(house.outbox.deliver_due().await.unwrap(), 1);
    assert_eq!(house.mail(mail.id).await.attempts, 2);
    assert_eq!(transport.seen().len(), 1);
}

#[tokio::test]
async fn a_store_of_ones_own_need_not_wait_for_the_lease() {
    let transport = Scripted::failing(Vec::new());
    let mail = mail_about(MailEvent::Enabled, Some(id("8271964")));
    let house = house_with(transport.clone(), &mail).await;
    house.outbox.claim(10).await.unwrap();
    assert_eq!(house.outbox.reclaim_abandoned().await.unwrap(), 1);
    assert_eq!(house.outbox.deliver_due().await.unwrap(), 1);
    assert_eq!(house.mail(mail.id).await.state, MailState::Sent);
    assert_eq!(house.outbox.reclaim_abandoned().await.unwrap(), 0);
}

#[tokio::test]
async fn who_has_lost_the_lease_does_not_overwrite_the_next_one() {
    let transport = Scripted::failing(vec![TransportError::transient("too late")]);
    let mail = mail_about(MailEvent::Enabled, Some(id("8271964")));
    let house = house_with(transport.clone(), &mail).await;
    let taken = house.outbox.claim(1).await.unwrap().remove(0);
    let failed = house.outbox.deliver(taken).await;
    house.clock.advance(Duration::from_mins(10));
    assert_eq!(house.outbox.deliver_due().await.unwrap(), 1);
    house.outbox.record(vec![failed]).await.unwrap();
    let mail = house.mail(mail.id).await;
    assert_eq!((mail.state, mail.last_error), (MailState::Sent, None));
}

#[tokio::test]
async fn a_mail_without_enough_of_its_lease_is_given_back() {
    let transport = Scripted::failing(Vec::new());
    let mail = mail_about(MailEvent::Enabled, Some(id("8271964")));
    let house = house_with(transport.clone(), &mail).await;
    let taken = house.outbox.claim(1).await.unwrap().remove(0);
    house.clock.advance(Duration::from_mins(7));
    let given_back = house.outbox.deliver(taken).await;
    house.outbox.record(vec![given_back]).await.unwrap();
    assert_eq!(transport.seen(), []);
    let mail = house.mail(mail.id).await;
    assert_eq!((mail.state, mail.attempts), (MailState::Queued, 0));
}
