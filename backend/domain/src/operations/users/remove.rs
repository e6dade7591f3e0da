//! Removing a user, and striking out the name of one that was removed.

use shared::{AssignmentCause, AuditAction, ConferenceId, ProblemKind, RemovedUser, UserId, Version};

use super::load_version;
use crate::operations::conference_ids::{check_lock, retire};
use crate::operations::meetings::retire_ids_of_meetings;
use crate::{AuditQuery, OperationContext, Read, Result, Transaction};

/// How many entries of the audit log are looked at at a time.
const ENTRIES: u32 = 200;

/// Removes a user. The conference ID and those of planned meetings stop at once and go into quarantine; emails, the connected calendar with the
/// meeting log, sessions and links go. The history and the audit log stay, under the name that is left. No email is
/// sent: whoever is to be told is disabled first.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has changed since
/// `seen`, a problem when the conference ID is locked and was not typed.
pub async fn remove_user(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Version,
    confirmed: Option<ConferenceId>,
) -> Result<RemovedUser> {
    let before = load_version(transaction.as_read(), user, Some(seen)).await?;
    check_lock(&before, confirmed)?;
    if let Some(id) = before.conference_id {
        retire(transaction, context, &before, id, AssignmentCause::UserRemoved, None).await?;
    }
    retire_ids_of_meetings(transaction, context, user, AssignmentCause::UserRemoved).await?;
    if before.dial_in_enabled {
        context.audit(transaction, AuditAction::UserDisabled, Some(user), None).await?;
    }
    let left =
        RemovedUser { id: user, display_name: Some(before.display_name.clone()), removed_at: context.now };
    transaction.remove_user(&left).await?;
    context.audit(transaction, AuditAction::UserRemoved, Some(user), None).await?;
    Ok(left)
}

/// What is left of a removed user.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when no such user was removed.
pub async fn show_removed_user(read: &mut dyn Read, user: UserId) -> Result<RemovedUser> {
    Ok(read.removed_user(user).await?.ok_or(ProblemKind::NotFound)?)
}

/// Strikes out the name of a removed user: afterwards no table holds it, nor the principal name or the address, nor
/// what was written about the user. What was done, and when, stays.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when no such user was removed.
pub async fn strike_out_name(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
) -> Result<RemovedUser> {
    let left = show_removed_user(transaction.as_read(), user).await?;
    let mut names: Vec<String> = left.display_name.iter().cloned().collect();
    let mut before = None;
    loop {
        let entries = transaction
            .audit(&AuditQuery { user: Some(user), before, limit: ENTRIES, ..AuditQuery::default() })
            .await?;
        let Some(last) = entries.last() else { break };
        before = Some(last.id);
        for entry in entries {
            let Some(detail) = entry.detail else { continue };
            names.extend(detail.names().into_iter().map(str::to_owned));
            let nameless = detail.clone().without_names();
            if nameless != detail {
                transaction.replace_audit_detail(entry.id, &nameless).await?;
            }
        }
    }
    transaction.strike_out_name(user, &names).await?;
    if left.display_name.is_some() {
        context.audit(transaction, AuditAction::NameStruckOut, Some(user), None).await?;
    }
    Ok(RemovedUser { display_name: None, ..left })
}
