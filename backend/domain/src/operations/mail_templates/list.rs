//! Looking at the texts of emails.

use std::collections::BTreeSet;

use shared::{Language, LanguageTag, MailEvent, MailTemplateReport, MailTemplateText, Version};

use crate::{MailTemplateRecord, Read, Result};

/// The texts about every event, in the languages that Konfid brings and all others that somebody has written one in.
///
/// # Errors
///
/// Only when the store fails.
pub async fn list_mail_templates(read: &mut dyn Read) -> Result<Vec<MailTemplateReport>> {
    let records = read.mail_templates().await?;
    let built_in: Vec<LanguageTag> = Language::ALL.map(LanguageTag::from).into();
    let written = records.iter().filter(|record| record.text.is_some());
    let others: BTreeSet<LanguageTag> = written.map(|record| record.language.clone()).collect();
    let others = others.into_iter().filter(|language| !built_in.contains(language));
    let mut reports = Vec::new();
    for language in built_in.iter().cloned().chain(others) {
        for event in MailEvent::ALL {
            let record =
                records.iter().find(|record| record.event == event && record.language == language).cloned();
            reports.push(report(event, language.clone(), record));
        }
    }
    Ok(reports)
}

/// The text about one event in one language; one that nobody has written yet has no text.
///
/// # Errors
///
/// Only when the store fails.
pub async fn show_mail_template(
    read: &mut dyn Read,
    event: MailEvent,
    language: LanguageTag,
) -> Result<MailTemplateReport> {
    let record = read.mail_template(event, &language).await?;
    Ok(report(event, language, record))
}

pub(super) fn report(
    event: MailEvent,
    language: LanguageTag,
    record: Option<MailTemplateRecord>,
) -> MailTemplateReport {
    let built_in = MailTemplateText::built_in_for(event, &language);
    let (version, updated_at, written) = match record {
        Some(record) => (record.version, Some(record.updated_at), record.text),
        None => (Version::FIRST, None, None),
    };
    MailTemplateReport {
        event,
        language,
        version,
        edited: written.is_some(),
        updated_at,
        text: written.or_else(|| built_in.clone()),
        built_in,
        variables: event.variables(),
        required: event.required().to_vec(),
    }
}
