//! One dialogue with a server: each step with its own limit, and each failure with where it came.

use std::error::Error as _;
use std::fmt::Display;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::mail_queue::{DialogueStage, MailConcern, QueueTrouble, concern};
use lettre::address::Envelope;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use tokio::time::timeout;

use super::SmtpLimits;
use super::answers::{Answers, Heard};
use super::compose::has_ascii_addresses;
use crate::{Failure, TransportError};

/// A connection that greetings were exchanged on.
pub(super) struct Connection {
    pub(super) smtp: AsyncSmtpConnection,
    pub(super) heard: Heard,
}

/// Why a step failed.
#[derive(Debug)]
pub(super) struct StepError {
    pub(super) stage: DialogueStage,
    pub(super) cause: Cause,
}

#[derive(Debug)]
pub(super) enum Cause {
    /// The server said no.
    Refused { code: u16, text: String },
    /// The connection broke, or the server does not speak SMTP.
    Broken(String),
    /// The server did not answer in time.
    TooSlow,
    /// The server cannot take such a mail.
    Unable(&'static str),
}

impl Cause {
    pub(super) fn of(error: &lettre::transport::smtp::Error) -> Self {
        let text = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        match error.status() {
            Some(code) => Self::Refused { code: code.into(), text },
            None => Self::Broken(text),
        }
    }
}

impl StepError {
    /// Whether the connection had gone while it was idle, so that a new one may do.
    pub(super) fn is_stale(&self) -> bool {
        match &self.cause {
            Cause::Broken(_) => true,
            Cause::Refused { code: 421, text } => {
                let text = text.to_lowercase();
                let words = ["4.4.2", "idle", "timeout", "timed out", "this connection", "this session"];
                words.iter().any(|word| text.contains(word)) && !text.contains("rate")
            }
            Cause::Refused { .. } | Cause::TooSlow | Cause::Unable(_) => false,
        }
    }

    /// Whether the connection is still good for another mail.
    pub(super) fn leaves_connection(&self) -> bool {
        match &self.cause {
            Cause::Unable(_) => true,
            Cause::Refused { code, text } => {
                *code != 421 && matches!(concern(self.stage, *code, text), MailConcern::Mail { .. })
            }
            Cause::Broken(_) | Cause::TooSlow => false,
        }
    }

    pub(super) fn into_error(self, server: &dyn Display) -> TransportError {
        let early = match self.stage {
            DialogueStage::Connecting | DialogueStage::SigningIn => true,
            DialogueStage::Sender | DialogueStage::Recipient | DialogueStage::Data | DialogueStage::End => {
                false
            }
        };
        let of_queue = |trouble, text| TransportError {
            failure: Failure::Queue { trouble, while_connecting: early, for_good: false },
            text,
        };
        match self.cause {
            Cause::Refused { code, text } => {
                let failure = match concern(self.stage, code, &text) {
                    MailConcern::Mail { for_good } => Failure::Mail { for_good },
                    MailConcern::Queue(trouble) => {
                        Failure::Queue { trouble, while_connecting: early, for_good: code >= 500 }
                    }
                };
                let text = if early { format!("{server}: {code} {text}") } else { format!("{code} {text}") };
                TransportError { failure, text }
            }
            Cause::Broken(text) => of_queue(QueueTrouble::Connection, format!("{server}: {text}")),
            Cause::TooSlow => {
                of_queue(QueueTrouble::Connection, format!("{server}: the server did not answer in time"))
            }
            Cause::Unable(text) => TransportError::refused(format!("{server}: {text}")),
        }
    }
}

/// A command, and a good answer to it in time.
pub(super) async fn ask(
    smtp: &mut AsyncSmtpConnection,
    stage: DialogueStage,
    command: impl Display,
    limit: Duration,
) -> Result<(), StepError> {
    let cause = match timeout(limit, smtp.command(command)).await {
        Ok(Ok(_)) => return Ok(()),
        Ok(Err(error)) => Cause::of(&error),
        Err(_) => Cause::TooSlow,
    };
    Err(StepError { stage, cause })
}

impl Connection {
    /// Greets; `lettre` reads the server's greeting and says EHLO.
    pub(super) async fn greet(
        answers: Answers,
        hello: &ClientId,
        limit: Duration,
    ) -> Result<Self, StepError> {
        let heard = answers.heard();
        let greeting = AsyncSmtpConnection::connect_with_transport(Box::new(answers), hello);
        let cause = match timeout(limit, greeting).await {
            Ok(Ok(smtp)) => return Ok(Self { smtp, heard }),
            Ok(Err(error)) => Cause::of(&error),
            Err(_) => Cause::TooSlow,
        };
        Err(StepError { stage: DialogueStage::Connecting, cause })
    }

