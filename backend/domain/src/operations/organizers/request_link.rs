//! Asking for a link, without being signed in.

use std::time::Duration;

use shared::{EmailAddress, MailEvent, MailFilter, OrganizerLinkRequest, User};

use super::send_link::send;
use crate::{Context, MailQuery, Read, Result, Transaction, UserQuery, search_terms};

/// A second mail waits this long.
const PAUSE: Duration = Duration::from_mins(1);
/// No more mails than this are sent in an hour.
const HOURLY: usize = 5;
/// How many users are looked through in whose addresses the address occurs.
const LOOKED_THROUGH: u32 = 500;
/// How many users with one address get a mail: a mailbox that many share is not meant for signing in.
const SHARED_BY: usize = 5;

/// Mails a link to every user with this address, unless there were enough of them lately. Nothing tells the caller
/// whether there was such a user.
pub async fn request_organizer_link(
    transaction: &mut dyn Transaction,
    context: &mut Context,
    request: &OrganizerLinkRequest,
) -> Result<()> {
    for user in users_with(transaction.as_read(), &request.address).await? {
        if may_send(transaction.as_read(), context, &user).await? {
            send(transaction, context, &user).await?;
        }
    }
    Ok(())
}

/// The user whose principal name it is, or else the users whose primary address it is; without regard to case.
async fn users_with(read: &mut dyn Read, address: &EmailAddress) -> Result<Vec<User>> {
    let wanted = address.as_str().to_lowercase();
    if let Ok(name) = address.as_str().parse()
        && let Some(user) = read.user_by_principal_name(&name).await?
    {
        return Ok(vec![user]);
    }
    let terms = search_terms(address.as_str());
    let query = UserQuery { terms, limit: LOOKED_THROUGH, ..UserQuery::default() };
    let found = read.users(&query).await?;
    let has_it = |user: &User| user.primary_email.as_str().to_lowercase() == wanted;
    Ok(found.into_iter().filter(has_it).take(SHARED_BY).collect())
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
