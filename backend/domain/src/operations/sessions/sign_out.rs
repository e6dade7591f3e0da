//! Signing out.

use shared::AuditAction;

use crate::{OperationContext, Result, SecretHash, Transaction};

/// Ends the session.
///
/// # Errors
///
/// Only when the store fails.
pub async fn sign_out(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    secret: SecretHash,
) -> Result<()> {
    if transaction.session(secret).await?.is_some() {
        transaction.delete_session(secret).await?;
        context.audit(transaction, AuditAction::SignedOut, None, None).await?;
    }
    Ok(())
}
