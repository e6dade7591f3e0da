//! Sending the conference info in a mail, by hand.

use shared::{
    AuditAction, AuditDetail, AuditField, EmailAddress, FieldChange, MailEvent, ProblemKind, User, UserId,
};

use super::enqueue_to;
use crate::operations::users::{complete, load};
use crate::{OperationContext, Result, Transaction};

/// Sends everything but the PIN, from whoever provides the conference, to the user or this once to another address, whatever the
/// organisation's switch says. One that still waits is
/// superseded, so that two clicks send one mail.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::DialInNotEnabled`] when the user is not
/// enabled.
pub async fn send_conference_info(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    address: Option<EmailAddress>,
) -> Result<User> {
    let user = load(transaction.as_read(), user).await?;
    if !user.dial_in_enabled {
        return Err(ProblemKind::DialInNotEnabled.into());
    }
    transaction.supersede_mails(user.id, &[MailEvent::ConferenceInfo], context.now).await?;
    enqueue_to(transaction, context, &user, MailEvent::ConferenceInfo, address.clone()).await?;
    let detail = FieldChange::of(AuditField::MailRecipient, None, address.as_ref())
        .map(|field| AuditDetail::Changes { fields: vec![field] });
    context.audit(transaction, AuditAction::ConferenceInfoSent, Some(user.id), detail).await?;
    complete(transaction.as_read(), context.now, user).await
}
