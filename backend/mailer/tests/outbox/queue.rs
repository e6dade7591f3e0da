//! What concerns all emails makes all wait; it goes on by itself, and everything is delivered once.

use std::collections::BTreeSet;

use domain::MailPost as _;
use serde_json::json;
use shared::{MailHealthState, MailState};

use crate::support::{House, Received, Script, ScriptedServer, Server, mail_to, until};

fn mails(count: u32) -> Vec<(shared::User, domain::MailRecord)> {
    (1..=count).map(|number| mail_to(number, &format!("user{number}@contoso.example"))).collect()
}

async fn all_sent_once(house: &House, server: &Server, mails: &[(shared::User, domain::MailRecord)]) {
    for (_, mail) in mails {
        let sent = house.mail_in(mail.id, MailState::Sent).await;
        assert_eq!((sent.attempts, sent.last_error), (1, None), "nothing counted against it");
    }
    let received = server.received();
    let recipients: BTreeSet<&str> = received.iter().map(Received::to).collect();
    assert_eq!((received.len(), recipients.len()), (mails.len(), mails.len()));
}

#[tokio::test]
async fn what_the_server_has_against_all_waits_and_is_sent_once_when_it_is_mended() {
    for (place, reply, state) in [
        ("mail", "553 5.7.1 Sender address rejected", MailHealthState::SenderRefused),
        ("data", "554 5.2.252 SendAsDenied", MailHealthState::SenderRefused),
        ("mail", "530 5.7.57 Client not authenticated", MailHealthState::SignInRefused),
        ("data", "550 5.7.1 refused by policy", MailHealthState::Refused),
        ("rcpt", "452 4.3.1 Insufficient system storage", MailHealthState::Refused),
        ("data", "550 5.4.5 Daily user sending limit exceeded", MailHealthState::Busy),
    ] {
        let Some(server) = Server::start(&[]) else { return };
        server.faults(&json!([{ "at": place, "reply": reply }]));
        let house = House::sending_to(&server.url());
        let mails = mails(12);
        house.enqueue(mails.clone()).await;
        until("the health", async || {
            let health = house.outbox.health();
            (health.state == state).then_some(())
        })
        .await;
        for (_, mail) in &mails {
            assert_ne!(house.mail(mail.id).await.state, MailState::Failed, "{reply}");
        }
        server.faults(&json!([]));
        all_sent_once(&house, &server, &mails).await;
        until("the health", async || (house.outbox.health().state == MailHealthState::Working).then_some(()))
            .await;
    }
}

#[tokio::test]
async fn an_email_that_alone_offends_the_rules_does_not_hold_up_the_others() {
    let Some(server) = Server::start(&[]) else { return };
    let refused = "user1@contoso.example";
    server.faults(&json!([{ "at": "data", "reply": "554 5.7.1 looks like spam", "recipient": refused }]));
    let house = House::sending_to(&server.url());
    let mails = mails(30);
    house.enqueue(mails.clone()).await;
    for (_, mail) in &mails[1..] {
        assert_eq!(house.mail_in(mail.id, MailState::Sent).await.attempts, 1);
    }
    let failed = house.mail_in(mails[0].1.id, MailState::Failed).await;
    assert!(failed.last_error.is_some_and(|error| error.contains("spam")));
    assert_eq!(server.received().len(), 29);
    assert_eq!(house.outbox.health().state, MailHealthState::Working);
}

#[tokio::test]
async fn new_settings_and_administrators_are_answered_at_once() {
    for asks in [false, true] {
        let Some(server) = Server::start(&[]) else { return };
        server.faults(&json!([{ "at": "mail", "reply": "553 5.1.8 no" }]));
        // Without being asked it would be minutes.
        let house = House::patient(&server.url());
        let (user, mail) = mail_to(1, "asa@contoso.example");
        house.enqueue(vec![(user, mail.clone())]).await;
        until("the refusal", async || {
            (house.outbox.health().state == MailHealthState::SenderRefused
                && house.mail(mail.id).await.last_error.is_some())
            .then_some(())
        })
        .await;
        server.faults(&json!([]));
        if asks {
            house.outbox.go_on();
        }
        let change = house.application.in_transaction(move |transaction| {
            Box::pin(async move {
                let mut settings = transaction.settings().await?;
                if !asks {
                    settings.version = settings.version.next();
                }
                Ok(transaction.update_settings(&settings).await?)
            })
        });
        change.await.unwrap();
        let mut due = house.mail(mail.id).await;
        due.due_at = Some(house.application.now());
        house.update(due).await;
        house.mail_in(mail.id, MailState::Sent).await;
    }
}

#[tokio::test]
async fn a_server_that_takes_few_connections_is_asked_for_one_too_many_once() {
    let script = Script { connections: 2, ..Script::default() };
    let server = ScriptedServer::start(script).await;
    let house = House::sending_to(&server.url());
    let mails = mails(60);
    house.enqueue(mails.clone()).await;
    for (_, mail) in &mails {
        assert_eq!(house.mail_in(mail.id, MailState::Sent).await.attempts, 1);
    }
    let (messages, refused) = server.look(|seen| (seen.messages.len(), seen.refused_connections));
    assert_eq!(messages, 60);
    assert!(refused <= 2, "{refused}");
}

#[tokio::test]
async fn a_server_that_limits_the_rate_gets_everything_once() {
    let Some(server) = Server::start(&[]) else { return };
    server.control(&json!({ "rate": { "count": 10, "seconds": 0.5, "reply": "421 4.7.66 message rate limit exceeded" } }));
    let house = House::sending_to(&server.url());
    let mails = mails(60);
    house.enqueue(mails.clone()).await;
    all_sent_once(&house, &server, &mails).await;
}
