//! The one-time link through which an administrator's account is made.

use std::time::Duration;

use shared::AuditAction;

use crate::operations::tokens;
use crate::{OperationContext, Result, Transaction};

const LIFETIME: Duration = Duration::from_hours(24);

/// Makes a link's secret. It works once, for a day.
///
/// # Errors
///
/// Only when the store fails.
pub async fn create_set_up_link(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
) -> Result<String> {
    let secret = context.new_secret();
    transaction.insert_set_up_link(tokens::hash(&secret), context.now.after(LIFETIME)).await?;
    context.audit(transaction, AuditAction::AdministratorLinkMade, None, None).await?;
    Ok(secret)
}
