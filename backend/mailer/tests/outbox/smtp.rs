//! The outbox against a real SMTP server that fails on command.

use crate::support::{House, Received, Server, mail_to, until};
use domain::Actor;
use domain::operations::mails::retry_mail;
use konfid_mailer::{SmtpOptions, SmtpTransport};
use serde_json::json;
use shared::MailState;

#[tokio::test]
async fn a_mail_arrives_whole() {
    let Some(server) = Server::start(&[]) else { return };
    let house = House::sending_to(&server.url());
    let (user, mail) = mail_to(1, "asa@contoso.example");
    let grouped = user.conference_id.unwrap().grouped();
    house.enqueue(vec![(user, mail.clone())]).await;
    let sent = house.mail_in(mail.id, MailState::Sent).await;
    assert_eq!((sent.attempts, sent.last_error), (1, None));
    let received = server.received();
    assert_eq!(received.len(), 1);
    let message = &received[0];
    assert_eq!(message.to(), "asa@contoso.example");
    assert_eq!(message.text("from"), "konfid@contoso.example");
    assert_eq!(message.text("subject"), "Du kan nu använda konferens med uppringning");
    assert_eq!(message.text("messageId"), format!("<{}@contoso.example>", mail.id));
    assert_eq!(message.header("auto-submitted"), "auto-generated");
    assert_eq!(message.header("content-language"), "sv");
    assert!(message.header("to").contains("Åsa Öberg 1"), "{}", message.header("to"));
    assert!(message.text("text").contains(&grouped) && message.text("html").contains(&grouped));
    assert!(message.text("raw").is_ascii());
}

#[tokio::test]
async fn many_mails_arrive_once_each_over_few_connections() {
    let Some(server) = Server::start(&[]) else { return };
    let house = House::sending_to(&server.url());
    let mails: Vec<_> =
        (1..=200).map(|number| mail_to(number, &format!("user{number}@contoso.example"))).collect();
    house.enqueue(mails.clone()).await;
    for (_, mail) in &mails {
        house.mail_in(mail.id, MailState::Sent).await;
    }
    let received = server.received();
    let mut recipients: Vec<&str> = received.iter().map(Received::to).collect();
    recipients.sort_unstable();
    recipients.dedup();
    assert_eq!((received.len(), recipients.len()), (200, 200));
    assert!(received.iter().all(|message| message.connection() <= 8), "connections are used again");
}

