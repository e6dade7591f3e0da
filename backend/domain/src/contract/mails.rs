//! The outbox.

use shared::{MailContent, MailEvent, MailFilter, MailId, MailReference, MailState, User};

use super::fixture::{conference_id, insert, insert_mails, is_broken, mail, second, user};
use crate::{Actor, Application, MailQuery, MailRecord};

async fn anna_with_mails(application: &Application, count: usize) -> (User, Vec<MailRecord>) {
    let anna = user("Anna", "anna");
    insert(application, std::slice::from_ref(&anna)).await;
    let mails: Vec<MailRecord> = (0..count).map(|_| mail(&anna, MailEvent::Enabled)).collect();
    insert_mails(application, &mails).await;
    (anna, mails)
}

/// Every field comes back, in every state and for every event.
pub async fn mails_are_kept_whole(application: Application) {
    let (anna, mails) = anna_with_mails(&application, 1).await;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let first = mails[0].clone();
            assert_eq!(transaction.mail(first.id).await?, Some(first.clone()));
            for (state, event) in MailState::ALL.into_iter().zip(MailEvent::ALL.into_iter().cycle()) {
                let content =
                    MailContent {
                        subject: "Ämne".into(), text: "Text\n".into(), html: "<p>Text</p>".into()
                    };
                let changed = MailRecord {
                    id: first.id,
                    user: anna.id,
                    recipient: "new@mail.example".parse().expect("it is an address"),
                    event,
                    language: "de".parse().expect("this is a language"),
                    named_recipient: Some("assistant@mail.example".parse().expect("this is an address")),
                    caused_by: Some(Actor::CommandLine),
                    conference_id: Some(conference_id("8271964")),
                    state,
                    attempts: 3,
                    last_error: Some("450 later".into()),
                    may_have_left: true,
                    due_at: state.is_pending().then(|| second(9)),
                    created_at: second(1),
                    finished_at: Some(second(2)),
                    content: Some(content),
                };
                transaction.update_mail(&changed).await?;
                assert_eq!(transaction.mail(first.id).await?, Some(changed));
                let due = state.is_pending().then(|| second(9));
                assert_eq!(transaction.next_mail_due().await?, due, "{state:?}");
            }
            Ok(())
        })
    });
    check.await.expect("mails can be written and read");
}

/// Mails of one moment are listed and claimed in their order, whichever operation writes them.
pub async fn mails_of_one_moment_keep_their_order(application: Application) {
    let anna = user("Anna", "anna");
    insert(&application, std::slice::from_ref(&anna)).await;
    let mut ids = Vec::new();
    for _ in 0..40 {
        let id = MailId::from_uuid(application.context(Actor::System).new_uuid());
        insert_mails(&application, &[MailRecord { id, ..mail(&anna, MailEvent::ConferenceInfo) }]).await;
        ids.push(id);
    }
    let expected = ids.clone();
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let listed = transaction.mails(&MailQuery { limit: 100, ..MailQuery::default() }).await?;
            let found: Vec<MailId> = listed.iter().rev().map(|(mail, _)| mail.id).collect();
            assert_eq!(found, expected);
            let latest = transaction.latest_mail(anna.id).await?.map(|mail| mail.id);
            assert_eq!(latest, expected.last().copied());
            let claimed = transaction.claim_due_mails(second(1), second(60), 100).await?;
            let claimed: Vec<MailId> = claimed.iter().map(|mail| mail.id).collect();
            assert_eq!(claimed, expected);
            Ok(())
        })
    });
    check.await.expect("mails can be listed");
}

