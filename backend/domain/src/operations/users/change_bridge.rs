//! Moving a user to another bridge.

use shared::{
    AssignmentCause, AuditAction, AuditDetail, AuditField, ChangeBridgeRequest, Fault, FieldChange,
    MailEvent, User, UserId, Version,
};

use super::{assign_random, complete, load_version, number_changes, save, with_numbers_of_country};
use crate::operations::conference_ids::{check_lock, check_reason, retire};
use crate::operations::mails::tell_of_change;
use crate::operations::meeting_updates::schedule_after_change;
use crate::{Error, OperationContext, Result, Transaction};

/// Moves a user to another bridge. The conference ID goes into quarantine on the old bridge, and an enabled user gets a
/// new one on the new bridge in the same transaction. Numbers of the old bridge are no longer the user's; who has a
/// country gets the new bridge's there. What could be undone cannot be undone any more. A user who is on that bridge
/// already stays as they are.
///
/// # Errors
///
/// [`ProblemKind::NotFound`](shared::ProblemKind::NotFound) when there is no such user,
/// [`VersionStale`](shared::ProblemKind::VersionStale) when the user has changed since `seen`, a field's fault when there
/// is no such bridge or the reason is too long, a problem when the conference ID is locked and was not typed, and
/// [`ConferenceIdsExhausted`](shared::ProblemKind::ConferenceIdsExhausted) when the new bridge has no ID left.
pub async fn change_bridge(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Version,
    request: &ChangeBridgeRequest,
) -> Result<User> {
    let reason = check_reason(request.reason.as_deref())?;
    let before = load_version(transaction.as_read(), user, Some(seen)).await?;
    let bridges = transaction.bridges().await?;
    let bridge = bridges.iter().find(|bridge| bridge.id == request.bridge);
    let bridge = bridge.ok_or_else(|| Error::field("bridge", Fault::UnknownValue))?;
    if before.bridge == bridge.id {
        return complete(transaction.as_read(), context.now, before).await;
    }
    let old_bridge = bridges.iter().find(|known| known.id == before.bridge).map(|known| known.name.clone());
    check_lock(&before, request.confirm_conference_id)?;
    if let Some(id) = before.conference_id {
        retire(transaction, context, &before, id, AssignmentCause::BridgeChanged, reason).await?;
    }
    let moved = User {
        bridge: bridge.id,
        toll_number: None,
        toll_free_number: None,
        conference_id: None,
        conference_id_since: None,
        undo: None,
        ..before.clone()
    };
    let mut moved = with_numbers_of_country(transaction.as_read(), moved).await?;
    if before.conference_id.is_some() {
        let id = assign_random(transaction, context, &moved, AssignmentCause::BridgeChanged).await?;
        (moved.conference_id, moved.conference_id_since) = (Some(id), Some(context.now));
    }
    let after = save(transaction, context, moved).await?;

    let named = FieldChange::of(AuditField::Bridge, old_bridge.as_ref(), Some(&bridge.name));
    let fields = named.into_iter().chain(number_changes(&before, &after)).collect();
    let detail = AuditDetail::Changes { fields };
    context.audit(transaction, AuditAction::UserUpdated, Some(after.id), Some(detail)).await?;

    if after.conference_id.is_some() {
        // As after a reset.
        tell_of_change(transaction, context, &after, MailEvent::ConferenceIdChanged, request.send_email)
            .await?;
        schedule_after_change(transaction, context, after.id).await?;
    }
    complete(transaction.as_read(), context.now, after).await
}
