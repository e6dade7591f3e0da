//! Mails: their texts, their delivery from the outbox, and the ways they leave.
//!
//! What waits in the outbox says only *what* to send ([`domain::MailRecord`]). [`Outbox`] takes what is due, looks
//! at the user as it is now, renders the text ([`render`]) and gives it to a [`MailTransport`]. All that needs
//! neither a clock of its own nor a network, so the offline demo runs it in the browser; only the feature `smtp`
//! adds [`SmtpTransport`] and the [`Worker`] that drives the outbox on a server.
//!
//! A mail is sent *at least* once: when the process dies between the server's acceptance and the commit, it is
//! sent again with the same `Message-ID`, by which mailboxes recognise it.

mod backoff;
mod deliver;
mod health;
mod outgoing;
mod post;
mod sanitise;
#[cfg(feature = "smtp")]
mod smtp;
#[cfg(feature = "smtp")]
mod smtp_url;
mod templates;
mod transport;
#[cfg(feature = "smtp")]
mod worker;

pub use backoff::Retries;
pub use deliver::{Delivered, Outbox, OutboxOptions};
pub use outgoing::{Correspondent, OutgoingMail, message_id};
#[cfg(feature = "smtp")]
pub use smtp::{SmtpLimits, SmtpOptions, SmtpTransport, TokenSource};
#[cfg(feature = "smtp")]
pub use smtp_url::{ParseSmtpUrlError, SmtpUrl, Tls};
pub use templates::{CalendarHelp, Letter, render};
pub use transport::{Accepted, Failure, Keep, MailTransport, TransportError};
#[cfg(feature = "smtp")]
pub use worker::{Worker, WorkerOptions};
