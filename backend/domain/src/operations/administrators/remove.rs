//! Removing an account.

use shared::{AdministratorId, AuditAction, AuditDetail, Version};

use super::{load, require_another, revoke_tokens_of};
use crate::{OperationContext, Result, Transaction};

/// Removes an account for good: its sessions, its links and the API tokens that it made end at once. The audit log and the
/// history keep the name that it had; somebody else may get that name.
///
/// # Errors
///
/// [`shared::ProblemKind::NotFound`] when there is no such account, [`shared::ProblemKind::VersionStale`] when it has
/// changed since `seen`, [`shared::ProblemKind::LastAdministrator`] when nobody else could sign in.
pub async fn remove_account(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: AdministratorId,
    seen: Option<Version>,
) -> Result<()> {
    let record = load(transaction.as_read(), id, seen).await?;
    require_another(transaction.as_read(), &record).await?;
    revoke_tokens_of(transaction, context, id).await?;
    let detail = Some(AuditDetail::Account { account: record.administrator });
    context.audit(transaction, AuditAction::AdministratorRemoved, None, detail).await?;
    Ok(transaction.remove_administrator(id, context.now).await?)
}
