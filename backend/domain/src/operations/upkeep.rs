//! What Konfid does by itself from time to time.

use std::time::Duration;

use shared::MailEvent;

use super::organizers::LINK_LIFETIME;
use crate::{OperationContext, Result, Transaction};

/// For how long an answer under an idempotency key, and a file that was imported, are kept.
pub const KEPT_FOR: Duration = Duration::from_hours(24);

/// Frees IDs whose quarantine has ended and removes what has expired. Says how many IDs were freed.
///
/// # Errors
///
/// Only when the store fails.
pub async fn keep_up(transaction: &mut dyn Transaction, context: &OperationContext) -> Result<u64> {
    let freed = transaction.end_quarantines(context.now).await?;
    transaction.delete_expired(context.now, context.now.before(KEPT_FOR)).await?;
    transaction.forget_meeting_update_data(context.now).await?;
    // A kept mail with a link that no longer works is worth nothing to anybody.
    let link_ended = context.now.before(LINK_LIFETIME);
    transaction.forget_mail_content(MailEvent::OrganizerLink, None, link_ended).await?;
    transaction.delete_imports_before(context.now.before(KEPT_FOR)).await?;
    Ok(freed)
}
