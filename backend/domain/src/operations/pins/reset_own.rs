//! An organizer's own reset.

use std::time::Duration;

use shared::{AuditAction, MailEvent, RevealedPin, User};

use super::fresh::{FreshPin, require_dial_in};
use crate::operations::sessions::limits::{self, Budget};
use crate::operations::users::load;
use crate::{Actor, Application, Result};

/// Resets by one organizer: each is a hash that takes a processor for a while.
const RESETS: Budget = Budget { at_once: 5, every: Duration::from_mins(5) };

/// Makes a new PIN for an organizer who is signed in, and shows it this once. The old one stops at once, and so does a link
/// that was not opened.
///
/// # Errors
///
/// [`ProblemKind::DialInNotEnabled`] when the organizer has no conference to start, [`ProblemKind::TooManyAttempts`] after
/// many resets, [`ProblemKind::Busy`] when every place for hashing is taken.
pub async fn reset_own_pin(application: &Application, organizer: &User) -> Result<RevealedPin> {
    let (now, id) = (application.now(), organizer.id);
    let reserve = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let user = load(transaction.as_read(), id).await?;
            require_dial_in(&user)?;
            let key = limits::key("own PIN", &[&id.to_string()]);
            if !RESETS.take(transaction, key, now).await? {
                return Err(limits::too_many(RESETS.pause()));
            }
            Ok(user)
        })
    });
    let user = reserve.await?;
    let fresh = FreshPin::draw(application, &user).await?;
    let actor = Actor::organizer(&user);
    let reset = application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move {
            let user = load(transaction.as_read(), id).await?;
            require_dial_in(&user)?;
            // An email that still waits would bring a link to another PIN.
            transaction.supersede_mails(id, &[MailEvent::PinReset], context.now).await?;
            let opened = transaction.organizer_pin(id).await?.and_then(|record| record.link);
            let opened = opened.filter(|link| link.opened_at.is_some());
            let revealed = fresh.keep(transaction, context, user, opened).await?;
            context.audit(transaction, AuditAction::PinReset, Some(id), None).await?;
            Ok(revealed)
        })
    });
    reset.await
}
