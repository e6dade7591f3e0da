//! Removing a PIN.

use shared::{AuditAction, MailEvent, User, UserId, Version};

use super::end_pin;
use crate::operations::users::{complete, load_version, save};
use crate::{OperationContext, Result, Transaction};

/// Removes a user's PIN: it stops at once, and so does a link that was not opened. Without a PIN the organizer cannot
/// start a conference by phone. A user without one stays as they are.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has changed since
/// `seen`.
pub async fn remove_pin(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Option<Version>,
) -> Result<User> {
    let before = load_version(transaction.as_read(), user, seen).await?;
    let waiting = transaction.supersede_mails(user, &[MailEvent::PinReset], context.now).await?;
    let kept = transaction.organizer_pin(user).await?;
    if before.pin_set_at.is_none() && kept.is_none() && waiting == 0 {
        return complete(transaction.as_read(), context.now, before).await;
    }
    let after = end_pin(transaction, context, before).await?;
    let after = save(transaction, context, after).await?;
    context.audit(transaction, AuditAction::PinRemoved, Some(user), None).await?;
    complete(transaction.as_read(), context.now, after).await
}
