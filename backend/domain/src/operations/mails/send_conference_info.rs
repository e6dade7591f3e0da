//! Sending the conference info in a mail, by hand.

use shared::{AuditAction, MailEvent, ProblemKind, User, UserId};

use super::enqueue;
use crate::operations::users::{complete, load};
use crate::{OperationContext, Result, Transaction};

/// Sends the user everything but the PIN, whatever the organisation's switch says. One that still waits is
/// superseded, so that two clicks send one mail.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::DialInNotEnabled`] when the user has no
/// conference ID.
pub async fn send_conference_info(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
) -> Result<User> {
    let user = load(transaction.as_read(), user).await?;
    if user.conference_id.is_none() {
        return Err(ProblemKind::DialInNotEnabled.into());
    }
    transaction.supersede_mails(user.id, &[MailEvent::ConferenceInfo], context.now).await?;
    enqueue(transaction, context, &user, MailEvent::ConferenceInfo).await?;
    context.audit(transaction, AuditAction::ConferenceInfoSent, Some(user.id), None).await?;
    complete(transaction.as_read(), context.now, user).await
}
