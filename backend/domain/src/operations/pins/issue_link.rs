//! The link in an email.

use shared::{MailEvent, Settings, User, UserId};

use super::LINK_LIFETIME;
use super::can_have_pin;
use super::end::forget_links;
use crate::operations::organizers::has_newer;
use crate::operations::tokens;
use crate::{MailRecord, OperationContext, OrganizerPinRecord, PinLinkRecord, Read, Result, Transaction};

/// Whether an email that is written now has a link to a PIN: one about a reset, and one about being enabled where the
/// organisation wants it. Who has a PIN by now keeps it.
pub(crate) async fn wants_pin_link(
    read: &mut dyn Read,
    mail: &MailRecord,
    user: &User,
    settings: &Settings,
) -> Result<bool> {
    if !can_have_pin(user) || user.pin_set_at.is_some() {
        return Ok(false);
    }
    match mail.event {
        MailEvent::PinReset => Ok(true),
        // The link of a later reset must not be made worthless by this one.
        MailEvent::Enabled => {
            Ok(settings.pin_on_enabling && !has_newer(read, mail, MailEvent::PinReset).await?)
        }
        MailEvent::ConferenceIdChanged
        | MailEvent::ConferenceIdTypeChanged
        | MailEvent::DefaultNumberChanged
        | MailEvent::ResetUndone
        | MailEvent::ProviderChanged
        | MailEvent::ConferenceIdTakenOver
        | MailEvent::ConferenceIdHandedOver
        | MailEvent::Disabled
        | MailEvent::ConferenceInfo
        | MailEvent::OrganizerLink => Ok(false),
    }
}

/// Makes the secret of a link, when the email with it is written; an earlier link of the user stops working. The outbox
/// holds no secret: an email that is sent again has a new one.
///
/// # Errors
///
/// Only when the store fails.
pub async fn issue_pin_link(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
) -> Result<String> {
    let secret = context.new_secret();
    forget_links(transaction, context, user).await?;
    let link = PinLinkRecord {
        secret: tokens::hash(&secret),
        created_at: context.now,
        expires_at: context.now.after(LINK_LIFETIME),
        opened_at: None,
    };
    transaction.put_organizer_pin(&OrganizerPinRecord { user, hash: None, link: Some(link) }).await?;
    Ok(secret)
}
