//! Disabling a user for dial-in conferencing.

use shared::{AssignmentCause, AuditAction, MailEvent, User, UserId, Version};

use super::{complete, load_version, save};
use crate::operations::conference_ids::retire;
use crate::operations::mails::{enqueue, wants_mail};
use crate::operations::organizers::sign_out_organizer_everywhere;
use crate::{OperationContext, Result, Transaction};

/// Disables a user: its conference ID stops at once and goes into quarantine. A user that is not enabled stays
/// as it is.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has
/// changed since `seen`.
pub async fn disable_user(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Option<Version>,
    send_email: Option<bool>,
) -> Result<User> {
    let before = load_version(transaction.as_read(), user, seen).await?;
    if !before.dial_in_enabled {
        return complete(transaction.as_read(), context.now, before).await;
    }
    if let Some(id) = before.conference_id {
        retire(transaction, context, &before, id, AssignmentCause::Disabled, None).await?;
    }
    let after =
        User { dial_in_enabled: false, conference_id: None, conference_id_since: None, undo: None, ..before };
    let after = save(transaction, context, after).await?;
    sign_out_organizer_everywhere(transaction, after.id).await?;
    context.audit(transaction, AuditAction::UserDisabled, Some(after.id), None).await?;
    transaction.supersede_mails(after.id, &MailEvent::ALL, context.now).await?;
    if wants_mail(transaction.as_read(), send_email).await? {
        enqueue(transaction, context, &after, MailEvent::Disabled).await?;
    }
    complete(transaction.as_read(), context.now, after).await
}
