//! `konfid user reset --preview`

use shared::{Language, ResetPreview};

use super::CommandContext;
use crate::client::Request;
use crate::command_error::Result;
use crate::output::{self, moment, plain};

impl CommandContext {
    /// Says what a reset of each of these users would mean, and changes nothing.
    pub(super) async fn preview_reset(&self, users: &[String], send_email: Option<bool>) -> Result<()> {
        for text in users {
            let user = self.find(text).await?;
            let path = ResetPreview::path(user.id);
            let mut preview: ResetPreview = self.client.send(Request::get(path)).await?;
            if let Some(wanted) = send_email.filter(|_| user.conference_id.is_some()) {
                preview.emails = u32::from(wanted);
            }
            if self.json {
                output::json(&preview)?;
                continue;
            }
            output::line(&plain(&user.display_name))?;
            let sentences = preview.sentences(self.language, |number| number.to_string(), moment);
            for sentence in sentences.into_iter().chain([emails(preview.emails, self.language)]) {
                output::line(&format!("  {sentence}"))?;
            }
        }
        Ok(())
    }
}

fn emails(count: u32, language: Language) -> String {
    match (language, count) {
        (Language::En, 0) => "No email is sent.".to_owned(),
        (Language::En, 1) => "1 email is sent.".to_owned(),
        (Language::En, count) => format!("{count} emails are sent."),
        (Language::Sv, 0) => "Ingen e-post skickas.".to_owned(),
        (Language::Sv, 1) => "1 meddelande skickas.".to_owned(),
        (Language::Sv, count) => format!("{count} meddelanden skickas."),
    }
}
