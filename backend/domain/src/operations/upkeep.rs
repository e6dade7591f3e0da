//! What Konfid does by itself from time to time.

use std::time::Duration;

use shared::MailEvent;

use super::jobs::JOBS_KEPT_FOR;
use super::organizers::LINK_LIFETIME;
use crate::{OperationContext, Result, Transaction};

/// For how long an answer under an idempotency key, and a file that was imported, are kept.
pub const KEPT_FOR: Duration = Duration::from_hours(24);

/// How many rows and pieces are removed in one transaction at most.
const REMOVED_AT_ONCE: u32 = 500;

/// Frees IDs whose quarantine has ended and removes what has expired. Says how many IDs were freed.
///
/// # Errors
///
/// Only when the store fails.
pub async fn keep_up(transaction: &mut dyn Transaction, context: &OperationContext) -> Result<u64> {
    let freed = transaction.end_quarantines(context.now).await?;
    transaction.delete_expired(context.now, context.now.before(KEPT_FOR)).await?;
    transaction.forget_meeting_update_data(context.now).await?;
    // A kept mail with a link is readable for an hour: most links end then, and the others give too much away.
    let link_ended = context.now.before(LINK_LIFETIME);
    for event in MailEvent::ALL {
        transaction.forget_mail_content(event, None, link_ended).await?;
    }
    transaction.delete_imports_before(context.now.before(KEPT_FOR)).await?;
    Ok(freed)
}

/// Removes old jobs and pieces of texts that nobody needs any more, a few rows at a time; says whether to call it again.
///
/// # Errors
///
/// Only when the store fails.
pub async fn tidy_jobs(transaction: &mut dyn Transaction, context: &OperationContext) -> Result<bool> {
    let more = transaction.delete_jobs_before(context.now.before(JOBS_KEPT_FOR), REMOVED_AT_ONCE).await?;
    // A piece is long; a file that is being read has no import yet.
    let pieces = REMOVED_AT_ONCE / 50;
    let removed = transaction.delete_stray_pieces(context.now.before(KEPT_FOR), pieces).await?;
    Ok(more || removed == u64::from(pieces))
}
