//! Disabling an account.

use shared::{Account, AccountState, AdministratorId, AuditAction, AuditDetail, Version};

use super::{load, require_another, revoke_tokens_of, save, show};
use crate::{AdministratorRecord, OperationContext, Result, Transaction};

/// Disables an account: its sessions and its links end at once, and nobody can sign in to it. The API tokens that it
/// made belong to the organisation and go on, unless they are to be revoked as well.
///
/// # Errors
///
/// [`shared::ProblemKind::NotFound`] when there is no such account, [`shared::ProblemKind::VersionStale`] when it has changed since
/// `seen`, [`shared::ProblemKind::LastAdministrator`] when nobody else could sign in.
pub async fn disable_account(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: AdministratorId,
    seen: Option<Version>,
    revokes_tokens: bool,
) -> Result<Account> {
    let record = load(transaction.as_read(), id, seen).await?;
    let is_active = match record.state {
        AccountState::Active => true,
        AccountState::Disabled => false,
    };
    require_another(transaction.as_read(), &record).await?;
    transaction.delete_sessions_of(id).await?;
    transaction.delete_set_up_links_of(id).await?;
    if is_active {
        let detail = Some(AuditDetail::Account { account: record.administrator.clone() });
        context.audit(transaction, AuditAction::AdministratorDisabled, None, detail).await?;
    }
    if revokes_tokens {
        revoke_tokens_of(transaction, context, id).await?;
    }
    if !is_active {
        return show::complete(transaction.as_read(), context.now, record).await;
    }
    let record = AdministratorRecord { state: AccountState::Disabled, ..record };
    save(transaction, context, record).await
}
