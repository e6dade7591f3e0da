//! Sending through an SMTP server.
//!
//! `lettre` speaks the protocol, command by command, on a connection that `dial` makes; the idle connections are kept here. Its own pool puts a
//! connection back in the middle of a dialogue when a sending is broken off by a time limit, and the next mail would
//! then read the answers of the one before. Here a connection is kept only when the dialogue came to its end.

mod answers;
mod compose;
mod dial;
mod dialogue;
mod limits;
mod sign_in;
mod tls;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use domain::mail_queue::QueueTrouble;
use lettre::address::Envelope;
use lettre::transport::smtp::extension::ClientId;
use shared::MailTransportKind;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};
use tokio_rustls::TlsConnector;

use self::compose::compose;
use self::dialogue::{Cause, Connection, StepError};
pub use self::limits::SmtpLimits;
pub use self::sign_in::TokenSource;
use self::sign_in::{Secret, SignIn};
use crate::{Accepted, Failure, MailTransport, OutgoingMail, SmtpUrl, Tls, TransportError};

/// How to talk with an SMTP server.
#[derive(Clone, Debug)]
pub struct SmtpOptions {
    /// The name that Konfid gives itself there, such as the host of the public address.
    pub hello: Option<String>,
    /// The certificate of an authority to trust beside those of the machine, as PEM: for a server with a
    /// certificate of one's own.
    pub authority: Option<Vec<u8>>,
    /// Where the token comes from, to sign in without a password.
    pub token: Option<TokenSource>,
    /// The limit for the command that prints the token.
    pub token_limit: Duration,
    /// How long the server may take.
    pub limits: SmtpLimits,
}

impl Default for SmtpOptions {
    fn default() -> Self {
        Self {
            hello: None,
            authority: None,
            token: None,
            token_limit: Duration::from_secs(30),
            limits: SmtpLimits::default(),
        }
    }
}

/// How many idle connections are kept at most.
const IDLE_CONNECTIONS: usize = 20;

/// Sends through an SMTP server.
pub struct SmtpTransport {
    url: SmtpUrl,
    hello: ClientId,
    tls: Option<TlsConnector>,
    sign_in: Option<SignIn>,
    limits: SmtpLimits,
    idle: Mutex<Vec<Idle>>,
    stopping: watch::Sender<bool>,
}