    /// Everything before the message.
    pub(super) async fn announce(
        &mut self,
        envelope: &Envelope,
        message: &[u8],
        limits: &SmtpLimits,
    ) -> Result<(), StepError> {
        let options = self.options(envelope, message)?;
        let smtp = &mut self.smtp;
        let sender = Mail::new(envelope.from().cloned(), options);
        ask(smtp, DialogueStage::Sender, sender, limits.command).await?;
        for recipient in envelope.to() {
            let recipient = Rcpt::new(recipient.clone(), Vec::new());
            ask(smtp, DialogueStage::Recipient, recipient, limits.command).await?;
        }
        ask(smtp, DialogueStage::Data, Data, limits.data).await
    }

    /// What the server has to be told beforehand about letters beyond ASCII.
    fn options(&self, envelope: &Envelope, message: &[u8]) -> Result<Vec<MailParameter>, StepError> {
        let unable = |text| Err(StepError { stage: DialogueStage::Sender, cause: Cause::Unable(text) });
        let server = self.smtp.server_info();
        let mut options = Vec::new();
        if !has_ascii_addresses(envelope) {
            if !server.supports_feature(Extension::SmtpUtfEight) {
                return unable("the server does not take addresses with letters beyond a–z (SMTPUTF8)");
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        if !message.is_ascii() {
            if !server.supports_feature(Extension::EightBitMime) {
                return unable("the server does not take letters beyond a–z in headers (8BITMIME)");
            }
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        Ok(options)
    }

    /// The message itself. `is_whole` becomes true when all of it was written.
    pub(super) async fn deliver(
        &mut self,
        message: &[u8],
        limits: &SmtpLimits,
        is_whole: &AtomicBool,
    ) -> Result<(), StepError> {
        let failed = |cause| Err(StepError { stage: DialogueStage::End, cause });
        let mut written = self.heard.written();
        let all = *written.borrow_and_update() + message.len() as u64;
        let mut sending = pin!(self.smtp.message(message));
        loop {
            let answered = tokio::select! {
                biased;
                answered = &mut sending => Some(answered),
                more = timeout(limits.block, written.changed()) => match more {
                    Ok(_) => None,
                    Err(_) => return failed(Cause::TooSlow),
                },
            };
            is_whole.store(*written.borrow_and_update() >= all, Ordering::Relaxed);
            match answered {
                Some(Ok(_)) => return Ok(()),
                Some(Err(error)) => return failed(Cause::of(&error)),
                None if is_whole.load(Ordering::Relaxed) => break,
                None => {}
            }
        }
        match timeout(limits.end, sending).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => failed(Cause::of(&error)),
            Err(_) => failed(Cause::TooSlow),
        }
    }

    /// Forgets a mail that the server refused, and says whether the connection is good for the next.
    pub(super) async fn forget(&mut self) -> bool {
        matches!(timeout(Duration::from_secs(10), self.smtp.command(Rset)).await, Ok(Ok(_)))
    }

    /// Says farewell; nothing depends on it.
    pub(super) async fn leave(&mut self) {
        let _ = timeout(Duration::from_secs(2), self.smtp.quit()).await;
    }
}
