//! Sending a link.

use shared::{AuditAction, MailEvent, User, UserId};

use super::LINK_LIFETIME;
use crate::operations::mails::enqueue;
use crate::operations::tokens;
use crate::operations::users::{complete, load};
use crate::{OperationContext, OrganizerSecretKind, OrganizerSecretRecord, Result, Transaction};

/// Mails the user a link that signs them in. One that still waits is superseded, so that two clicks send one mail.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user.
pub async fn send_organizer_link(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
) -> Result<User> {
    let user = load(transaction.as_read(), user).await?;
    send(transaction, context, &user).await?;
    complete(transaction.as_read(), context.now, user).await
}

pub(super) async fn send(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
) -> Result<()> {
    transaction.supersede_mails(user.id, &[MailEvent::OrganizerLink], context.now).await?;
    enqueue(transaction, context, user, MailEvent::OrganizerLink).await?;
    context.audit(transaction, AuditAction::OrganizerLinkSent, Some(user.id), None).await
}

/// Makes the secret of a link, when the mail with it is written; an earlier link of the user stops working. The
/// outbox holds no secret: a mail that is sent again has a new one.
///
/// # Errors
///
/// Only when the store fails.
pub async fn issue_organizer_link(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
) -> Result<String> {
    let secret = context.new_secret();
    let kind = OrganizerSecretKind::Link;
    transaction.delete_organizer_secrets(user, kind).await?;
    transaction.forget_mail_content(MailEvent::OrganizerLink, Some(user), context.now).await?;
    let expires_at = context.now.after(LINK_LIFETIME);
    let record = OrganizerSecretRecord {
        kind,
        secret: tokens::hash(&secret),
        user,
        created_at: context.now,
        expires_at,
    };
    transaction.put_organizer_secret(&record).await?;
    Ok(secret)
}
