//! Resetting a PIN.

use shared::{AuditAction, MailEvent, User, UserId, Version};

use super::end_pin;
use super::fresh::require_dial_in;
use crate::operations::mails::{enqueue, wants_mail};
use crate::operations::users::{complete, load_version, save};
use crate::{OperationContext, Result, Transaction};

/// Resets a user's PIN: the old one stops at once, and an email has a one-time link that makes a new one. Without an email
/// the organizer gets a new PIN on their own page.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has changed since
/// `seen`, [`ProblemKind::DialInNotEnabled`] when the user has no conference to start.
pub async fn reset_pin(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Option<Version>,
    send_email: Option<bool>,
) -> Result<User> {
    let before = load_version(transaction.as_read(), user, seen).await?;
    let after = reset_pin_of(transaction, context, before, send_email).await?;
    complete(transaction.as_read(), context.now, after).await
}

/// The same for a user that is at hand.
pub(crate) async fn reset_pin_of(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: User,
    send_email: Option<bool>,
) -> Result<User> {
    require_dial_in(&user)?;
    let after = end_pin(transaction, context, user).await?;
    let after = save(transaction, context, after).await?;
    context.audit(transaction, AuditAction::PinReset, Some(after.id), None).await?;
    transaction.supersede_mails(after.id, &[MailEvent::PinReset], context.now).await?;
    if wants_mail(transaction.as_read(), MailEvent::PinReset, send_email).await? {
        enqueue(transaction, context, &after, MailEvent::PinReset).await?;
    }
    Ok(after)
}
