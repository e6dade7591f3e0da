//! The text that an email is written with.

use shared::{Language, LanguageTag, MailEvent, MailTemplateText};

use crate::{Read, Result};

/// The text of an email, and its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailText {
    /// The language that the text is in.
    pub language: LanguageTag,
    /// The language of what Konfid adds to it, such as “toll-free”; it has no words in others than its own.
    pub words: Language,
    /// The text.
    pub text: MailTemplateText,
}

/// The text about an event in the language that is wanted, or else in the organisation's.
///
/// # Errors
///
/// Only when the store fails.
pub async fn mail_text(
    read: &mut dyn Read,
    event: MailEvent,
    wanted: &LanguageTag,
    organisations: Language,
) -> Result<MailText> {
    if let Some(record) = read.mail_template(event, wanted).await?
        && let Some(text) = record.text
    {
        let words = wanted.built_in().unwrap_or(organisations);
        return Ok(MailText { language: wanted.clone(), words, text });
    }
    if let Some(words) = wanted.built_in() {
        let text = MailTemplateText::built_in(event, words);
        return Ok(MailText { language: wanted.clone(), words, text });
    }
    let language = LanguageTag::from(organisations);
    let written = read.mail_template(event, &language).await?.and_then(|record| record.text);
    let text = written.unwrap_or_else(|| MailTemplateText::built_in(event, organisations));
    Ok(MailText { language, words: organisations, text })
}
