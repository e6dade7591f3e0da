//! The ways a mail can leave, or stay.

use async_trait::async_trait;
use domain::mail_queue::QueueTrouble;
use shared::{MailContent, MailTransportKind};

use crate::OutgoingMail;

/// What became of a mail that did not fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// A server has taken it over.
    Sent,
    /// It stays in Konfid, with this text.
    Kept(MailContent),
}

/// Why a mail could not leave.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text}")]
pub struct TransportError {
    /// What it is about.
    pub failure: Failure,
    /// What happened, in the server's words where it said something.
    pub text: String,
}

/// What a failure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// This mail.
    Mail {
        /// Whether the other side has refused it for good; otherwise a later try may succeed.
        for_good: bool,
    },
    /// Nobody knows whether the other side has the mail: it was written whole, and no answer came.
    Unanswered,
    /// Every mail.
    Queue {
        /// What the trouble is.
        trouble: QueueTrouble,
        /// Whether it came before the mail was spoken of.
        while_connecting: bool,
        /// Whether the other side said so for good.
        for_good: bool,
    },
    /// Nothing: Konfid was told to stop before the mail was written.
    Stopped,
}

impl TransportError {
    /// A failure that may pass.
    pub fn transient(text: impl Into<String>) -> Self {
        Self { failure: Failure::Mail { for_good: false }, text: text.into() }
    }

    /// A refusal.
    pub fn refused(text: impl Into<String>) -> Self {
        Self { failure: Failure::Mail { for_good: true }, text: text.into() }
    }

    /// What concerns every mail, and came while one was spoken of.
    pub fn of_queue(trouble: QueueTrouble, text: impl Into<String>) -> Self {
        let failure = Failure::Queue { trouble, while_connecting: false, for_good: false };
        Self { failure, text: text.into() }
    }

    /// What concerns every mail, and came before any was spoken of.
    pub fn while_connecting(trouble: QueueTrouble, text: impl Into<String>) -> Self {
        let failure = Failure::Queue { trouble, while_connecting: true, for_good: false };
        Self { failure, text: text.into() }
    }
}

/// A way for mails to leave.
#[async_trait]
pub trait MailTransport: Send + Sync + 'static {
    /// Sends one mail and returns when it is accepted.
    async fn send(&self, mail: &OutgoingMail) -> Result<Accepted, TransportError>;

    /// Finds out whether a server would take mails now, without sending any.
    async fn probe(&self) -> Result<(), TransportError> {
        Ok(())
    }

    /// What kind of way it is, for the page.
    fn kind(&self) -> MailTransportKind;

    /// Konfid stops: whoever still waits for an answer soon waits no longer, and says how far it came.
    fn hurry(&self) {}

    /// Ends idle connections; called when the outbox has stopped.
    async fn close(&self) {}
}

/// Lets mails stay in Konfid, to be read on the *Mails* page: nothing leaves the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keep;

#[async_trait]
impl MailTransport for Keep {
    async fn send(&self, mail: &OutgoingMail) -> Result<Accepted, TransportError> {
        Ok(Accepted::Kept(mail.content.clone()))
    }

    fn kind(&self) -> MailTransportKind {
        MailTransportKind::Kept
    }
}
