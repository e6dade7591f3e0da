//! Asking for a link, without being signed in.

use std::collections::BTreeSet;
use std::time::Duration;

use shared::{EmailAddress, MailEvent, MailFilter, User, UserId};

use super::send_link::send;
use crate::{Context, MailQuery, Read, Result, Transaction};

/// A second mail waits this long.
const PAUSE: Duration = Duration::from_mins(1);
/// No more mails than this are sent in an hour.
const HOURLY: usize = 5;
/// How many users with one address get a mail: a mailbox that many share is not meant for signing in.
const SHARED_BY: u32 = 5;

/// The users whose principal name or primary address it is, without regard to case.
pub async fn find_organizers(read: &mut dyn Read, address: &EmailAddress) -> Result<Vec<UserId>> {
    let mut users = BTreeSet::new();
    if let Ok(name) = address.as_str().parse() {
        users.extend(read.user_by_principal_name(&name).await?.map(|user| user.id));
    }
    users.extend(read.users_by_primary_email(address, SHARED_BY).await?.into_iter().map(|user| user.id));
    Ok(users.into_iter().collect())
}

/// Mails a link to these users, unless they got enough of them lately.
pub async fn request_organizer_link(
    transaction: &mut dyn Transaction,
    context: &mut Context,
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

async fn may_send(read: &mut dyn Read, context: &Context, user: &User) -> Result<bool> {
    let filter = MailFilter { user: Some(user.id), state: None };
    let mails = read.mails(&MailQuery { filter, before: None, limit: 50 }).await?;
    let hour_ago = context.now.before(Duration::from_hours(1));
    let sent: Vec<_> = mails
        .into_iter()
        .map(|(mail, _)| mail)
        .filter(|mail| mail.event == MailEvent::OrganizerLink && mail.created_at > hour_ago)
        .collect();
    let just_now = sent.iter().any(|mail| mail.created_at > context.now.before(PAUSE));
    Ok(!just_now && sent.len() < HOURLY)
}
