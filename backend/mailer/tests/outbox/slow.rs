//! Servers that take their time, and Konfid that is stopped meanwhile.

use std::time::{Duration, Instant};

use konfid_mailer::SmtpLimits;
use shared::{MailHealthState, MailState};

use crate::support::{House, Script, ScriptedServer, mail_to, until};

const MILLISECONDS: fn(u64) -> Duration = Duration::from_millis;

#[test]
fn the_limits_are_those_of_the_standard() {
    // RFC 5321, section 4.5.3.2.
    let limits = SmtpLimits::default();
    let minutes = [limits.greeting, limits.command, limits.data, limits.block, limits.end]
        .map(|limit| limit.as_secs() / 60);
    assert_eq!(minutes, [5, 5, 2, 3, 10]);
}

#[tokio::test]
async fn a_server_that_greets_late_or_answers_late_gets_every_email_once() {
    // A scanner takes longer than any command may, and everything before it is quick.
    let script =
        Script { banner_after: MILLISECONDS(300), end_after: MILLISECONDS(900), ..Script::default() };
    let server = ScriptedServer::start(script).await;
    let limits = SmtpLimits { command: MILLISECONDS(500), data: MILLISECONDS(500), ..SmtpLimits::default() };
    let house = House::with_limits(&server.url(), limits);
    let (user, mail) = mail_to(1, "asa@contoso.example");
    house.enqueue(vec![(user, mail.clone())]).await;
    let sent = house.mail_in(mail.id, MailState::Sent).await;
    assert_eq!((sent.attempts, sent.may_have_left), (1, false));
    assert_eq!(server.look(|seen| seen.messages.len()), 1);
}

#[tokio::test]
async fn a_server_that_never_answers_gets_few_copies_and_konfid_says_that_it_may_have_them() {
    let script = Script { end_after: Duration::from_hours(1), ..Script::default() };
    let server = ScriptedServer::start(script).await;
    let house =
        House::with_limits(&server.url(), SmtpLimits { end: MILLISECONDS(100), ..SmtpLimits::default() });
    let (user, mail) = mail_to(1, "asa@contoso.example");
    house.enqueue(vec![(user, mail.clone())]).await;
    let failed = house.mail_in(mail.id, MailState::Failed).await;
    assert!(failed.may_have_left && failed.attempts == 4, "{failed:?}");
    let messages = server.look(|seen| seen.messages.clone());
    assert_eq!(messages.len(), 4);
    let header = |message: &String, name: &str| {
        message.lines().find(|line| line.starts_with(name)).unwrap().to_owned()
    };
    for name in ["Message-ID:", "Date:"] {
        assert!(messages.iter().all(|message| header(message, name) == header(&messages[0], name)), "{name}");
    }
}

#[tokio::test]
async fn a_server_that_does_not_greet_or_answer_in_time_is_waited_for_by_all() {
    for (script, limits) in [
        (
            Script { banner_after: Duration::from_hours(1), ..Script::default() },
            SmtpLimits { greeting: MILLISECONDS(100), ..SmtpLimits::default() },
        ),
        (
            Script { mail: "", ..Script::default() },
            SmtpLimits { command: MILLISECONDS(100), ..SmtpLimits::default() },
        ),
    ] {
        let server = ScriptedServer::start(script).await;
        let house = House::with_limits(&server.url(), limits);
        let (user, mail) = mail_to(1, "asa@contoso.example");
        house.enqueue(vec![(user, mail.clone())]).await;
        let waiting = until("a failure", async || {
            Some(house.mail(mail.id).await)
                .filter(|mail| mail.state == MailState::Queued && mail.last_error.is_some())
        })
        .await;
        assert_eq!((waiting.attempts, waiting.may_have_left), (0, false));
        assert_eq!(domain::MailPost::health(&house.outbox).state, MailHealthState::Unreachable);
        server.now(Script::default());
        house.mail_in(mail.id, MailState::Sent).await;
        assert_eq!(server.look(|seen| seen.messages.len()), 1);
    }
}

#[tokio::test]
async fn stopping_does_not_wait_for_a_slow_server_and_tells_how_far_it_came() {
    for (script, whole) in [
        (Script { end_after: Duration::from_hours(1), ..Script::default() }, true),
        (Script { mail: "", ..Script::default() }, false),
    ] {
        let server = ScriptedServer::start(script).await;
        let limits = SmtpLimits { stop: MILLISECONDS(100), ..SmtpLimits::default() };
        let mut house = House::with_limits(&server.url(), limits);
        let mails: Vec<_> = (1..=3).map(|number| mail_to(number, "asa@contoso.example")).collect();
        house.enqueue(mails.clone()).await;
        if whole {
            server.until_messages(1).await;
        } else {
            let is_asked = |line: &String| line.starts_with("MAIL");
            until("MAIL", async || server.look(|seen| seen.lines.iter().any(is_asked).then_some(()))).await;
        }
        let begin = Instant::now();
        house.stop().await;
        assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
        let mut states = Vec::new();
        for (_, mail) in &mails {
            let mail = house.mail(mail.id).await;
            assert_eq!(mail.state, MailState::Queued, "nothing is left behind");
            states.push((mail.attempts, mail.may_have_left));
        }
        states.sort_unstable();
        let of_first = if whole { (1, true) } else { (0, false) };
        assert_eq!(states, [(0, false), (0, false), of_first]);
    }
}
