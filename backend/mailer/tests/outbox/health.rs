//! Whether mails leave, as the worker and a test email see it.

use std::sync::Arc;

use domain::MailPost as _;
use konfid_mailer::Keep;
use serde_json::json;
use shared::{Language, MailHealthState, MailState, MailWarning, Settings};
use store_memory::MemoryStore;
use tokio::net::TcpListener;

use crate::support::{House, Server, mail_to, until};

fn settings() -> Settings {
    Settings::initial("conference.example.com")
}

async fn in_state(house: &House, state: MailHealthState) -> shared::MailHealth {
    until("the health", async || Some(house.outbox.health()).filter(|health| health.state == state)).await
}

#[tokio::test]
async fn a_server_that_is_down_is_told_with_its_beginning_and_forgotten_when_it_is_back() {
    let Some(server) = Server::start(&[]) else { return };
    let house = House::sending_to(&server.url());
    assert_eq!(house.outbox.health().state, MailHealthState::Working);
    let start = server.stop();
    let (user, mail) = mail_to(1, "asa@contoso.example");
    house.enqueue(vec![(user, mail.clone())]).await;
    let first = in_state(&house, MailHealthState::Unreachable).await;
    assert!(first.since.is_some() && first.error.is_some());
    assert!(
        house
            .outbox
            .readiness(&settings(), &shared::Bridge::first())
            .warnings
            .contains(&MailWarning::DoNotLeave)
    );
    let _server = start().unwrap();
    house.mail_in(mail.id, MailState::Sent).await;
    in_state(&house, MailHealthState::Working).await;
}

#[tokio::test]
async fn a_server_that_is_down_at_the_start_is_told_before_any_mail_and_forgotten_when_it_is_back() {
    let Some(server) = Server::start(&[]) else { return };
    let url = server.url();
    let start = server.stop();
    let house = House::sending_to(&url);
    in_state(&house, MailHealthState::Unreachable).await;
    let server = start().unwrap();
    in_state(&house, MailHealthState::Working).await;
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_refused_sender_is_told_in_the_servers_words_wherever_the_server_says_so() {
    for (place, reply) in [
        ("mail", "553 5.1.8 not from there"),
        ("rcpt", "553 5.7.1 <k@c>: Sender address rejected"),
        ("data", "554 5.2.252 SendAsDenied"),
    ] {
        let Some(server) = Server::start(&[]) else { return };
        server.faults(&json!([{ "at": place, "reply": reply }]));
        let house = House::sending_to(&server.url());
        let (user, mail) = mail_to(1, "asa@contoso.example");
        let id = mail.id;
        house.enqueue(vec![(user, mail)]).await;
        let health = in_state(&house, MailHealthState::SenderRefused).await;
        // It waits for an administrator, who can change the sender; it does not fail for good.
        let waiting = until("the failure", async || {
            Some(house.mail(id).await)
                .filter(|mail| mail.state == MailState::Queued && mail.last_error.is_some())
        });
        assert_eq!(waiting.await.attempts, 0);
        let words = reply.rsplit(' ').next().unwrap();
        assert!(health.error.as_ref().is_some_and(|error| error.contains(words)), "{health:?}");
        server.faults(&json!([]));
        assert_eq!(house.mail_in(id, MailState::Sent).await.attempts, 1);
        assert_eq!(server.received().len(), 1);
        in_state(&house, MailHealthState::Working).await;
    }
}

#[tokio::test]
async fn a_recipient_that_is_refused_says_nothing_about_the_others() {
    let Some(server) = Server::start(&[]) else { return };
    server.faults(&json!([{ "at": "rcpt", "reply": "550 5.1.1 no such mailbox" }]));
    let house = House::sending_to(&server.url());
    let (user, mail) = mail_to(1, "asa@contoso.example");
    house.enqueue(vec![(user, mail.clone())]).await;
    house.mail_in(mail.id, MailState::Failed).await;
    assert_eq!(house.outbox.health().state, MailHealthState::Working);
}

#[tokio::test]
async fn a_wrong_password_is_told() {
    let Some(server) = Server::start(&["--user", "konfid", "--password", "right"]) else { return };
    let house = House::sending_to(&format!("smtp://konfid:wrong@127.0.0.1:{}", server.port));
    let test = house.outbox.send_test(None, Language::Sv, &settings(), None).await;
    assert!(!test.accepted);
    assert_eq!(test.health.state, MailHealthState::SignInRefused);
    assert!(test.error.is_some_and(|error| error.contains("535") && !error.contains("wrong")));
}

#[tokio::test]
async fn a_test_email_arrives_or_says_why_not() {
    let Some(server) = Server::start(&[]) else { return };
    let house = House::sending_to(&server.url());
    let address = "eva@contoso.example".parse().unwrap();
    let test = house.outbox.send_test(Some(address), Language::Sv, &settings(), None).await;
    assert!(test.accepted, "{test:?}");
    let received = server.received();
    assert_eq!((received.len(), received[0].to()), (1, "eva@contoso.example"));
    assert_eq!(received[0].text("subject"), "Ett testmeddelande från Konfid");

    server.faults(&json!([{ "at": "rcpt", "reply": "550 5.1.1 no such mailbox" }]));
    let test = house.outbox.send_test(None, Language::En, &settings(), None).await;
    assert!(!test.accepted);
    assert_eq!(test.address, test.sender);
    assert!(test.error.is_some_and(|error| error.contains("no such mailbox")));

    // Nobody listens at a port that was just given back.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let nowhere = House::sending_to(&format!("smtp://127.0.0.1:{port}"));
    let test = nowhere.outbox.send_test(None, Language::En, &settings(), None).await;
    assert!(!test.accepted);
    assert_eq!(test.health.state, MailHealthState::Unreachable);
}

#[tokio::test]
async fn without_a_server_nothing_claims_to_be_sent() {
    let house = House::new(Arc::new(MemoryStore::new(settings())), Arc::new(Keep));
    let test = house.outbox.send_test(None, Language::En, &settings(), None).await;
    assert!(!test.accepted);
    assert_eq!((test.health.state, test.error), (MailHealthState::NotConfigured, None));
}
