//! Disabling an account.

use shared::{Account, AccountState, AdministratorId, AuditAction, AuditDetail, ProblemKind, Version};

use super::{load, save, show};
use crate::operations::tokens::revoke_token;
use crate::{AdministratorRecord, OperationContext, Result, Transaction};

/// Disables an account: its sessions and its links end at once, and nobody can sign in to it. The API tokens that it
/// made belong to the organisation and go on, unless they are to be revoked as well.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such account, [`ProblemKind::VersionStale`] when it has changed since
/// `seen`, [`ProblemKind::LastAdministrator`] when nobody else could sign in.
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
    if record.can_sign_in() {
        let others = transaction.administrators().await?;
        if !others.iter().any(|other| other.administrator.id != id && other.can_sign_in()) {
            return Err(ProblemKind::LastAdministrator.into());
        }
    }
    transaction.delete_sessions_of(id).await?;
    transaction.delete_set_up_links_of(id).await?;
    if is_active {
        let detail = Some(AuditDetail::Account { account: record.administrator.clone() });
        context.audit(transaction, AuditAction::AdministratorDisabled, None, detail).await?;
    }
    if revokes_tokens {
        for token in transaction.as_read().tokens().await? {
            if token.created_by == Some(id) && token.is_good(context.now) {
                revoke_token(transaction, context, token.id).await?;
            }
        }
    }
    if !is_active {
        return show::complete(transaction.as_read(), context.now, record).await;
    }
    let record = AdministratorRecord { state: AccountState::Disabled, ..record };
    save(transaction, context, record).await
}
