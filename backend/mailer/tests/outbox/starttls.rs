//! A server, or somebody in between, that writes what belongs behind the encryption before it.

use std::sync::{Arc, Mutex};

use konfid_mailer::{SmtpOptions, SmtpTransport};
use shared::MailState;
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::support::{House, mail_to, until};

/// Answers of an SMTP server that are good for everything.
const FORGED: &[u8] = b"250-forged\r\n250 AUTH PLAIN LOGIN\r\n235 in\r\n250 a\r\n250 b\r\n354 c\r\n250 d\r\n";

#[derive(Clone, Copy, PartialEq)]
enum Forgery {
    /// In the packet of the answer to STARTTLS.
    Together,
    /// When the client has begun to encrypt.
    Apart,
}

/// What the server saw, dialogue by dialogue.
#[derive(Default)]
struct Seen {
    ended: usize,
    lines: Vec<String>,
}

async fn line(stream: &mut (impl AsyncBufRead + Unpin), seen: &Mutex<Seen>) -> Option<()> {
    let mut line = String::new();
    let length = stream.read_line(&mut line).await.ok()?;
    seen.lock().unwrap().lines.push(line);
    (length > 0).then_some(())
}

/// One dialogue, until the client goes away.
async fn converse(stream: TcpStream, tls: TlsAcceptor, forgery: Forgery, seen: &Mutex<Seen>) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mx\r\n").await.ok()?;
    line(&mut stream, seen).await?;
    stream.write_all(b"250-mx\r\n250 STARTTLS\r\n").await.ok()?;
    line(&mut stream, seen).await?;
    let mut answer = b"220 go\r\n".to_vec();
    if forgery == Forgery::Together {
        answer.extend_from_slice(FORGED);
    }
    stream.write_all(&answer).await.ok()?;
    let mut stream = stream.into_inner();
    if forgery == Forgery::Apart {
        stream.readable().await.ok()?;
        stream.write_all(FORGED).await.ok()?;
    }
    let mut encrypted = BufReader::new(tls.accept(stream).await.ok()?);
    while line(&mut encrypted, seen).await.is_some() {}
    Some(())
}

async fn forged(forgery: Forgery) -> (String, Vec<String>) {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der()));
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let configuration = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key)
        .unwrap();
    let tls = TlsAcceptor::from(Arc::new(configuration));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(Mutex::new(Seen::default()));
    let server = tokio::spawn({
        let seen = Arc::clone(&seen);
        async move {
            while let Ok((stream, _)) = listener.accept().await {
                converse(stream, tls.clone(), forgery, &seen).await;
                seen.lock().unwrap().ended += 1;
            }
        }
    });
    let url = format!("smtp://konfid:secret@localhost:{port}?tls=required");
    let options =
        SmtpOptions { authority: Some(certified.cert.pem().into_bytes()), ..SmtpOptions::default() };
    let house = House::with_transport(SmtpTransport::new(url.parse().unwrap(), options).unwrap());
    let (user, mail) = mail_to(1, "asa@contoso.example");
    house.enqueue(vec![(user, mail.clone())]).await;
    // The second dialogue shows that nothing of the first one is kept.
    until("two dialogues to end", async || (seen.lock().unwrap().ended >= 2).then_some(())).await;
    let waiting =
        until("a failure", async || Some(house.mail(mail.id).await).filter(|mail| mail.last_error.is_some()))
            .await;
    assert!(matches!(waiting.state, MailState::Queued | MailState::Sending), "{:?}", waiting.state);
    server.abort();
    let lines = std::mem::take(&mut seen.lock().unwrap().lines);
    (waiting.last_error.unwrap(), lines)
}

/// Nothing but what precedes the encryption was said.
fn assert_dropped(lines: &[String]) {
    let is_early = |line: &String| line.starts_with("EHLO ") || line == "STARTTLS\r\n";
    assert!(lines.iter().all(is_early), "{lines:?}");
}

#[tokio::test]
async fn an_answer_written_behind_the_one_to_starttls_ends_the_connection() {
    let (error, lines) = forged(Forgery::Together).await;
    assert_dropped(&lines);
    assert!(error.contains("before the connection was encrypted"), "{error}");
    assert!(!error.contains("secret"), "{error}");
}

#[tokio::test]
async fn an_answer_written_into_the_beginning_of_the_encryption_ends_the_connection() {
    let (error, lines) = forged(Forgery::Apart).await;
    assert_dropped(&lines);
    assert!(error.contains("could not be encrypted"), "{error}");
}

#[tokio::test]
async fn an_answer_without_end_is_given_up() {
    for beginning in ["", "220 mx\r\n"] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                stream.write_all(beginning.as_bytes()).await.unwrap();
                // Whoever reads on reads for ever; whoever gives up ends this. What the machine holds on its own is some
                // megabytes at most.
                let mut written = 0_usize;
                while stream.write_all(&[b'2'; 4096]).await.is_ok() {
                    written += 4096;
                    assert!(written < 1 << 25, "it was read on and on");
                }
            }
        });
        let house = House::sending_to(&format!("smtp://127.0.0.1:{port}"));
        let (user, mail) = mail_to(1, "asa@contoso.example");
        house.enqueue(vec![(user, mail.clone())]).await;
        let error = until("a failure", async || house.mail(mail.id).await.last_error).await;
        assert!(error.contains("does not end"), "{error}");
        assert!(!server.is_finished(), "it was read on and on");
        server.abort();
    }
}
