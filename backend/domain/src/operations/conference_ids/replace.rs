//! What a reset and a choice have in common: another ID takes the place of the present one.

use std::time::Duration;

use shared::{AuditAction, AuditDetail, ConferenceId, Fault, MailEvent, UndoOffer, User};

use crate::operations::mails::tell_of_change;
use crate::operations::meeting_updates::schedule_after_change;
use crate::operations::users::{complete, save};
use crate::{Error, OperationContext, Result, Transaction};

/// For how long a reset or a choice can be taken back.
const UNDO_WINDOW: Duration = Duration::from_mins(10);
const REASON_LENGTH_MAX: usize = 500;

/// An ID that took the place of another.
pub(super) struct Replacement {
    pub(super) old: ConferenceId,
    pub(super) new: ConferenceId,
    pub(super) action: AuditAction,
    pub(super) reason: Option<String>,
    pub(super) send_email: Option<bool>,
}

/// Saves the user with the new ID, which the ledger and the history have already; notes it in the audit log, tells the user
/// and schedules the update of the meetings.
pub(super) async fn replace(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    before: User,
    replacement: Replacement,
) -> Result<User> {
    let Replacement { old, new, action, reason, send_email } = replacement;
    let user = before.id;
    let after = User {
        conference_id: Some(new),
        conference_id_since: Some(context.now),
        undo: Some(UndoOffer { previous_conference_id: old, until: context.now.after(UNDO_WINDOW) }),
        ..before
    };
    let after = save(transaction, context, after).await?;

    let detail = AuditDetail::ConferenceId { before: old.into(), after: new.into(), reason };
    context.audit(transaction, action, Some(user), Some(detail)).await?;

    tell_of_change(transaction, context, &after, MailEvent::ConferenceIdChanged, send_email).await?;
    schedule_after_change(transaction, context, user).await?;
    complete(transaction.as_read(), context.now, after).await
}

/// Tidies a reason, and refuses one that is too long.
pub(crate) fn check_reason(reason: Option<&str>) -> Result<Option<String>> {
    let reason = reason.map(crate::operations::users::tidy).filter(|reason| !reason.is_empty());
    match reason {
        Some(reason) if reason.chars().count() > REASON_LENGTH_MAX => {
            Err(Error::field("reason", Fault::LongerThan(REASON_LENGTH_MAX)))
        }
        reason => Ok(reason),
    }
}
