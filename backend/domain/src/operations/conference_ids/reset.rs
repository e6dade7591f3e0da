//! Resetting a conference ID.

use shared::{AssignmentCause, AuditAction, ResetConferenceIdRequest, User, UserId, Version};

use super::replace::{Replacement, check_reason, replace};
use super::{check_lock, retire, static_id};
use crate::operations::users::{assign_random, load_version};
use crate::{OperationContext, Result, Transaction};

/// Replaces the user's conference ID: the old one stops at once and goes into quarantine, the new one is drawn;
/// history, audit log and mail are part of the same transaction.
///
/// # Errors
///
/// [`ProblemKind::NotFound`](shared::ProblemKind::NotFound) when there is no such user,
/// [`ProblemKind::VersionStale`](shared::ProblemKind::VersionStale) when the user has changed since `seen`, a problem when
/// there is no ID to replace, or it is locked and was not typed, a field's fault when the reason is too long, and
/// [`ProblemKind::ConferenceIdsExhausted`](shared::ProblemKind::ConferenceIdsExhausted) when no ID is left.
pub async fn reset_conference_id(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Version,
    request: &ResetConferenceIdRequest,
) -> Result<User> {
    let reason = check_reason(request.reason.as_deref())?;
    let before = load_version(transaction.as_read(), user, Some(seen)).await?;
    let old = static_id(&before)?;
    check_lock(&before, request.confirm_conference_id)?;

    retire(transaction, context, &before, old, AssignmentCause::Reset, reason.clone()).await?;
    let new = assign_random(transaction, context, &before, AssignmentCause::Reset).await?;
    let (action, send_email) = (AuditAction::ConferenceIdReset, request.send_email);
    replace(transaction, context, before, Replacement { old, new, action, reason, send_email }).await
}
