//! Links that sign organizers in or show a PIN.

use domain::operations::{organizers, pins, upkeep};
use shared::PinLinkState;

use super::*;

/// The secret that a mail carries.
fn token_in(mail: &OutgoingMail) -> String {
    let (_, rest) = mail.content.text.split_once("/organizer?lang=sv#token=").unwrap();
    rest.lines().next().unwrap().to_owned()
}

#[tokio::test]
async fn every_try_of_a_link_has_a_secret_of_its_own_and_only_the_last_one_works() {
    let transport = Scripted::failing(vec![TransportError::transient("try later")]);
    let mail = mail_about(MailEvent::OrganizerLink, None);
    let house = house_with(transport.clone(), &mail).await;
    house.outbox.deliver_due().await.unwrap();
    house.clock.advance(Duration::from_mins(5));
    house.outbox.deliver_due().await.unwrap();
    let seen = transport.seen();
    let [first, second] = seen.as_slice() else { panic!("{seen:?}") };
    assert_ne!(first.message_id, second.message_id, "mailboxes must not take one for the other");
    let (first, second) = (token_in(first), token_in(second));
    assert_ne!(first, second);
    let open = |token: String| {
        house.application.in_transaction_as(Actor::Anonymous, move |transaction, context| {
            Box::pin(async move {
                organizers::open_organizer_link(transaction, context, &token).await.map(|new| new.user.id)
            })
        })
    };
    assert!(open(first).await.is_err());
    assert_eq!(open(second).await.unwrap(), user_id());
    assert_eq!(house.mail(mail.id).await.content, None, "the secret does not stay");
}

#[tokio::test]
async fn a_link_is_overtaken_by_a_newer_one() {
    let transport = Scripted::failing(vec![TransportError::transient("try later")]);
    let mail = mail_about(MailEvent::OrganizerLink, None);
    let house = house_with(transport.clone(), &mail).await;
    house.outbox.deliver_due().await.unwrap();
    house.clock.advance(Duration::from_mins(5));
    let newer = MailRecord {
        id: MailId::from_uuid(Uuid::from_u128(12)),
        created_at: house.application.now(),
        due_at: Some(house.application.now()),
        ..mail.clone()
    };
    house.add_mail(&newer).await;
    house.outbox.deliver_due().await.unwrap();
    assert_eq!(house.mail(mail.id).await.state, MailState::Superseded);
    assert_eq!(house.mail(newer.id).await.state, MailState::Sent);
}

#[tokio::test]
async fn a_link_that_stays_in_konfid_is_forgotten_when_it_is_used_or_ends() {
    for is_used in [true, false] {
        let mail = mail_about(MailEvent::OrganizerLink, None);
        let house = house_with(Arc::new(Keep), &mail).await;
        house.outbox.deliver_due().await.unwrap();
        let text = house.mail(mail.id).await.content.unwrap().text;
        let (_, token) = text.split_once("#token=").unwrap();
        let token = token.lines().next().unwrap().to_owned();
        if !is_used {
            house.clock.advance(Duration::from_hours(1));
        }
        let end = house.application.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move {
                if is_used {
                    organizers::open_organizer_link(transaction, context, &token).await?;
                } else {
                    upkeep::keep_up(transaction, context).await?;
                }
                Ok(())
            })
        });
        end.await.unwrap();
        assert_eq!(house.mail(mail.id).await.content, None, "used: {is_used}");
    }
}

/// A mail to a user who is enabled, and the house that sends it.
async fn house_about(event: MailEvent) -> (House, MailRecord) {
    let mail = mail_about(event, Some(id("8271964")));
    (house_with(Arc::new(Keep), &mail).await, mail)
}

async fn link_of(house: &House) -> Option<shared::PinLink> {
    let now = house.application.now();
    let read = house
        .application
        .in_snapshot(move |read| Box::pin(async move { pins::show_pin(read, now, user_id()).await }));
    read.await.unwrap().link
}

#[tokio::test]
async fn the_link_to_a_pin_goes_with_the_mail_and_is_gone_from_konfid_when_it_was_opened() {
    for event in [MailEvent::PinReset, MailEvent::Enabled] {
        let (house, mail) = house_about(event).await;
        house.outbox.deliver_due().await.unwrap();
        let text = house.mail(mail.id).await.content.unwrap().text;
        let (_, token) = text.split_once("/pin?lang=sv#token=").unwrap();
        assert_eq!(link_of(&house).await.map(|link| link.state), Some(PinLinkState::Ready));
        let token = token.lines().next().unwrap().to_owned();
        let revealed = pins::open_pin_link(&house.application, &token).await.unwrap();
        assert!(!text.contains(revealed.pin.as_str()), "the PIN is made later");
        assert_eq!(link_of(&house).await.map(|link| link.state), Some(PinLinkState::Opened));
        assert_eq!(house.mail(mail.id).await.content, None, "the secret does not stay");
    }
}

#[tokio::test]
async fn a_mail_about_being_enabled_has_no_link_where_nobody_wants_it_or_there_is_a_pin() {
    for is_wanted in [true, false] {
        let (house, mail) = house_about(MailEvent::Enabled).await;
        let change = house.application.in_transaction(move |transaction| {
            Box::pin(async move {
                let settings = transaction.settings().await?;
                let settings = Settings { pin_on_enabling: is_wanted, ..settings };
                Ok(transaction.update_settings(&settings).await?)
            })
        });
        change.await.unwrap();
        if is_wanted {
            house.change_user(|user| user.pin_set_at = Some(START)).await;
        }
        house.outbox.deliver_due().await.unwrap();
        let text = house.mail(mail.id).await.content.unwrap().text;
        assert!(!text.contains("/pin"), "{text}");
        house.clock.advance(Duration::from_hours(2));
        let keep_up = house.application.in_transaction_as(Actor::System, |transaction, context| {
            Box::pin(async move { upkeep::keep_up(transaction, context).await })
        });
        keep_up.await.unwrap();
        assert!(house.mail(mail.id).await.content.is_some(), "without a link the text stays");
    }
}

#[tokio::test]
async fn a_mail_about_a_reset_is_overtaken_by_a_pin_that_was_set_meanwhile() {
    let (house, mail) = house_about(MailEvent::PinReset).await;
    house.change_user(|user| user.pin_set_at = Some(START)).await;
    house.outbox.deliver_due().await.unwrap();
    assert_eq!(house.mail(mail.id).await.state, MailState::Superseded);
    assert_eq!(link_of(&house).await, None, "no link replaces the PIN");
}
