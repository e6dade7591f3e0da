//! Signing an account out everywhere.

use shared::{AdministratorId, AuditAction, AuditDetail};

use super::load;
use crate::{OperationContext, Result, Transaction};

/// Ends all sessions of an account; says how many ended.
///
/// # Errors
///
/// [`shared::ProblemKind::NotFound`] when there is no such account.
pub async fn sign_out_account(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: AdministratorId,
) -> Result<u32> {
    let account = load(transaction.as_read(), id, None).await?.administrator;
    let sessions = transaction.as_read().sessions().await?;
    let ended = sessions
        .iter()
        .filter(|session| session.administrator == id && session.expires_at > context.now)
        .count();
    transaction.delete_sessions_of(id).await?;
    if ended > 0 {
        context
            .audit(transaction, AuditAction::SessionEnded, None, Some(AuditDetail::Account { account }))
            .await?;
    }
    Ok(u32::try_from(ended).unwrap_or(u32::MAX))
}
