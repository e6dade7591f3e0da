//! Sending through an SMTP server.
//!
//! `lettre` speaks the protocol on a connection that `dial` makes; the idle connections are kept here. Its own pool puts a connection back in the
//! middle of a dialogue when a sending is broken off by a time limit, and the next mail would then read the
//! answers of the one before. Here a connection is kept only after a whole dialogue that went well.

mod answers;
mod dial;
mod tls;

use std::error::Error as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::{ClientId, Extension};
use shared::MailTransportKind;
use tokio::time::{Instant, timeout};
use tokio_rustls::TlsConnector;

use self::answers::Written;
use crate::{Accepted, Correspondent, MailTransport, OutgoingMail, SmtpUrl, Tls, TransportError, Trouble};

/// How to talk with an SMTP server.
#[derive(Clone, Debug)]
pub struct SmtpOptions {
    /// The name that Konfid gives itself there, such as the host of the public address.
    pub hello: Option<String>,
    /// The certificate of an authority to trust beside those of the machine, as PEM: for a server with a
    /// certificate of one's own.
    pub authority: Option<Vec<u8>>,
    /// The limit for connecting, encrypting and signing in, together.
    pub connect_limit: Duration,
    /// The limit for sending one mail, until the server has accepted it. Some look into a mail before they do.
    pub send_limit: Duration,
    /// How long a connection is kept for the next mail.
    pub idle_limit: Duration,
}

impl Default for SmtpOptions {
    fn default() -> Self {
        Self {
            hello: None,
            authority: None,
            connect_limit: Duration::from_secs(20),
            send_limit: Duration::from_secs(90),
            idle_limit: Duration::from_secs(30),
        }
    }
}

/// How many idle connections are kept at most.
const IDLE_CONNECTIONS: usize = 8;

/// Sends through an SMTP server.
pub struct SmtpTransport {
    url: SmtpUrl,
    hello: ClientId,
    tls: Option<TlsConnector>,
    options: SmtpOptions,
    idle: Mutex<Vec<Idle>>,
}

struct Idle {
    connection: Connection,
    since: Instant,
}

struct Connection {
    smtp: AsyncSmtpConnection,
    written: Written,
}

/// Why a dialogue failed.
enum DialogueError {
    /// No answer came in time, or the connection broke, when the whole message had been written: the server may have it.
    Unanswered(String),
    TimeOut,
    Smtp(lettre::transport::smtp::Error),
    /// The server does not take the sender.
    Sender(lettre::transport::smtp::Error),
}

impl SmtpTransport {
    /// A way through this server. Nothing is connected yet.
    ///
    /// # Errors
    ///
    /// When the certificates to trust cannot be read.
    pub fn new(url: SmtpUrl, options: SmtpOptions) -> Result<Self, TransportError> {
        let tls = match url.tls {
            Tls::None => None,
            Tls::Opportunistic | Tls::Required | Tls::Wrapped => {
                let connector = tls::connector(options.authority.as_deref());
                Some(connector.map_err(|text| TransportError::transient(format!("TLS: {text}")))?)
            }
        };
        let is_name = |name: &&String| {
            !name.is_empty()
                && name.is_ascii()
                && !name.contains(|c: char| c.is_whitespace() || c.is_control())
        };
        let hello = options.hello.as_ref().filter(is_name);
        let hello = hello.map_or_else(ClientId::default, |name| ClientId::Domain(name.clone()));
        Ok(Self { url, hello, tls, options, idle: Mutex::new(Vec::new()) })
    }

    /// The most time that one mail can take.
    pub fn longest_send(&self) -> Duration {
        // A stale connection fails late at the worst, and then the mail goes over a fresh one.
        self.options.connect_limit + self.options.send_limit * 2
    }

