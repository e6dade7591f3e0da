//! Listing users.

use shared::{Fault, Page, PageRequest, ProblemKind, Timestamp, User, UserFilter, UserSort};

use crate::store::sort_key;
use crate::{Error, Read, Result, UserPosition, UserQuery, search_terms};

/// A search has at most so many words: each is looked for in every user that has the others.
const SEARCH_WORDS_MAX: usize = 12;
/// A search has at most so many characters.
const SEARCH_LENGTH_MAX: usize = 400;

/// A part of the list of users that match.
///
/// # Errors
///
/// [`ProblemKind::InvalidCursor`] when the cursor is not one that Konfid gave out for this order.
pub async fn list_users(
    read: &mut dyn Read,
    now: Timestamp,
    filter: &UserFilter,
    sort: UserSort,
    page: &PageRequest,
) -> Result<Page<User>> {
    let limit = page.checked_limit()?;
    let mut query = user_query(filter, sort, limit + 1)?;
    query.after = page.cursor.as_deref().map(|cursor| decode(cursor, sort)).transpose()?;
    let mut items = read.users(&query).await?;
    let more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let last = items.last().filter(|_| more);
    let next_cursor =
        last.map(|last| encode(&UserPosition { key: sort_key(last, sort), user: last.id }, sort));
    for user in &mut items {
        user.undo = user.undo.filter(|undo| undo.until > now);
    }
    let total = if page.count { Some(read.count_users(&query).await?) } else { None };
    Ok(Page { items, next_cursor, total })
}

/// The filter in the store's terms.
///
/// # Errors
///
/// The fault of `q` when it is longer, or has more words, than anybody searches for.
pub fn user_query(filter: &UserFilter, sort: UserSort, limit: u32) -> Result<UserQuery> {
    let text = filter.q.as_deref().unwrap_or_default();
    if text.chars().count() > SEARCH_LENGTH_MAX {
        return Err(Error::field("q", Fault::LongerThan(SEARCH_LENGTH_MAX)));
    }
    let terms = search_terms(text);
    if terms.len() > SEARCH_WORDS_MAX {
        return Err(Error::field("q", Fault::MoreWordsThan(SEARCH_WORDS_MAX)));
    }
    Ok(UserQuery { terms, filter: filter.clone(), sort, after: None, limit })
}

/// A cursor names the order, so that it cannot be used with another.
fn encode(position: &UserPosition, sort: UserSort) -> String {
    format!("{}.{}.{}", sort as u8, position.user.uuid().simple(), hex::encode(&position.key))
}

fn decode(cursor: &str, sort: UserSort) -> Result<UserPosition> {
    let mut parts = cursor.split('.');
    let position = (|| {
        let order: u8 = parts.next()?.parse().ok()?;
        let user = parts.next()?.parse().ok()?;
        let key = String::from_utf8(hex::decode(parts.next()?).ok()?).ok()?;
        (order == sort as u8 && parts.next().is_none()).then_some(UserPosition { key, user })
    })();
    Ok(position.ok_or(ProblemKind::InvalidCursor)?)
}
