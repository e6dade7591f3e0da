//! Listing mails.

use shared::{Mail, MailFilter, MailId, MailState, Page, PageRequest, ProblemKind};

use crate::{MailQuery, MailRecord, Read, Result};

/// A part of the list of mails that match, newest first.
///
/// # Errors
///
/// [`ProblemKind::InvalidCursor`] when the cursor is not one that Konfid gave out.
pub async fn list_mails(read: &mut dyn Read, filter: MailFilter, page: &PageRequest) -> Result<Page<Mail>> {
    let limit = page.checked_limit()?;
    let before = match page.cursor.as_deref() {
        Some(cursor) => Some(cursor.parse().map_err(|_| ProblemKind::InvalidCursor)?),
        None => None,
    };
    let mut mails = read.mails(&MailQuery { filter, before, limit: limit + 1 }).await?;
    let more = mails.len() > limit as usize;
    mails.truncate(limit as usize);
    let next_cursor = mails.last().filter(|_| more).map(|(mail, _)| mail.id.to_string());
    let items =
        mails.into_iter().map(|(mail, name)| Mail { content: None, ..on_the_wire(mail, name) }).collect();
    Ok(Page { items, next_cursor, total: None })
}

/// One mail, with its text if it is kept.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such email.
pub async fn show_mail(read: &mut dyn Read, id: MailId) -> Result<Mail> {
    let mail = read.mail(id).await?.ok_or(ProblemKind::NotFound)?;
    let name = read.user(mail.user).await?.map(|user| user.display_name).unwrap_or_default();
    Ok(on_the_wire(mail, name))
}

/// A mail as it travels.
pub(crate) fn on_the_wire(mail: MailRecord, user_display_name: String) -> Mail {
    Mail {
        id: mail.id,
        user: mail.user,
        user_display_name,
        recipient: mail.recipient,
        event: mail.event,
        caused_by: mail.caused_by,
        language: mail.language,
        state: mail.state,
        attempts: mail.attempts,
        last_error: mail.last_error,
        may_have_left: mail.may_have_left && mail.state != MailState::Sent,
        next_attempt_at: mail.due_at.filter(|_| mail.state == MailState::Queued),
        created_at: mail.created_at,
        finished_at: mail.finished_at,
        content: mail.content,
    }
}
