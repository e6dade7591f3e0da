//! Resetting a conference ID.

use std::time::Duration;

use shared::{
    AssignmentCause, AuditAction, AuditDetail, Fault, MailEvent, ProblemKind, ResetConferenceIdRequest,
    UndoOffer, User, UserId, Version,
};

use super::retire;
use crate::operations::mails::{enqueue, wants_mail};
use crate::operations::meeting_updates::schedule_after_change;
use crate::operations::users::{assign_random, complete, load_version, save};
use crate::{Error, OperationContext, Result, Transaction};

/// For how long a reset can be taken back.
const UNDO_WINDOW: Duration = Duration::from_mins(10);
const REASON_LENGTH_MAX: usize = 500;

/// Replaces the user's conference ID: the old one stops at once and goes into quarantine, the new one is drawn;
/// history, audit log and mail are part of the same transaction.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has
/// changed since `seen`, [`ProblemKind::DialInNotEnabled`] when there is no ID to replace, a field's fault when
/// the reason is too long, and [`ProblemKind::ConferenceIdsExhausted`] when no ID is left.
pub async fn reset_conference_id(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Version,
    request: &ResetConferenceIdRequest,
) -> Result<User> {
    let reason = check_reason(request.reason.as_deref())?;
    let before = load_version(transaction.as_read(), user, Some(seen)).await?;
    let old = before.conference_id.ok_or(ProblemKind::DialInNotEnabled)?;

    retire(transaction, context, &before, old, AssignmentCause::Reset, reason.clone()).await?;
    let new = assign_random(transaction, context, &before, AssignmentCause::Reset).await?;
    let after = User {
        conference_id: Some(new),
        conference_id_since: Some(context.now),
        undo: Some(UndoOffer { previous_conference_id: old, until: context.now.after(UNDO_WINDOW) }),
        ..before
    };
    let after = save(transaction, context, after).await?;

    let detail = AuditDetail::ConferenceId { before: old.into(), after: new.into(), reason };
    context.audit(transaction, AuditAction::ConferenceIdReset, Some(after.id), Some(detail)).await?;

    // Whoever has not yet heard of being enabled hears of it with the new ID.
    let unheard = transaction.supersede_mails(user, &[MailEvent::Enabled], context.now).await?;
    let stale = [MailEvent::ConferenceIdChanged, MailEvent::ResetUndone, MailEvent::ConferenceInfo];
    transaction.supersede_mails(user, &stale, context.now).await?;
    if wants_mail(transaction.as_read(), request.send_email).await? {
        let event = if unheard > 0 { MailEvent::Enabled } else { MailEvent::ConferenceIdChanged };
        enqueue(transaction, context, &after, event).await?;
    }
    schedule_after_change(transaction, context, user).await?;
    complete(transaction.as_read(), context.now, after).await
}

fn check_reason(reason: Option<&str>) -> Result<Option<String>> {
    let reason = reason.map(crate::operations::users::tidy).filter(|reason| !reason.is_empty());
    match reason {
        Some(reason) if reason.chars().count() > REASON_LENGTH_MAX => {
            Err(Error::field("reason", Fault::LongerThan(REASON_LENGTH_MAX)))
        }
        reason => Ok(reason),
    }
}
