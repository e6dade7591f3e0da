//! Changing the texts of emails.

use shared::{
    AuditAction, AuditDetail, LanguageTag, MailEvent, MailTemplateReport, MailTemplateText, ProblemKind,
    Version,
};

use super::list::report;
use crate::{MailTemplateRecord, OperationContext, Result, Transaction};

/// Replaces the text about an event in a language. Emails that wait are written with it.
///
/// # Errors
///
/// [`ProblemKind::VersionStale`] when the text has changed since `seen`; every fault, with its line, when no email can be
/// written with it.
pub async fn set_mail_template(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    (event, language): (MailEvent, LanguageTag),
    seen: Version,
    text: MailTemplateText,
) -> Result<MailTemplateReport> {
    let before = load(transaction, event, &language, seen).await?;
    let text = tidied(&text);
    text.checked(event).map_err(ProblemKind::InvalidFields)?;
    if before.text.as_ref() == Some(&text) {
        return Ok(before);
    }
    // What is the built-in text again follows it when Konfid brings a better one.
    let text = Some(text).filter(|text| before.built_in.as_ref() != Some(text));
    let action = if text.is_some() { AuditAction::MailTextChanged } else { AuditAction::MailTextReset };
    put(transaction, context, before, text, action).await
}

/// Goes back to the built-in text; in a language that Konfid brings none in, to the text in the organisation's.
///
/// # Errors
///
/// [`ProblemKind::VersionStale`] when the text has changed since `seen`.
pub async fn reset_mail_template(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    (event, language): (MailEvent, LanguageTag),
    seen: Version,
) -> Result<MailTemplateReport> {
    let before = load(transaction, event, &language, seen).await?;
    if !before.edited {
        return Ok(before);
    }
    put(transaction, context, before, None, AuditAction::MailTextReset).await
}

async fn load(
    transaction: &mut dyn Transaction,
    event: MailEvent,
    language: &LanguageTag,
    seen: Version,
) -> Result<MailTemplateReport> {
    let record = transaction.mail_template(event, language).await?;
    let before = report(event, language.clone(), record);
    if before.version == seen { Ok(before) } else { Err(ProblemKind::VersionStale.into()) }
}

async fn put(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    before: MailTemplateReport,
    text: Option<MailTemplateText>,
    action: AuditAction,
) -> Result<MailTemplateReport> {
    let MailTemplateReport { event, language, version, .. } = before;
    let record = MailTemplateRecord {
        event,
        language: language.clone(),
        version: version.next(),
        updated_at: context.now,
        text,
    };
    transaction.put_mail_template(&record).await?;
    let detail = AuditDetail::MailText { event, language: language.clone() };
    context.audit(transaction, action, None, Some(detail)).await?;
    Ok(report(event, language, Some(record)))
}

/// The lines of a browser and of Windows end in another way; what nobody sees at the ends is not the text.
fn tidied(text: &MailTemplateText) -> MailTemplateText {
    let body = text.body.replace("\r\n", "\n").trim_end().to_owned();
    MailTemplateText { subject: text.subject.trim().to_owned(), body }
}