    fn take_idle(&self) -> Option<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|kept| kept.since.elapsed() < self.options.idle_limit);
        idle.pop().map(|kept| kept.connection)
    }

    fn keep(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_CONNECTIONS {
            idle.push(Idle { connection, since: Instant::now() });
        }
    }

    /// A new connection, encrypted and signed in.
    async fn connect(&self) -> Result<Connection, TransportError> {
        let failed =
            |trouble, text: &str| TransportError::transient(format!("{}: {text}", self.url)).because(trouble);
        match timeout(self.options.connect_limit, self.connect_without_limit()).await {
            Ok(Ok(connection)) => Ok(connection),
            // What the server says before it knows the mail is not about the mail, so it never counts as a refusal.
            Ok(Err((trouble, text))) => Err(failed(trouble, &text)),
            Err(_) => Err(failed(Trouble::Connection, "the connection could not be opened in time")),
        }
    }

    async fn connect_without_limit(&self) -> Result<Connection, (Trouble, String)> {
        let unreachable = |text| (Trouble::Connection, text);
        let answers = dial::dial(&self.url, &self.hello, self.tls.as_ref()).await.map_err(unreachable)?;
        let written = answers.written();
        let connection = AsyncSmtpConnection::connect_with_transport(Box::new(answers), &self.hello).await;
        let mut smtp = connection.map_err(|error| unreachable(chain(&error)))?;
        if let Some((user, password)) = &self.url.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            let refused = |error| (Trouble::SignIn, chain(&error));
            smtp.auth(&mechanisms, &credentials).await.map_err(refused)?;
        }
        Ok(Connection { smtp, written })
    }

    /// One dialogue. The connection is kept only when it went well.
    async fn talk(
        &self,
        mut connection: Connection,
        envelope: &Envelope,
        message: &[u8],
    ) -> Result<(), DialogueError> {
        let before = connection.written.bytes();
        let sent = timeout(self.options.send_limit, connection.smtp.send(envelope, message)).await;
        let is_written = connection.written.bytes() - before >= message.len() as u64;
        match sent {
            Ok(Ok(_)) => {
                self.keep(connection);
                Ok(())
            }
            Ok(Err(error)) if is_about_the_sender(&error) => Err(DialogueError::Sender(error)),
            Ok(Err(error)) if is_written && error.status().is_none() => {
                Err(DialogueError::Unanswered(chain(&error)))
            }
            Ok(Err(error)) => Err(DialogueError::Smtp(error)),
            Err(_) if is_written => {
                Err(DialogueError::Unanswered("the server did not answer in time".to_owned()))
            }
            Err(_) => Err(DialogueError::TimeOut),
        }
    }
}

#[async_trait]
impl MailTransport for SmtpTransport {
    async fn send(&self, mail: &OutgoingMail) -> Result<Accepted, TransportError> {
        let (envelope, message) = compose(mail)?;
        if let Some(connection) = self.take_idle() {
            match self.talk(connection, &envelope, &message).await {
                Ok(()) => return Ok(Accepted::Sent),
                Err(failure) if failure.may_be_stale() => {
                    tracing::debug!(server = %self.url, "an idle connection no longer worked; a new one is opened");
                }
                Err(failure) => return Err(failure.into_error(&self.url)),
            }
        }
        let connection = self.connect().await?;
        if !has_ascii_addresses(&envelope)
            && !connection.smtp.server_info().supports_feature(Extension::SmtpUtfEight)
        {
            self.keep(connection);
            let text = format!(
                "{}: the server does not take addresses with letters beyond a–z (SMTPUTF8)",
                self.url
            );
            return Err(TransportError::refused(text));
        }
        match self.talk(connection, &envelope, &message).await {
            Ok(()) => Ok(Accepted::Sent),
            Err(failure) => Err(failure.into_error(&self.url)),
        }
    }

    async fn probe(&self) -> Result<(), TransportError> {
        // The next mail goes over this connection, if it comes soon.
        self.connect().await.map(|connection| self.keep(connection))
    }

    fn kind(&self) -> MailTransportKind {
        MailTransportKind::Smtp
    }

    async fn close(&self) {
        let idle = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for mut kept in idle {
            // The server may be gone; nothing depends on the farewell.
            let _ = timeout(Duration::from_secs(2), kept.connection.smtp.quit()).await;
        }
    }
}

impl DialogueError {
    /// Whether the connection itself had gone: then the same mail may well pass over a fresh one. What a server
    /// without SMTPUTF8 makes `lettre` say is decided on the fresh one too.
    fn may_be_stale(&self) -> bool {
        match self {
            Self::Unanswered(_) | Self::TimeOut | Self::Sender(_) => false,
            Self::Smtp(error) => match error.status() {
                // 421: the server closes the connection.
                Some(code) => u16::from(code) == 421,
                None => !error.is_timeout(),
            },
        }
    }

