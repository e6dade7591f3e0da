//! Listing planned meetings.

use shared::{Meeting, MeetingFilter, Page, PageRequest, ProblemKind, Timestamp, UserId};

use super::show::on_the_wire;
use crate::operations::users::load;
use crate::{MeetingQuery, Read, Result};

/// A part of the meetings of all users, or of one, newest first.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user and none was removed, [`ProblemKind::InvalidCursor`] when the
/// cursor is not one that Konfid gave out.
pub async fn list_meetings(
    read: &mut dyn Read,
    now: Timestamp,
    organizer: Option<UserId>,
    filter: MeetingFilter,
    page: &PageRequest,
) -> Result<Page<Meeting>> {
    let limit = page.checked_limit()?;
    if let Some(user) = organizer
        && read.removed_user(user).await?.is_none()
    {
        load(read, user).await?;
    }
    let before = match page.cursor.as_deref() {
        Some(cursor) => Some(cursor.parse().map_err(|_| ProblemKind::InvalidCursor)?),
        None => None,
    };
    let query = MeetingQuery { organizer, filter, now, before, limit: limit + 1 };
    let mut records = read.meetings(&query).await?;
    let more = records.len() > limit as usize;
    records.truncate(limit as usize);
    let next_cursor = records.last().filter(|_| more).map(|meeting| meeting.id.to_string());
    let mut items = Vec::with_capacity(records.len());
    for record in records {
        items.push(on_the_wire(read, now, record).await?);
    }
    let total = if page.count { Some(read.count_meetings(&query).await?) } else { None };
    Ok(Page { items, next_cursor, total })
}
