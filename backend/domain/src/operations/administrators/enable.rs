//! Enabling an account again.

use shared::{Account, AccountState, AdministratorId, AuditAction, AuditDetail, Version};

use super::{load, save, show};
use crate::{AdministratorRecord, OperationContext, Result, Transaction};

/// Enables an account again; its owner signs in with the password it had. One that is enabled keeps its version.
///
/// # Errors
///
/// [`shared::ProblemKind::NotFound`] when there is no such account, [`shared::ProblemKind::VersionStale`] when it has
/// changed since `seen`.
pub async fn enable_account(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: AdministratorId,
    seen: Option<Version>,
) -> Result<Account> {
    let record = load(transaction.as_read(), id, seen).await?;
    match record.state {
        AccountState::Active => return show::complete(transaction.as_read(), context.now, record).await,
        AccountState::Disabled => {}
    }
    let detail = Some(AuditDetail::Account { account: record.administrator.clone() });
    context.audit(transaction, AuditAction::AdministratorEnabled, None, detail).await?;
    save(transaction, context, AdministratorRecord { state: AccountState::Active, ..record }).await
}
