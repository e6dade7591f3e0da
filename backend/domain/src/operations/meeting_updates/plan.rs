//! What the update of a user's calendar works from.

use std::collections::BTreeMap;

use shared::{CalendarConnection, ConferenceId, Language, NumberChange, UserId};

use super::numbers::number_changes;
use super::{earlier_ids, opened_connection, organizer_addresses};
use crate::{CalendarReach, MeetingUpdateQuery, MeetingUpdateRecord, OpenedConnection, Read, Result, Sealer};

/// How many rows of the meeting log are read at once.
const PAGE: u32 = 500;

/// What an update works from: the user, the calendar, and the meeting log at its beginning.
#[derive(Clone)]
pub struct CalendarUpdatePlan {
    /// Whose calendar.
    pub user: UserId,
    /// The language for what people read.
    pub language: Language,
    /// Whether the organisation wants meetings to be updated.
    pub is_wanted: bool,
    /// The connected calendar.
    pub connection: CalendarConnection,
    /// The password; `None` if the key is another by now.
    pub password: Option<String>,
    /// Which hosts may be asked.
    pub reach: CalendarReach,
    /// The ID that is right now.
    pub current: Option<ConferenceId>,
    /// Those that may still be in meetings.
    pub earlier: Vec<ConferenceId>,
    /// The service numbers that may still be in meetings and cannot be called any more, or lead to another bridge; each
    /// with the one to write instead.
    pub numbers: Vec<NumberChange>,
    /// The addresses under which the user organizes meetings.
    pub addresses: Vec<String>,
    /// The meeting log, by the addresses of the meetings.
    pub log: BTreeMap<String, MeetingUpdateRecord>,
}

/// Gathers what an update needs; `None` if there is no user or no connected calendar.
///
/// # Errors
///
/// Only when the store fails.
pub async fn plan_calendar_update(
    read: &mut dyn Read,
    sealer: &dyn Sealer,
    user: UserId,
) -> Result<Option<CalendarUpdatePlan>> {
    let Some(found) = read.user(user).await? else { return Ok(None) };
    let Some(opened) = opened_connection(read, sealer, user).await? else { return Ok(None) };
    let OpenedConnection { connection, password, reach } = opened;
    let settings = read.settings().await?;
    Ok(Some(CalendarUpdatePlan {
        user,
        language: found.language.unwrap_or(settings.default_language),
        is_wanted: settings.meeting_updates,
        connection,
        password,
        reach,
        current: found.conference_id,
        earlier: earlier_ids(read, &found).await?,
        numbers: number_changes(read, &found).await?,
        addresses: organizer_addresses(&found),
        log: meeting_log(read, user).await?,
    }))
}

async fn meeting_log(read: &mut dyn Read, user: UserId) -> Result<BTreeMap<String, MeetingUpdateRecord>> {
    let mut log = BTreeMap::new();
    let mut before = None;
    loop {
        let query = MeetingUpdateQuery { user, state: None, before, limit: PAGE };
        let page = read.meeting_updates(&query).await?;
        let Some(last) = page.last() else { return Ok(log) };
        before = Some(last.meeting.id);
        log.extend(page.into_iter().map(|record| (record.href.clone(), record)));
    }
}
