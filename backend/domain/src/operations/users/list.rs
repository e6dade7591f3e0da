//! Listing users.

use shared::{Page, PageRequest, ProblemKind, Timestamp, User, UserFilter, UserSort};

use crate::store::sort_key;
use crate::{Read, Result, UserPosition, UserQuery, search_terms};

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
    let mut query = user_query(filter, sort, limit + 1);
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
pub fn user_query(filter: &UserFilter, sort: UserSort, limit: u32) -> UserQuery {
    let terms = filter.q.as_deref().map(search_terms).unwrap_or_default();
    UserQuery { terms, filter: filter.clone(), sort, after: None, limit }
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
