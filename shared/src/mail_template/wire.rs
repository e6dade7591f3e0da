//! Texts of emails as they travel.

use serde::{Deserialize, Serialize};

use super::MailVariable;
use crate::{LanguageTag, MailEvent, Timestamp, UserId, Version};

/// A subject and a text with variables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailTemplateText {
    /// The subject: one line, at most 200 characters, without the conference ID.
    pub subject: String,
    /// The text, at most 20,000 characters: paragraphs, `# heading`, `* item`, `1. step`, `[words](address)`, `--` before the
    /// small print, `{{variable}}` and `{{if variable}} … {{else}} … {{end}}`.
    pub body: String,
}

/// The text of the emails about an event in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailTemplateReport {
    /// What the emails are about.
    pub event: MailEvent,
    /// The language.
    pub language: LanguageTag,
    /// Counts the changes; send it in `If-Match`.
    pub version: Version,
    /// Whether somebody has written it; otherwise it is the built-in one, or missing.
    pub edited: bool,
    /// When somebody last changed it.
    pub updated_at: Option<Timestamp>,
    /// The text that is sent; when missing, users with this language get the text in the organisation's.
    pub text: Option<MailTemplateText>,
    /// The built-in text, for the languages that Konfid brings.
    pub built_in: Option<MailTemplateText>,
    /// What the text can name.
    pub variables: Vec<MailVariable>,
    /// One of these must always be in it.
    pub required: Vec<MailVariable>,
}

/// Asks how an email would look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewMailTemplateRequest {
    /// What the email is about.
    pub event: MailEvent,
    /// Its language.
    pub language: LanguageTag,
    /// The text; when missing, the one that is sent now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<MailTemplateText>,
    /// To whom it would go; when missing, somebody made up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
}
