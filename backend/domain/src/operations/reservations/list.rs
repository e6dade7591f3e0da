//! Listing reservations.

use shared::{Page, PageRequest, ProblemKind, Reservation, ReservationFilter, Timestamp};

use crate::{Read, ReservationQuery, Result};

/// A page of the reservations that hold, newest first.
///
/// # Errors
///
/// A field's fault when the limit is none, and [`ProblemKind::InvalidCursor`].
pub async fn list_reservations(
    read: &mut dyn Read,
    now: Timestamp,
    filter: ReservationFilter,
    page: &PageRequest,
) -> Result<Page<Reservation>> {
    let limit = page.checked_limit()?;
    let before =
        page.cursor.as_deref().map(str::parse).transpose().map_err(|_| ProblemKind::InvalidCursor)?;
    let query = ReservationQuery { filter, before, limit: limit + 1 };
    let mut items = read.reservations(&query).await?;
    let more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let next_cursor = items.last().filter(|_| more).map(|last| last.id.to_string());
    // Until the upkeep has released them, those that are over are still there.
    items.retain(|reservation| reservation.holds(now));
    Ok(Page { items, next_cursor, total: None })
}