#[tokio::test]
async fn mails_wait_for_a_server_that_is_down() {
    let Some(server) = Server::start(&[]) else { return };
    let house = House::sending_to(&server.url());
    let start_again = server.stop();
    let (user, mail) = mail_to(1, "asa@contoso.example");
    house.enqueue(vec![(user, mail.clone())]).await;
    let waiting = until("a failure", async || {
        let mail = house.mail(mail.id).await;
        mail.last_error.clone().map(|error| (mail, error))
    });
    let (_, error) = waiting.await;
    assert!(error.contains("refused"), "{error}");
    let server = start_again().unwrap();
    let sent = house.mail_in(mail.id, MailState::Sent).await;
    assert_eq!(sent.attempts, 1, "that the server was down counts against no email");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_passing_refusal_passes() {
    let Some(server) = Server::start(&[]) else { return };
    server.faults(&json!([{ "name": "a", "at": "rcpt", "reply": "450 4.2.0 try later", "times": 5 }]));
    let house = House::sending_to(&server.url());
    let (user, mail) = mail_to(1, "asa@contoso.example");
    house.enqueue(vec![(user, mail.clone())]).await;
    let sent = house.mail_in(mail.id, MailState::Sent).await;
    assert_eq!((sent.attempts, sent.last_error), (6, None));
    let (user, mail) = mail_to(2, "eva@contoso.example");
    server.faults(&json!([{ "name": "b", "at": "rcpt", "reply": "451 4.3.0 try later", "times": 5 }]));
    house.enqueue(vec![(user, mail.clone())]).await;
    let sent = house.mail_in(mail.id, MailState::Sent).await;
    assert_eq!((sent.attempts, sent.last_error), (1, None), "a server in trouble counts against no email");
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_connection_dropped_before_acceptance_loses_and_doubles_nothing() {
    let Some(server) = Server::start(&[]) else { return };
    server.faults(&json!([{ "name": "a", "at": "data", "drop": true, "times": 1 }]));
    let house = House::sending_to(&server.url());
    let (user, mail) = mail_to(1, "asa@contoso.example");
    house.enqueue(vec![(user, mail.clone())]).await;
    let sent = house.mail_in(mail.id, MailState::Sent).await;
    assert_eq!(sent.attempts, 2);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn an_acceptance_that_got_lost_is_repeated_under_the_same_message_id() {
    let Some(server) = Server::start(&[]) else { return };
    server.faults(&json!([{ "name": "a", "at": "accepted", "drop": true, "times": 1 }]));
    let house = House::sending_to(&server.url());
    let (user, mail) = mail_to(1, "asa@contoso.example");
    house.enqueue(vec![(user, mail.clone())]).await;
    house.mail_in(mail.id, MailState::Sent).await;
    let received = server.received();
    assert_eq!(received.len(), 2, "the client cannot know that the first one was accepted");
    assert_eq!(received[0].text("messageId"), received[1].text("messageId"));
    assert_eq!(received[0].header("date"), received[1].header("date"));
}

#[tokio::test]
async fn only_a_mail_that_was_written_whole_may_have_left() {
    let Some(server) = Server::start(&[]) else { return };
    for (at, expected) in [("rcpt", false), ("data", true), ("accepted", true)] {
        server.faults(&json!([{ "name": at, "at": at, "drop": true, "times": 1000 }]));
        let house = House::sending_to(&server.url());
        let (user, mail) = mail_to(1, "asa@contoso.example");
        house.enqueue(vec![(user, mail.clone())]).await;
        let failed = until("a failure", async || {
            Some(house.mail(mail.id).await).filter(|mail| mail.last_error.is_some())
        });
        assert_eq!(failed.await.may_have_left, expected, "{at}");
    }
}

#[tokio::test]
async fn a_refused_mail_is_given_up_and_can_be_retried_by_hand() {
    let Some(server) = Server::start(&[]) else { return };
    let (user, mail) = mail_to(1, "asa@contoso.example");
    let digits = user.conference_id.unwrap().to_string();
    let reply = format!("550 5.1.1 no such mailbox ({digits})");
    server.faults(&json!([{ "at": "rcpt", "reply": reply }]));
    let house = House::sending_to(&server.url());
    house.enqueue(vec![(user, mail.clone())]).await;
    let failed = house.mail_in(mail.id, MailState::Failed).await;
    assert_eq!(failed.attempts, 3);
    let error = failed.last_error.unwrap();
    assert!(error.starts_with("550 5.1.1 no such mailbox"), "{error}");
    assert!(!error.contains(&digits), "{error}");

    server.faults(&json!([]));
    let id = mail.id;
    let retry = house.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { retry_mail(transaction, context, id).await })
    });
    retry.await.unwrap();
    house.mail_in(mail.id, MailState::Sent).await;
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_stale_connection_costs_no_attempt() {
    let Some(server) = Server::start(&[]) else { return };
    server.control(&json!({ "idleSeconds": 0.2 }));
    let house = House::sending_to(&server.url());
    // The first connection looks whether the server is there.
    for closed in 1..=2 {
        until("the server to close the idle connection", async || {
            (server.closed_connections() == closed).then_some(())
        })
        .await;
        let (user, mail) = mail_to(u32::try_from(closed).unwrap(), "asa@contoso.example");
        house.enqueue(vec![(user, mail.clone())]).await;
        let sent = house.mail_in(mail.id, MailState::Sent).await;
        assert_eq!((sent.attempts, sent.last_error), (1, None));
    }
    let connections: Vec<u64> = server.received().iter().map(Received::connection).collect();
    assert_eq!(connections, [2, 3]);
}

#[tokio::test]
async fn stopping_finishes_the_mails_in_hand_and_gives_back_the_others() {
    let Some(server) = Server::start(&[]) else { return };
    server.faults(&json!([{ "at": "data", "delaySeconds": 0.5 }]));
    let mut house = House::sending_to(&server.url());
    let mails: Vec<_> =
        (1..=12).map(|number| mail_to(number, &format!("user{number}@contoso.example"))).collect();
    house.enqueue(mails.clone()).await;
    until("a mail to be accepted", async || (!server.received().is_empty()).then_some(())).await;
    house.stop().await;
    let mut sent = 0;
    for (_, mail) in &mails {
        let mail = house.mail(mail.id).await;
        match mail.state {
            MailState::Sent => sent += 1,
            MailState::Queued => assert_eq!(mail.attempts, 0),
            other => panic!("a mail was left {}", other.name()),
        }
    }
    assert_eq!(sent, server.received().len());
    assert!((1..12).contains(&sent), "{sent}");
}

#[tokio::test]
async fn signing_in_works_and_a_wrong_password_does_not_give_mails_up() {
    let Some(server) = Server::start(&["--user", "konfid", "--password", "p@ss"]) else { return };
    let right = House::sending_to(&format!("smtp://konfid:p%40ss@127.0.0.1:{}", server.port));
    let (user, mail) = mail_to(1, "asa@contoso.example");
    right.enqueue(vec![(user.clone(), mail.clone())]).await;
    right.mail_in(mail.id, MailState::Sent).await;

    let wrong = House::sending_to(&format!("smtp://konfid:wrong@127.0.0.1:{}", server.port));
    wrong.enqueue(vec![(user, mail.clone())]).await;
    let tried = until("a failure", async || {
        Some(wrong.mail(mail.id).await)
            .filter(|mail| mail.state == MailState::Queued && mail.last_error.is_some())
    })
    .await;
    assert_eq!(tried.attempts, 0);
    let error = tried.last_error.unwrap();
    assert!(error.contains("535") && !error.contains("wrong"), "{error}");
}

#[tokio::test]
async fn starttls_encrypts_and_a_server_without_it_gets_no_mail() {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (certificate, key) = (folder.path().join("certificate"), folder.path().join("key"));
    std::fs::write(&certificate, certified.cert.pem()).unwrap();
    std::fs::write(&key, certified.signing_key.serialize_pem()).unwrap();
    let arguments = ["--certificate", certificate.to_str().unwrap(), "--key", key.to_str().unwrap()];
    let Some(server) = Server::start(&arguments) else { return };
    let url = format!("smtp://localhost:{}?tls=required", server.port);
    let authority = Some(certified.cert.pem().into_bytes());
    let options = SmtpOptions { authority, ..SmtpOptions::default() };
    let house = House::with_transport(SmtpTransport::new(url.parse().unwrap(), options).unwrap());
    let (user, mail) = mail_to(1, "asa@contoso.example");
    house.enqueue(vec![(user.clone(), mail.clone())]).await;
    house.mail_in(mail.id, MailState::Sent).await;
    assert!(server.received()[0].is_encrypted());

    // Nobody vouches for the certificate.
    let distrustful = House::sending_to(&url);
    distrustful.enqueue(vec![(user.clone(), mail.clone())]).await;
    until("a failure", async || distrustful.mail(mail.id).await.last_error).await;
    assert_eq!(server.received().len(), 1);

    let plain = Server::start(&[]).unwrap();
    let house = House::sending_to(&format!("{}?tls=required", plain.url()));
    house.enqueue(vec![(user, mail.clone())]).await;
    let error = until("a failure", async || house.mail(mail.id).await.last_error).await;
    assert!(error.contains("STARTTLS"), "{error}");
    assert_eq!(plain.received().len(), 0);
}

#[tokio::test]
async fn addresses_with_other_letters_need_a_server_that_takes_them() {
    let Some(able) = Server::start(&[]) else { return };
    let house = House::sending_to(&able.url());
    let (user, mail) = mail_to(1, "åsa@söker.example");
    house.enqueue(vec![(user.clone(), mail.clone())]).await;
    house.mail_in(mail.id, MailState::Sent).await;
    assert_eq!(able.received()[0].to(), "åsa@xn--sker-5qa.example");

    let unable = Server::start(&["--no-smtputf8"]).unwrap();
    let house = House::sending_to(&unable.url());
    house.enqueue(vec![(user, mail.clone())]).await;
    let failed = house.mail_in(mail.id, MailState::Failed).await;
    let error = failed.last_error.unwrap();
    assert!(error.contains("SMTPUTF8"), "{error}");
    assert_eq!(unable.received().len(), 0);
}