struct Idle {
    connection: Connection,
    since: Instant,
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
        let limits = options.limits;
        let sign_in = url.credentials.clone().map(|(user, password)| SignIn {
            user,
            with: options.token.map_or(Secret::Password(password), Secret::Token),
            limit: limits.command,
            command_limit: options.token_limit,
        });
        Ok(Self {
            url,
            hello,
            tls,
            sign_in,
            limits,
            idle: Mutex::default(),
            stopping: watch::Sender::new(false),
        })
    }

    /// The most time that one mail can take.
    pub fn longest_send(&self) -> Duration {
        self.limits.longest_send()
    }

    fn take_idle(&self) -> Option<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|kept| kept.since.elapsed() < self.limits.idle);
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
        let greeted = match self.greet(false).await {
            // RFC 5321, section 4.1.1.1: whoever does not know EHLO may know HELO.
            Err(StepError { cause: Cause::Refused { code, .. }, .. })
                if dial::is_unknown_command(code) && self.may_say_helo() =>
            {
                self.greet(true).await
            }
            greeted => greeted,
        };
        let mut connection = greeted.map_err(|error| error.into_error(&self.url))?;
        if let Some(sign_in) = &self.sign_in {
            sign_in.sign_in(&mut connection, &self.url).await?;
        }
        Ok(connection)
    }

    async fn greet(&self, with_helo: bool) -> Result<Connection, StepError> {
        // Nothing is encrypted behind HELO.
        let tls = self.tls.as_ref().filter(|_| !with_helo);
        let answers = dial::dial(&self.url, &self.hello, tls, &self.limits).await?;
        let answers = if with_helo { answers.saying_helo() } else { answers };
        Connection::greet(answers, &self.hello, self.limits.greeting).await
    }

    /// HELO can neither encrypt nor sign in.
    const fn may_say_helo(&self) -> bool {
        matches!(self.url.tls, Tls::None | Tls::Opportunistic) && self.sign_in.is_none()
    }

    /// A connection on which the server waits for the message.
    async fn announced(&self, envelope: &Envelope, message: &[u8]) -> Result<Connection, TransportError> {
        if let Some(mut connection) = self.take_idle() {
            match connection.announce(envelope, message, &self.limits).await {
                Ok(()) => return Ok(connection),
                Err(failed) if failed.is_stale() => {
                    tracing::debug!(server = %self.url, "an idle connection no longer worked; a new one is opened");
                }
                Err(failed) => return Err(self.end(connection, failed).await),
            }
        }
        let mut connection = self.connect().await?;
        match connection.announce(envelope, message, &self.limits).await {
            Ok(()) => Ok(connection),
            Err(failed) => Err(self.end(connection, failed).await),
        }
    }

    /// What a failure means. The connection is kept when the server only refused one mail.
    async fn end(&self, mut connection: Connection, failed: StepError) -> TransportError {
        match &failed.cause {
            Cause::Refused { .. } | Cause::Unable(_) if failed.leaves_connection() => {
                if connection.forget().await {
                    self.keep(connection);
                }
            }
            Cause::Refused { .. } => connection.leave().await,
            Cause::Unable(_) | Cause::Broken(_) | Cause::TooSlow => {}
        }
        failed.into_error(&self.url)
    }

    async fn send_now(
        &self,
        envelope: &Envelope,
        message: &[u8],
        is_whole: &AtomicBool,
    ) -> Result<Accepted, TransportError> {
        let announced = timeout(self.limits.before_message, self.announced(envelope, message)).await;
        let mut connection = announced.map_err(|_| {
            let text = format!("{}: the server did not take the email in time", self.url);
            TransportError::while_connecting(QueueTrouble::Connection, text)
        })??;
        match connection.deliver(message, &self.limits, is_whole).await {
            Ok(()) => {
                self.keep(connection);
                Ok(Accepted::Sent)
            }
            Err(failed) => {
                let is_answered = matches!(failed.cause, Cause::Refused { .. });
                let error = self.end(connection, failed).await;
                let is_whole = is_whole.load(Ordering::Relaxed);
                Err(if is_whole && !is_answered { unanswered(error.text) } else { error })
            }
        }
    }

    /// Waits until Konfid stops and the dialogue has had the time that it then has.
    async fn out_of_time(&self) {
        // Whoever tells lives as long as this.
        let _ = self.stopping.subscribe().wait_for(|stopping| *stopping).await;
        sleep(self.limits.stop).await;
    }
}

const fn unanswered(text: String) -> TransportError {
    TransportError { failure: Failure::Unanswered, text }
}

#[async_trait]
impl MailTransport for SmtpTransport {
    async fn send(&self, mail: &OutgoingMail) -> Result<Accepted, TransportError> {
        let (envelope, message) = compose(mail)?;
        let is_whole = AtomicBool::new(false);
        tokio::select! {
            biased;
            sent = self.send_now(&envelope, &message, &is_whole) => sent,
            () = self.out_of_time() => {
                let text = format!("{}: Konfid was stopped before the server answered", self.url);
                Err(if is_whole.load(Ordering::Relaxed) {
                    unanswered(text)
                } else {
                    TransportError { failure: Failure::Stopped, text }
                })
            }
        }
    }

    async fn probe(&self) -> Result<(), TransportError> {
        // The next mail goes over this connection, if it comes soon.
        self.connect().await.map(|connection| self.keep(connection))
    }

    fn kind(&self) -> MailTransportKind {
        MailTransportKind::Smtp
    }

    fn hurry(&self) {
        self.stopping.send_replace(true);
    }

    async fn close(&self) {
        let idle = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for mut kept in idle {
            // The server may be gone; nothing depends on the farewell.
            kept.connection.leave().await;
        }
    }
}
