//! What others ask of the outbox: whether mails leave, what they would say, and a test.

use async_trait::async_trait;
use domain::MailPost;
use domain::operations::mails::MailFacts;
use shared::{
    Bridge, EmailAddress, Language, MailContent, MailEvent, MailHealth, MailHealthState, MailReadiness,
    MailWarning, Settings, TestEmail,
};

use crate::sanitise::failure;
use crate::{Accepted, Correspondent, Outbox, OutgoingMail, TransportError, message_id};

/// How long a test may take. Somebody waits for it.
#[cfg(feature = "smtp")]
const TEST_LIMIT: std::time::Duration = std::time::Duration::from_secs(25);

#[async_trait]
impl MailPost for Outbox {
    fn readiness(&self, settings: &Settings, bridge: &Bridge) -> MailReadiness {
        let health = self.queue.health();
        let public_url = self.options.public_url.clone();
        let warnings = [
            (health.state != MailHealthState::Working, MailWarning::DoNotLeave),
            (bridge.service_numbers.is_empty(), MailWarning::NoServiceNumber),
            (leads_to_this_machine(&public_url), MailWarning::LinksLeadToThisMachine),
            (settings.sender_address.is_none() && !self.options.sender_is_named, MailWarning::SenderMadeUp),
        ];
        MailReadiness {
            health,
            warnings: warnings.into_iter().filter_map(|(holds, warning)| holds.then_some(warning)).collect(),
            language: settings.default_language,
            public_url,
            sender: self.sender(settings).address,
        }
    }

    fn health(&self) -> MailHealth {
        self.queue.health()
    }

    fn go_on(&self) {
        self.queue.nudge(self.application.now());
    }

    async fn send_test(
        &self,
        address: Option<EmailAddress>,
        language: Language,
        settings: &Settings,
        content: Option<MailContent>,
    ) -> TestEmail {
        let from = self.sender(settings);
        let (sender, address) = (from.address.clone(), address.unwrap_or_else(|| from.address.clone()));
        let now = self.application.now();
        let mut operation = self.application.context(domain::Actor::System);
        let mail = OutgoingMail {
            message_id: message_id(shared::MailId::from_uuid(operation.new_uuid()), &sender),
            from,
            to: Correspondent { name: String::new(), address: address.clone() },
            reply_to: self.reply_to(settings),
            date: now,
            language: language.into(),
            content: content.unwrap_or_else(|| words(language, &self.options.public_url)),
        };
        let answer = self.send_in_time(&mail).await;
        self.queue.note_beside(&answer, self.application.now());
        let error = match &answer {
            Ok(Accepted::Sent | Accepted::Kept(_)) => None,
            Err(error) => Some(failure(&error.text)),
        };
        let accepted = matches!(answer, Ok(Accepted::Sent));
        TestEmail { address, sender, accepted, error, health: self.queue.health() }
    }

    fn write(&self, event: MailEvent, facts: &MailFacts) -> MailContent {
        self.content(event, facts, facts.user.conference_id)
    }
}

impl Outbox {
    #[cfg(feature = "smtp")]
    async fn send_in_time(&self, mail: &OutgoingMail) -> Result<Accepted, TransportError> {
        match tokio::time::timeout(TEST_LIMIT, self.transport.send(mail)).await {
            Ok(answer) => answer,
            // Emails have more time than somebody who waits, so this says nothing about them.
            Err(_) => Err(TransportError::transient(
                "the server has not answered yet; this test did not wait longer",
            )),
        }
    }

    #[cfg(not(feature = "smtp"))]
    async fn send_in_time(&self, mail: &OutgoingMail) -> Result<Accepted, TransportError> {
        self.transport.send(mail).await
    }
}

/// Whether an address such as `http://127.0.0.1:8080` is that of the machine itself.
fn leads_to_this_machine(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    host == "localhost"
        || host.ends_with(".localhost")
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback() || address.is_unspecified())
}

fn words(language: Language, page: &str) -> MailContent {
    let (subject, sentence) = match language {
        Language::En => (
            "A test email from Konfid",
            "This is a test, so you do not need to do anything. Emails from Konfid reach you, and their links lead to",
        ),
        Language::Sv => (
            "Ett testmeddelande från Konfid",
            "Det här är ett test, så du behöver inte göra något. E-post från Konfid når dig, och länkarna i den leder till",
        ),
    };
    let html = maud::html! { p { (sentence) " " a href=(page) { (page) } } };
    MailContent {
        subject: subject.to_owned(),
        text: format!("{sentence} {page}\n"),
        html: format!("<!DOCTYPE html><html lang=\"{}\"><body>{}</body></html>", language.tag(), html.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_machine_itself_are_known() {
        for url in ["http://127.0.0.1:8080", "http://localhost:8080/x", "http://[::1]:80", "http://0.0.0.0"] {
            assert!(leads_to_this_machine(url), "{url}");
        }
        for url in ["https://konfid.example.com", "https://localhost.example.com", "http://192.0.2.1:8080"] {
            assert!(!leads_to_this_machine(url), "{url}");
        }
    }
}
