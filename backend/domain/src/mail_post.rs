//! What the API asks of whoever sends mails.

use async_trait::async_trait;
use shared::{
    Bridge, EmailAddress, Language, MailContent, MailEvent, MailHealth, MailReadiness, Settings, TestEmail,
};

use crate::operations::mails::MailFacts;

/// Whoever sends mails.
#[async_trait]
pub trait MailPost: Send + Sync + 'static {
    /// Whether mails leave, as far as the last ones told.
    fn health(&self) -> MailHealth;

    /// What mails would say, and from whom, if they were sent now.
    fn readiness(&self, settings: &Settings, bridge: &Bridge) -> MailReadiness;

    /// Somebody wants mails to leave now: if they wait for a server, it is tried at once.
    fn go_on(&self);

    /// Sends a test, with this content or one of its own, to the sender itself if nobody else is named, and waits for a bounded time.
    async fn send_test(
        &self,
        address: Option<EmailAddress>,
        language: Language,
        settings: &Settings,
        content: Option<MailContent>,
    ) -> TestEmail;

    /// Writes an email about this event without sending it.
    fn write(&self, event: MailEvent, facts: &MailFacts) -> MailContent;
}
