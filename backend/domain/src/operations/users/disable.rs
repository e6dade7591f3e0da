//! Disabling a user for dial-in conferencing.

use shared::{AssignmentCause, AuditAction, MailEvent, UndoOffer, User, UserActionRequest, UserId, Version};

use super::{complete, load_version, save};
use crate::operations::conference_ids::{check_lock, retire};
use crate::operations::mails::{enqueue, wants_mail};
use crate::operations::meetings::retire_ids_of_meetings;
use crate::operations::organizers::sign_out_organizer_everywhere;
use crate::operations::pins::end_pin;
use crate::{OperationContext, Result, Transaction};

/// Disables a user: its conference ID and those of its meetings stop at once and go into quarantine. Until that ends,
/// enabling the user again gives the same IDs back. What was entered for a third-party provider is kept: nobody could get
/// it back otherwise. Its organizer PIN goes. A user that is not enabled stays as it is.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has
/// changed since `seen`, a problem when the ID is locked and was not typed.
pub async fn disable_user(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Option<Version>,
    request: UserActionRequest,
) -> Result<User> {
    let before = load_version(transaction.as_read(), user, seen).await?;
    if !before.dial_in_enabled {
        return complete(transaction.as_read(), context.now, before).await;
    }
    check_lock(&before, request.confirm_conference_id)?;
    let undo = match before.conference_id {
        // The built-in ID that the user had before a third-party provider can still come back.
        None => before.undo.filter(|_| before.provider.is_third_party()),
        Some(id) => {
            let until = retire(transaction, context, &before, id, AssignmentCause::Disabled, None).await?;
            Some(UndoOffer { previous_conference_id: id, until })
        }
    };
    let after = User {
        dial_in_enabled: false,
        conference_id: None,
        conference_id_kept: false,
        conference_id_since: None,
        undo,
        ..before
    };
    let after = end_pin(transaction, context, after).await?;
    let after = save(transaction, context, after).await?;
    retire_ids_of_meetings(transaction, context, after.id, AssignmentCause::Disabled).await?;
    sign_out_organizer_everywhere(transaction, after.id).await?;
    context.audit(transaction, AuditAction::UserDisabled, Some(after.id), None).await?;
    transaction.supersede_mails(after.id, &MailEvent::ALL, context.now).await?;
    if wants_mail(transaction.as_read(), MailEvent::Disabled, request.send_email).await? {
        enqueue(transaction, context, &after, MailEvent::Disabled).await?;
    }
    complete(transaction.as_read(), context.now, after).await
}
