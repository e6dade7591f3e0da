//! Taking a reset back.

use shared::{AssignmentCause, AuditAction, MailEvent, MailState, ProblemKind, User, UserId, Version};

use super::retire;
use crate::operations::mails::{enqueue, wants_mail};
use crate::operations::meetings::schedule_after_change;
use crate::operations::users::{begin, complete, load_version, save};
use crate::{Context, Result, Transaction};

/// Gives the user the previous ID back, while the offer stands; the new ID goes into quarantine.
///
/// The user gets a mail only if one about the new ID has left or may have left; one that still waits is
/// superseded, and then nobody needs to hear of either.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has
/// changed since `seen`, [`ProblemKind::NothingToUndo`] when there was no reset or its time for an undo is
/// over, and [`ProblemKind::UndoImpossible`] when the previous ID is no longer in this user's quarantine.
pub async fn undo_reset(
    transaction: &mut dyn Transaction,
    context: &mut Context,
    user: UserId,
    seen: Option<Version>,
    send_email: Option<bool>,
) -> Result<User> {
    let before = load_version(transaction.as_read(), user, seen).await?;
    let offer = before.undo.filter(|undo| undo.until > context.now).ok_or(ProblemKind::NothingToUndo)?;
    let new = before.conference_id.ok_or(ProblemKind::NothingToUndo)?;
    let previous = offer.previous_conference_id;

    retire(transaction, context, &before, new, AssignmentCause::Undone, None).await?;
    if !transaction.reinstate_conference_id(previous, user).await? {
        return Err(ProblemKind::UndoImpossible { previous }.into());
    }
    begin(transaction, context, user, previous, AssignmentCause::Undone).await?;
    let after =
        User { conference_id: Some(previous), conference_id_since: Some(context.now), undo: None, ..before };
    let after = save(transaction, context, after).await?;
    let detail = format!("{} → {}", new.masked(), previous.masked());
    context.audit(transaction, AuditAction::ConferenceIdResetUndone, Some(&after), Some(detail)).await?;

    let latest = match transaction.latest_mail(user).await? {
        Some(mail) => transaction.mail(mail.id).await?,
        None => None,
    };
    let has_left = latest.is_some_and(|mail| {
        mail.conference_id == Some(new)
            && matches!(mail.state, MailState::Sending | MailState::Sent | MailState::Kept)
    });
    let unheard = transaction.supersede_mails(user, &[MailEvent::Enabled], context.now).await?;
    let stale = [MailEvent::ConferenceIdChanged, MailEvent::ConferenceInfo];
    transaction.supersede_mails(user, &stale, context.now).await?;
    if (unheard > 0 || has_left) && wants_mail(transaction.as_read(), send_email).await? {
        let event = if unheard > 0 { MailEvent::Enabled } else { MailEvent::ConferenceIdChanged };
        enqueue(transaction, context, &after, event).await?;
    }
    schedule_after_change(transaction, context, user).await?;
    complete(transaction.as_read(), context.now, after).await
}
