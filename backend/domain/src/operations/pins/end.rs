//! The end of a PIN.

use shared::{MailEvent, User, UserId};

use crate::{OperationContext, OrganizerPinRecord, Result, Transaction};

/// The events whose emails can have a link to a PIN.
pub(super) const WITH_LINK: [MailEvent; 2] = [MailEvent::PinReset, MailEvent::Enabled];

/// Ends a user's PIN and the link to it. The answer is the user without a PIN, still to be saved.
pub(crate) async fn end_pin(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    user: User,
) -> Result<User> {
    transaction.delete_organizer_pin(user.id).await?;
    forget_links(transaction, context, user.id).await?;
    Ok(User { pin_set_at: None, ..user })
}

/// Makes a link worthless that nobody has opened: it went to an address that the user has no longer.
pub(crate) async fn end_unopened_link(transaction: &mut dyn Transaction, user: UserId) -> Result<()> {
    let Some(record) = transaction.organizer_pin(user).await? else { return Ok(()) };
    if record.link.is_none_or(|link| link.opened_at.is_some()) {
        return Ok(());
    }
    if record.hash.is_none() {
        return Ok(transaction.delete_organizer_pin(user).await?);
    }
    Ok(transaction.put_organizer_pin(&OrganizerPinRecord { link: None, ..record }).await?)
}

/// Forgets the texts of emails with a link that is worth nothing any more: where no SMTP server is configured, they stay
/// in Konfid.
pub(super) async fn forget_links(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    user: UserId,
) -> Result<()> {
    for event in WITH_LINK {
        transaction.forget_mail_content(event, Some(user), context.now).await?;
    }
    Ok(())
}