/// Lists are newest first, filtered and paged, with the user's name.
pub async fn mails_are_listed_newest_first(application: Application) {
    let (anna, mut mails) = anna_with_mails(&application, 3).await;
    let bo = user("Bo", "bo");
    insert(&application, std::slice::from_ref(&bo)).await;
    let kept = MailRecord { state: MailState::Kept, due_at: None, ..mail(&bo, MailEvent::Disabled) };
    insert_mails(&application, std::slice::from_ref(&kept)).await;
    mails.push(kept);
    let ids: Vec<MailId> = mails.iter().rev().map(|mail| mail.id).collect();
    let check = application.in_snapshot(move |read| {
        Box::pin(async move {
            let all = MailQuery { limit: 10, ..MailQuery::default() };
            let of_anna = MailFilter { user: Some(anna.id), state: None };
            let of_bo = MailFilter { user: Some(bo.id), state: None };
            let is_kept = MailFilter { user: None, state: Some(MailState::Kept) };
            let queued = MailFilter { user: None, state: Some(MailState::Queued) };
            let both = MailFilter { user: Some(anna.id), state: Some(MailState::Kept) };
            for (query, expected) in [
                (all, &ids[..]),
                (MailQuery { limit: 2, ..all }, &ids[..2]),
                (MailQuery { before: Some(ids[1]), ..all }, &ids[2..]),
                (MailQuery { filter: of_anna, ..all }, &ids[1..]),
                (MailQuery { filter: of_anna, before: Some(ids[1]), limit: 1 }, &ids[2..3]),
                (MailQuery { filter: of_bo, ..all }, &ids[..1]),
                (MailQuery { filter: is_kept, ..all }, &ids[..1]),
                (MailQuery { filter: queued, before: Some(ids[2]), ..all }, &ids[3..]),
                (MailQuery { filter: both, ..all }, &[]),
            ] {
                let listed = read.mails(&query).await?;
                let found: Vec<MailId> = listed.iter().map(|(mail, _)| mail.id).collect();
                assert_eq!(found, expected, "{query:?}");
                for (mail, name) in listed {
                    assert_eq!(name, if mail.user == bo.id { "Bo" } else { "Anna" });
                    assert!(mails.contains(&mail));
                }
            }
            let latest = MailReference { id: ids[1], event: MailEvent::Enabled, state: MailState::Queued };
            assert_eq!(read.latest_mail(anna.id).await?, Some(latest));
            Ok(())
        })
    });
    check.await.expect("mails can be listed");
}

/// A claimed mail is nobody else's until its lease ends; then it is due again.
pub async fn due_mails_are_claimed_with_a_lease(application: Application) {
    let (_, mails) = anna_with_mails(&application, 4).await;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let [first, second_mail, third, fourth] = &mails[..] else { panic!("there are four mails") };
            // The order of being due is not the order of being written.
            let later = MailRecord { due_at: Some(second(5)), ..first.clone() };
            transaction.update_mail(&later).await?;
            let sent = MailRecord { state: MailState::Sent, due_at: None, ..fourth.clone() };
            transaction.update_mail(&sent).await?;
            let ids = |mails: &[MailRecord]| mails.iter().map(|mail| mail.id).collect::<Vec<_>>();

            let none = transaction.claim_due_mails(second(0), second(60), 0).await?;
            assert!(none.is_empty(), "a limit of nothing");
            let claimed = transaction.claim_due_mails(second(5), second(60), 2).await?;
            assert_eq!(ids(&claimed), [second_mail.id, third.id]);
            for mail in &claimed {
                assert_eq!((mail.state, mail.attempts), (MailState::Sending, 1));
                assert!(!mail.may_have_left);
                assert_eq!(mail.due_at, Some(second(60)));
                assert_eq!(transaction.mail(mail.id).await?.as_ref(), Some(mail));
            }
            assert_eq!(transaction.next_mail_due().await?, Some(second(5)));
            let claimed = transaction.claim_due_mails(second(4), second(70), 9).await?;
            assert!(claimed.is_empty(), "the others are claimed or not due yet");
            let claimed = transaction.claim_due_mails(second(5), second(70), 9).await?;
            assert_eq!(ids(&claimed), [first.id]);
            assert_eq!(transaction.next_mail_due().await?, Some(second(60)));
            assert!(transaction.claim_due_mails(second(59), second(99), 9).await?.is_empty());
            let claimed = transaction.claim_due_mails(second(70), second(99), 9).await?;
            assert_eq!(ids(&claimed), [second_mail.id, third.id, first.id], "the leases have ended");
            assert_eq!(claimed[0].attempts, 2);
            assert!(claimed.iter().all(|mail| mail.may_have_left), "whoever had them may have sent them");
            Ok(())
        })
    });
    check.await.expect("mails can be claimed");
}