    fn into_error(self, url: &SmtpUrl) -> TransportError {
        match self {
            Self::Unanswered(text) => TransportError {
                may_have_left: true,
                ..TransportError::transient(format!("{url}: {text}")).because(Trouble::Connection)
            },
            Self::TimeOut => TransportError::transient(format!("{url}: the server did not answer in time"))
                .because(Trouble::Connection),
            Self::Sender(error) => TransportError::refused(chain(&error)).because(Trouble::Sender),
            Self::Smtp(error) => match error.status() {
                // These say that Konfid must encrypt or sign in: an administrator mends that, and then the mail goes.
                Some(code) if error.is_permanent() && !matches!(u16::from(code), 530 | 534 | 535 | 538) => {
                    TransportError::refused(chain(&error))
                }
                Some(code) if matches!(u16::from(code), 530 | 534 | 535 | 538) => {
                    TransportError::transient(chain(&error)).because(Trouble::SignIn)
                }
                Some(_) => TransportError::transient(chain(&error)),
                None => TransportError::transient(format!("{url}: {}", chain(&error)))
                    .because(Trouble::Connection),
            },
        }
    }
}

/// Whether the server refuses the sender for good. Many say so only after the recipient or the whole mail, so their
/// words must tell: RFC 3463's codes about senders, and what Exchange and Postfix write.
fn is_about_the_sender(error: &lettre::transport::smtp::Error) -> bool {
    let text = chain(error).to_lowercase();
    let words =
        ["5.1.7", "5.1.8", "5.2.252", "sendasdenied", "sender address", "sender refused", "sender denied"];
    error.is_permanent() && words.iter().any(|word| text.contains(word))
}

/// What the server said, or else what happened.
fn chain(error: &lettre::transport::smtp::Error) -> String {
    let cause = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    match error.status() {
        Some(code) => format!("{code} {cause}"),
        None => cause,
    }
}

/// Whether every server can take the addresses.
fn has_ascii_addresses(envelope: &Envelope) -> bool {
    envelope.from().into_iter().chain(envelope.to()).all(|address| address.to_string().is_ascii())
}

/// The envelope and the bytes of a mail.
fn compose(mail: &OutgoingMail) -> Result<(Envelope, Vec<u8>), TransportError> {
    let from = mailbox(&mail.from)?;
    let to = mailbox(&mail.to)?;
    let unusable = |error: &dyn std::fmt::Display| {
        TransportError::refused(format!("the email cannot be written: {error}"))
    };
    let envelope =
        Envelope::new(Some(from.email.clone()), vec![to.email.clone()]).map_err(|error| unusable(&error))?;
    let raw = |name, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
    let content = &mail.content;
    let message = Message::builder()
        .from(from)
        .to(to)
        .subject(content.subject.clone())
        .date(SystemTime::UNIX_EPOCH + Duration::from_millis(mail.date.milliseconds()))
        .message_id(Some(format!("<{}>", mail.message_id)))
        .raw_header(raw("Auto-Submitted", "auto-generated"))
        // Keeps Exchange from answering with absence notes.
        .raw_header(raw("X-Auto-Response-Suppress", "All"))
        .raw_header(raw("Content-Language", mail.language.tag()))
        .envelope(envelope.clone())
        .multipart(MultiPart::alternative_plain_html(content.text.clone(), content.html.clone()))
        .map_err(|error| unusable(&error))?;
    Ok((envelope, message.formatted()))
}

/// Somebody, with the domain in its ASCII form, which every server takes.
fn mailbox(correspondent: &Correspondent) -> Result<Mailbox, TransportError> {
    let unusable =
        || TransportError::refused(format!("the address {} cannot be used", correspondent.address));
    let (user, domain) = correspondent.address.as_str().rsplit_once('@').ok_or_else(unusable)?;
    let domain = idna::domain_to_ascii(domain).map_err(|_| unusable())?;
    let address = lettre::Address::new(user, domain).map_err(|_| unusable())?;
    let name = Some(crate::sanitise::one_line(&correspondent.name)).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, address))
}

#[cfg(test)]
mod tests;
