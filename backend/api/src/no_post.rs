//! Nobody who sends mails.

use async_trait::async_trait;
use domain::MailPost;
use domain::operations::mails::MailFacts;
use shared::{
    Bridge, EmailAddress, Language, MailContent, MailEvent, MailHealth, MailReadiness, MailTemplateText,
    MailWarning, Settings, TestEmail,
};

/// Where mails stay in Konfid and nothing is known about where it is reached.
pub(crate) struct NoPost;

fn sender(settings: &Settings) -> EmailAddress {
    let made_up = || "konfid@konfid.invalid".parse().ok();
    let sender = settings.sender_address.clone().or_else(made_up);
    sender.expect("the address is valid")
}

#[async_trait]
impl MailPost for NoPost {
    fn health(&self) -> MailHealth {
        MailHealth::NOT_CONFIGURED
    }

    fn readiness(&self, settings: &Settings, bridge: &Bridge) -> MailReadiness {
        let warnings = [
            (true, MailWarning::DoNotLeave),
            (bridge.service_numbers.is_empty(), MailWarning::NoServiceNumber),
            (settings.sender_address.is_none(), MailWarning::SenderMadeUp),
        ];
        MailReadiness {
            health: self.health(),
            warnings: warnings.into_iter().filter_map(|(holds, warning)| holds.then_some(warning)).collect(),
            language: settings.default_language,
            public_url: String::new(),
            sender: sender(settings),
        }
    }

    fn go_on(&self) {}

    async fn send_test(
        &self,
        address: Option<EmailAddress>,
        _: Language,
        settings: &Settings,
        _: Option<MailContent>,
    ) -> TestEmail {
        let sender = sender(settings);
        let address = address.unwrap_or_else(|| sender.clone());
        TestEmail { address, sender, accepted: false, error: None, health: self.health() }
    }

    fn write(&self, _: MailEvent, facts: &MailFacts) -> MailContent {
        // Nobody here puts values in.
        let MailTemplateText { subject, body } = facts.text.text.clone();
        MailContent { subject, html: shared::escape_html(&body), text: body }
    }
}
