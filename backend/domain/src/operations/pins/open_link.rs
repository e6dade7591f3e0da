//! Opening the link to a PIN.

use shared::{AuditAction, PinLink, ProblemKind, RevealedPin, Timestamp, User};

use super::fresh::{FreshPin, can_have_pin};
use crate::operations::tokens;
use crate::{Actor, Application, PinLinkRecord, Read, Result, SecretHash};

/// Whether the link can be opened, and when it was opened if it was. Looking does not use it up, however often scanners of
/// emails do it.
///
/// # Errors
///
/// [`ProblemKind::PinLinkInvalid`] when there is no such link, or no longer.
pub async fn show_pin_link(read: &mut dyn Read, now: Timestamp, token: &str) -> Result<PinLink> {
    let (link, _) = find(read, tokens::hash(token)).await?;
    Ok(link.shown(now))
}

/// Makes a PIN, shows it this once, and uses the link up.
///
/// # Errors
///
/// [`ProblemKind::PinLinkUsed`] when somebody was here before, [`ProblemKind::PinLinkInvalid`] when the link was replaced
/// or is too old, [`ProblemKind::Busy`] when every place for hashing is taken.
pub async fn open_pin_link(application: &Application, token: &str) -> Result<RevealedPin> {
    let secret = tokens::hash(token);
    let now = application.now();
    // The link is looked at before the expensive hash is made, and again in the transaction that uses it up.
    let look = application.look_up(move |read| Box::pin(async move { usable(read, secret, now).await }));
    let (_, user) = look.await?;
    let fresh = FreshPin::draw(application, &user).await?;
    let opened = application.in_transaction_as(Actor::Anonymous, move |transaction, context| {
        Box::pin(async move {
            let (link, user) = usable(transaction.as_read(), secret, context.now).await?;
            context.actor = Actor::organizer(&user);
            let link = PinLinkRecord { opened_at: Some(context.now), ..link };
            let id = user.id;
            let revealed = fresh.keep(transaction, context, user, Some(link)).await?;
            context.audit(transaction, AuditAction::PinLinkOpened, Some(id), None).await?;
            Ok(revealed)
        })
    });
    opened.await
}

/// The link and whom it belongs to, if it can be opened.
async fn usable(read: &mut dyn Read, secret: SecretHash, now: Timestamp) -> Result<(PinLinkRecord, User)> {
    let (link, user) = find(read, secret).await?;
    if link.opened_at.is_some() {
        return Err(ProblemKind::PinLinkUsed.into());
    }
    if link.expires_at <= now || !can_have_pin(&user) {
        return Err(ProblemKind::PinLinkInvalid.into());
    }
    Ok((link, user))
}

async fn find(read: &mut dyn Read, secret: SecretHash) -> Result<(PinLinkRecord, User)> {
    let record = read.organizer_pin_by_link(secret).await?.ok_or(ProblemKind::PinLinkInvalid)?;
    let user = read.user(record.user).await?.ok_or(ProblemKind::PinLinkInvalid)?;
    let link = record.link.ok_or(ProblemKind::PinLinkInvalid)?;
    Ok((link, user))
}
