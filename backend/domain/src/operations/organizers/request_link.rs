//! Asking for a link, without being signed in.

use std::collections::BTreeSet;
use std::time::Duration;

use shared::{EmailAddress, MailEvent, MailFilter, Timestamp, User, UserId};

use super::send_link::send;
use crate::{MailQuery, MailRecord, OperationContext, Read, Result, Transaction};

/// A second mail waits this long.
const PAUSE: Duration = Duration::from_mins(1);
/// No more mails than this are sent in an hour.
const HOURLY: usize = 5;
/// How many of a user's latest mails are looked through.
const MAILS: u32 = 50;
/// How many users with one address get a mail: a mailbox that many share is not meant for signing in.
const SHARED_BY: u32 = 5;

/// The users whose principal name or primary address it is, without regard to case.
///
/// # Errors
///
/// Only when the store fails.
pub async fn find_organizers(read: &mut dyn Read, address: &EmailAddress) -> Result<Vec<UserId>> {
    let mut users = BTreeSet::new();
    if let Ok(name) = address.as_str().parse() {
        users.extend(read.user_by_principal_name(&name).await?.map(|user| user.id));
    }
    users.extend(read.users_by_primary_email(address, SHARED_BY).await?.into_iter().map(|user| user.id));
    Ok(users.into_iter().collect())
}

/// Mails a link to these users, unless they got enough of them lately.
///
/// # Errors
///
/// Only when the store fails: who gets no link is not told.
pub async fn request_organizer_link(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    users: &[UserId],
) -> Result<()> {
    for user in users {
        if let Some(user) = transaction.user(*user).await?
            && may_send(transaction.as_read(), context, &user).await?
        {
            send(transaction, context, &user).await?;
        }
    }
    Ok(())
}

async fn may_send(read: &mut dyn Read, context: &OperationContext, user: &User) -> Result<bool> {
    let hour_ago = context.now.before(Duration::from_hours(1));
    let sent = mails_since(read, user.id, MailEvent::OrganizerLink, hour_ago).await?;
    let just_now = sent.iter().any(|mail| mail.created_at > context.now.before(PAUSE));
    Ok(!just_now && sent.len() < HOURLY)
}

/// Whether a later mail with a link was written for the same user: its link must not be made worthless by this one.
///
/// # Errors
///
/// Only when the store fails.
pub async fn has_newer_link(read: &mut dyn Read, mail: &MailRecord) -> Result<bool> {
    has_newer(read, mail, mail.event).await
}

/// Whether a later mail about this event was written for the same user.
pub(crate) async fn has_newer(read: &mut dyn Read, mail: &MailRecord, event: MailEvent) -> Result<bool> {
    let mails = mails_since(read, mail.user, event, mail.created_at).await?;
    Ok(mails.iter().any(|other| other.id > mail.id))
}

/// The user's mails about this event that were written since then.
async fn mails_since(
    read: &mut dyn Read,
    user: UserId,
    event: MailEvent,
    since: Timestamp,
) -> Result<Vec<MailRecord>> {
    let filter = MailFilter { user: Some(user), state: None };
    let mails = read.mails(&MailQuery { filter, before: None, limit: MAILS }).await?;
    let is_one = |mail: &MailRecord| mail.event == event && mail.created_at >= since;
    Ok(mails.into_iter().map(|(mail, _)| mail).filter(is_one).collect())
}
