//! Greeting and signing in, with servers that do it in other ways.

use konfid_mailer::{SmtpOptions, SmtpTransport, TokenSource};
use shared::MailState;

use crate::support::{House, Script, ScriptedServer, mail_to, until};

async fn error_of(house: &House) -> String {
    let (user, mail) = mail_to(1, "asa@contoso.example");
    house.enqueue(vec![(user, mail.clone())]).await;
    let waiting = until("a failure", async || {
        Some(house.mail(mail.id).await)
            .filter(|mail| mail.state == MailState::Queued && mail.last_error.is_some())
    })
    .await;
    assert_eq!(waiting.attempts, 0);
    waiting.last_error.unwrap()
}

fn with_token(server: &ScriptedServer, source: TokenSource) -> House {
    let url = format!("smtp://konfid%40contoso.example@127.0.0.1:{}", server.port);
    let options = SmtpOptions { token: Some(source), ..SmtpOptions::default() };
    House::with_transport(SmtpTransport::new(url.parse().unwrap(), options).unwrap())
}

#[tokio::test]
async fn a_server_that_does_not_know_ehlo_is_told_helo() {
    for (tls, ehlo) in [("none", "502 5.5.1 what"), ("opportunistic", "500 what"), ("none", "550 what")] {
        let server = ScriptedServer::start(Script { ehlo, ..Script::default() }).await;
        let house = House::sending_to(&format!("{}?tls={tls}", server.url()));
        let (user, mail) = mail_to(1, "asa@contoso.example");
        house.enqueue(vec![(user, mail.clone())]).await;
        house.mail_in(mail.id, MailState::Sent).await;
        let (messages, helos) = server.look(|seen| {
            (seen.messages.len(), seen.lines.iter().filter(|line| line.starts_with("HELO ")).count())
        });
        assert_eq!(messages, 1);
        assert!(helos >= 1);
    }
}

#[tokio::test]
async fn where_encryption_or_signing_in_is_demanded_nobody_says_helo() {
    let server = ScriptedServer::start(Script { ehlo: "502 5.5.1 what", ..Script::default() }).await;
    for url in
        [format!("{}?tls=required", server.url()), format!("smtp://konfid:hemligt@127.0.0.1:{}", server.port)]
    {
        let error = error_of(&House::sending_to(&url)).await;
        assert!(!error.contains("hemligt"), "{error}");
    }
    server.look(|seen| {
        assert!(seen.messages.is_empty());
        assert!(!seen.lines.iter().any(|line| line.starts_with("HELO")), "{:?}", seen.lines);
    });
}

#[tokio::test]
async fn what_a_server_offers_to_sign_in_and_what_konfid_knows_is_told() {
    for (ehlo, offered) in [
        ("250-mx\r\n250 AUTH CRAM-MD5 SCRAM-SHA-256", "CRAM-MD5, SCRAM-SHA-256"),
        ("250-mx\r\n250 AUTH=XOAUTH2", "XOAUTH2"),
        ("250 mx", "no way"),
    ] {
        let server = ScriptedServer::start(Script { ehlo, ..Script::default() }).await;
        let house = House::sending_to(&format!("smtp://konfid:hemligt@127.0.0.1:{}", server.port));
        let error = error_of(&house).await;
        assert!(error.contains(offered) && error.contains("PLAIN and LOGIN"), "{error}");
        assert!(!error.contains("hemligt"), "{error}");
        let is_auth = |line: &String| line.starts_with("AUTH");
        assert!(!server.look(|seen| seen.lines.iter().any(is_auth)), "nothing secret was said");
    }
    let script = Script { ehlo: "250-mx\r\n250 AUTH PLAIN", ..Script::default() };
    let server = ScriptedServer::start(script).await;
    let error = error_of(&with_token(&server, TokenSource::Command("echo geheim".to_owned()))).await;
    assert!(
        error.contains("offers PLAIN") && error.contains("XOAUTH2") && !error.contains("geheim"),
        "{error}"
    );
}

#[tokio::test]
async fn plain_and_login_sign_in() {
    for (ehlo, auth) in [
        ("250-mx\r\n250 AUTH PLAIN LOGIN", &["235 in"][..]),
        ("250-mx\r\n250 AUTH LOGIN", &["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 in"][..]),
    ] {
        let server = ScriptedServer::start(Script { ehlo, auth, ..Script::default() }).await;
        let house = House::sending_to(&format!("smtp://konfid:secret@127.0.0.1:{}", server.port));
        let (user, mail) = mail_to(1, "asa@contoso.example");
        house.enqueue(vec![(user, mail.clone())]).await;
        house.mail_in(mail.id, MailState::Sent).await;
    }
}

/// What was shown as XOAUTH2, decoded.
fn shown(server: &ScriptedServer) -> Vec<String> {
    let lines = server.look(|seen| seen.lines.clone());
    lines.iter().filter_map(|line| line.strip_prefix("AUTH XOAUTH2 ")).map(str::to_owned).collect()
}

#[tokio::test]
async fn a_token_is_read_again_for_each_sign_in_and_a_refused_one_is_mended() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "old\n").unwrap();
    let script = Script {
        ehlo: "250-mx\r\n250 AUTH XOAUTH2",
        auth: &["334 eyJzdGF0dXMiOiI0MDAifQ==", "535 5.7.8 the token has ended"],
        ..Script::default()
    };
    let server = ScriptedServer::start(script.clone()).await;
    let house = with_token(&server, TokenSource::File(file.path().to_owned()));
    let error = error_of(&house).await;
    assert!(
        error.contains("535") && error.contains("the token has ended") && !error.contains("old"),
        "{error}"
    );
    // The server has been answered with an empty line, as it wants.
    assert!(server.look(|seen| seen.lines.iter().any(String::is_empty)));
    std::fs::write(file.path(), "new\n").unwrap();
    server.now(Script { auth: &["235 in"], ..script });
    server.until_messages(1).await;
    let (_, mail) = mail_to(1, "asa@contoso.example");
    house.mail_in(mail.id, MailState::Sent).await;
    // user=konfid@contoso.example^Aauth=Bearer old^A^A, and new.
    let shown = shown(&server);
    assert_eq!(shown.first().unwrap(), "dXNlcj1rb25maWRAY29udG9zby5leGFtcGxlAWF1dGg9QmVhcmVyIG9sZAEB");
    assert_eq!(shown.last().unwrap(), "dXNlcj1rb25maWRAY29udG9zby5leGFtcGxlAWF1dGg9QmVhcmVyIG5ldwEB");
}
