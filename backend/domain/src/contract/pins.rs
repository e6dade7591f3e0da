//! Organizer PINs.

use shared::{MailEvent, RevealedPin, Timestamp, User, UserId};

use super::fixture::{identifier, insert, is_broken, second, user};
use crate::operations::{pins, users};
use crate::{Actor, Application, OrganizerPinRecord, PinLinkRecord, SecretHash, UserQuery};

fn link(byte: u8, opened_at: Option<Timestamp>) -> PinLinkRecord {
    PinLinkRecord { secret: SecretHash([byte; 32]), created_at: second(1), expires_at: second(9), opened_at }
}

/// A record is found by user and by link, replaced whole, removed alone, and needs a user.
pub async fn pins_are_kept_whole_and_go_with_their_user(application: Application) {
    let (anna, bo) = (user("Anna", "anna"), user("Bo", "bo"));
    insert(&application, &[anna.clone(), bo.clone()]).await;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            assert_eq!(transaction.organizer_pin(anna.id).await?, None);
            let first = OrganizerPinRecord { user: anna.id, hash: None, link: Some(link(1, None)) };
            let other = OrganizerPinRecord { user: bo.id, hash: Some("$hash".into()), link: None };
            transaction.put_organizer_pin(&first).await?;
            transaction.put_organizer_pin(&other).await?;
            assert_eq!(transaction.organizer_pin(anna.id).await?, Some(first.clone()));
            assert_eq!(transaction.organizer_pin(bo.id).await?, Some(other.clone()));
            assert_eq!(transaction.organizer_pin_by_link(SecretHash([1; 32])).await?, Some(first));
            assert_eq!(transaction.organizer_pin_by_link(SecretHash([2; 32])).await?, None);

            let opened = OrganizerPinRecord {
                user: anna.id,
                hash: Some("$1".into()),
                link: Some(link(2, Some(second(5)))),
            };
            transaction.put_organizer_pin(&opened).await?;
            assert_eq!(transaction.organizer_pin(anna.id).await?, Some(opened.clone()));
            assert_eq!(transaction.organizer_pin_by_link(SecretHash([2; 32])).await?, Some(opened));
            assert_eq!(transaction.organizer_pin_by_link(SecretHash([1; 32])).await?, None);
            let without = OrganizerPinRecord { user: anna.id, hash: Some("$2".into()), link: None };
            transaction.put_organizer_pin(&without).await?;
            assert_eq!(transaction.organizer_pin(anna.id).await?, Some(without));

            transaction.delete_organizer_pin(anna.id).await?;
            transaction.delete_organizer_pin(anna.id).await?;
            assert_eq!(transaction.organizer_pin(anna.id).await?, None);
            assert_eq!(transaction.organizer_pin(bo.id).await?, Some(other));
            Ok(())
        })
    });
    check.await.expect("PINs can be written and read");
    let remove = application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move {
            users::remove_user(transaction, context, bo.id, bo.version, None).await?;
            assert_eq!(transaction.organizer_pin(bo.id).await?, None);
            Ok(())
        })
    });
    remove.await.expect("a user with a PIN can be removed");
    let nobody = UserId::from_uuid(identifier());
    let orphan = application.in_transaction(move |transaction| {
        let record = OrganizerPinRecord { user: nobody, hash: None, link: None };
        Box::pin(async move { Ok(transaction.put_organizer_pin(&record).await?) })
    });
    assert!(is_broken(&orphan.await));
}

/// Makes a PIN by a link and another by a reset on the organizer's own page; the answers are all that ever has them.
pub async fn make_pins(application: &Application) -> [RevealedPin; 2] {
    let anna = user("Anna", "anna");
    insert(application, std::slice::from_ref(&anna)).await;
    let anna = enable(application, &anna).await;
    let opened = pins::open_pin_link(application, &issue(application, anna.id).await).await;
    let reset = pins::reset_own_pin(application, &anna).await;
    [opened.expect("a link can be opened"), reset.expect("an organizer can reset the PIN")]
}

/// The user, enabled for dial-in conferencing.
pub(super) async fn enable(application: &Application, user: &User) -> User {
    let id = user.id;
    let enable = application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { users::enable_user(transaction, context, id, None, Some(true)).await })
    });
    enable.await.expect("a user can be enabled")
}

/// The secret of a new link.
pub(super) async fn issue(application: &Application, user: UserId) -> String {
    let issue = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move { pins::issue_pin_link(transaction, context, user).await })
    });
    issue.await.expect("a link can be made")
}

/// What the store keeps is a hash, and no email has been written about it by itself.
pub async fn a_pin_is_nowhere_but_in_the_answer(application: Application) {
    let revealed = make_pins(&application).await;
    let [first, second] = revealed.map(|revealed| revealed.pin);
    assert_ne!(first, second);
    let read = application.in_snapshot(|read| {
        Box::pin(async move {
            let found = read.users(&UserQuery { limit: 1, ..UserQuery::default() }).await?;
            let user = found.into_iter().next().expect("the user is there");
            let record = read.organizer_pin(user.id).await?.expect("the PIN is kept");
            let mail = read.latest_mail(user.id).await?;
            Ok((user, record, mail))
        })
    });
    let (user, record, mail) = read.await.expect("the store can be read");
    assert!(user.pin_set_at.is_some());
    assert!(record.link.is_some_and(|link| link.opened_at.is_some()), "that it was opened is remembered");
    let hash = record.hash.as_deref().expect("there is a hash");
    assert!(hash.starts_with("$argon2id$"), "{hash}");
    let shown = format!("{record:?}");
    assert!(!shown.contains(hash) && !shown.contains(second.as_str()), "{shown}");
    assert_eq!(mail.map(|mail| mail.event), Some(MailEvent::Enabled));
}
