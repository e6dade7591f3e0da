//! What the API asks of whoever sends mails.

use async_trait::async_trait;
use shared::{Bridge, EmailAddress, Language, MailHealth, MailReadiness, Settings, TestEmail};

/// Whoever sends mails.
#[async_trait]
pub trait MailPost: Send + Sync + 'static {
    /// Whether mails leave, as far as the last ones told.
    fn health(&self) -> MailHealth;

    /// What mails would say, and from whom, if they were sent now.
    fn readiness(&self, settings: &Settings, bridge: &Bridge) -> MailReadiness;

    /// Sends a test, to the sender itself if nobody else is named, and waits for a bounded time.
    async fn send_test(
        &self,
        address: Option<EmailAddress>,
        language: Language,
        settings: &Settings,
    ) -> TestEmail;
}
