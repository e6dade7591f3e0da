//! The ways a mail can leave, or stay.

use async_trait::async_trait;
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
    /// Whether the other side has refused this mail for good; otherwise a later try may succeed.
    pub refused: bool,
    /// What happened, in the server's words where it said something.
    pub text: String,
    /// Whether the other side may have the mail all the same: it was written whole, and no answer came.
    pub may_have_left: bool,
    /// What it is about, when it is not this mail alone.
    pub trouble: Option<Trouble>,
}

/// What keeps every mail from leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The server cannot be reached.
    Connection,
    /// The server wants Konfid to sign in, or does not let it.
    SignIn,
    /// The server does not take mails from the sender.
    Sender,
}

impl TransportError {
    /// A failure that may pass.
    pub fn transient(text: impl Into<String>) -> Self {
        Self { refused: false, text: text.into(), may_have_left: false, trouble: None }
    }

    /// A refusal.
    pub fn refused(text: impl Into<String>) -> Self {
        Self { refused: true, text: text.into(), may_have_left: false, trouble: None }
    }

    /// The same failure, which concerns every mail.
    #[must_use]
    pub fn because(self, trouble: Trouble) -> Self {
        Self { trouble: Some(trouble), ..self }
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