/// Only the user's queued mails about the events are superseded.
pub async fn overtaken_mails_are_superseded(application: Application) {
    let (anna, _) = anna_with_mails(&application, 0).await;
    let bo = user("Bo", "bo");
    insert(&application, std::slice::from_ref(&bo)).await;
    let state = |mail: MailRecord, state| MailRecord { state, ..mail };
    let mails = [
        mail(&anna, MailEvent::Enabled),
        mail(&anna, MailEvent::ConferenceIdChanged),
        mail(&anna, MailEvent::Disabled),
        state(mail(&anna, MailEvent::Enabled), MailState::Sending),
        state(mail(&anna, MailEvent::Enabled), MailState::Sent),
        mail(&bo, MailEvent::Enabled),
    ];
    insert_mails(&application, &mails).await;
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            assert_eq!(transaction.supersede_mails(anna.id, &[], second(1)).await?, 0);
            let events = [MailEvent::Enabled, MailEvent::ConferenceIdChanged];
            assert_eq!(transaction.supersede_mails(anna.id, &events, second(1)).await?, 2);
            assert_eq!(transaction.supersede_mails(anna.id, &events, second(2)).await?, 0);
            for (index, mail) in mails.into_iter().enumerate() {
                let expected = if index < 2 {
                    let (state, finished_at) = (MailState::Superseded, Some(second(1)));
                    MailRecord { state, due_at: None, finished_at, ..mail.clone() }
                } else {
                    mail.clone()
                };
                assert_eq!(transaction.mail(mail.id).await?, Some(expected), "{index}");
            }
            Ok(())
        })
    });
    check.await.expect("mails can be superseded");
}

/// A mail belongs to a user, and only a mail that exists can be replaced.
pub async fn a_mail_of_nobody_is_refused(application: Application) {
    let orphan = mail(&user("Nobody", "nobody"), MailEvent::Enabled);
    let again = orphan.clone();
    let inserted = application
        .in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.insert_mail(&orphan).await?) })
        })
        .await;
    assert!(is_broken(&inserted), "{inserted:?}");
    let updated = application
        .in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.update_mail(&again).await?) })
        })
        .await;
    assert!(is_broken(&updated), "{updated:?}");
}

/// Only the texts of one event's mails go that hold a link, all or one user's, and only those that were finished by then.
pub async fn the_text_of_mails_is_forgotten(application: Application) {
    let (anna, bo) = (user("Anna", "anna"), user("Bo", "bo"));
    insert(&application, &[anna.clone(), bo.clone()]).await;
    let kept = |user: &User, event, finished, text: &str| MailRecord {
        state: MailState::Kept,
        due_at: None,
        finished_at: Some(second(finished)),
        content: Some(MailContent { subject: "s".into(), text: text.into(), html: "h".into() }),
        ..mail(user, event)
    };
    let link = MailEvent::OrganizerLink;
    let text = "Open https://konfid.example.com/organizer?lang=en#token=00ff now.";
    let mails = [
        kept(&anna, link, 5, text),
        kept(&bo, link, 5, text),
        kept(&bo, link, 9, text),
        kept(&anna, MailEvent::Enabled, 5, text),
        kept(&anna, link, 5, "No link."),
    ];
    insert_mails(&application, &mails).await;
    let ids = mails.map(|mail| mail.id);
    let check = application.in_transaction(move |transaction| {
        Box::pin(async move {
            assert_eq!(transaction.forget_mail_content(link, Some(anna.id), second(4)).await?, 0);
            assert_eq!(transaction.forget_mail_content(link, Some(anna.id), second(5)).await?, 1);
            assert_eq!(transaction.forget_mail_content(link, None, second(8)).await?, 1);
            assert_eq!(transaction.forget_mail_content(link, None, second(8)).await?, 0);
            for (id, is_left) in ids.into_iter().zip([false, false, true, true, true]) {
                let content = transaction.mail(id).await?.and_then(|mail| mail.content);
                assert_eq!(content.is_some(), is_left);
            }
            Ok(())
        })
    });
    check.await.expect("texts can be forgotten");
}
