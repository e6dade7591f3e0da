//! What operations need of a database about the texts of emails.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use shared::{LanguageTag, MailEvent, MailTemplateText, Timestamp, Version};

use crate::store::StoreResult;

/// A text of emails that somebody has written, or had written before it went back to the built-in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailTemplateRecord {
    /// What the emails are about.
    pub event: MailEvent,
    /// The language.
    pub language: LanguageTag,
    /// Counts the changes, also those back.
    pub version: Version,
    /// When it was changed.
    pub updated_at: Timestamp,
    /// The text; none when it went back.
    pub text: Option<MailTemplateText>,
}

/// Looking at texts. What is missing is `None`, not an error.
#[async_trait]
pub trait ReadMailTemplates: Send {
    /// All texts that were ever written, by language and event.
    async fn mail_templates(&mut self) -> StoreResult<Vec<MailTemplateRecord>>;
    /// The text about this event in this language.
    async fn mail_template(
        &mut self,
        event: MailEvent,
        language: &LanguageTag,
    ) -> StoreResult<Option<MailTemplateRecord>>;
}

/// Changing texts.
#[async_trait]
pub trait WriteMailTemplates: Send {
    /// Adds a text, or replaces the one about the same event in the same language.
    async fn put_mail_template(&mut self, record: &MailTemplateRecord) -> StoreResult<()>;
}
