//! Showing how far the update of a user's meetings has come.

use shared::{
    CalendarConnection, CalendarUpdate, ConferenceId, Describe, Language, MeetingUpdate, MeetingUpdateFilter,
    MeetingUpdateId, MeetingUpdateReason, Page, PageRequest, ProblemKind, Timestamp, UserId,
};

use crate::operations::users::load;
use crate::{MeetingUpdateQuery, MeetingUpdateRecord, Read, Result};

/// The connected calendar and what became of the meetings in it.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user.
pub async fn show_calendar_update(
    read: &mut dyn Read,
    user: UserId,
    language: Language,
) -> Result<CalendarUpdate> {
    let current = load(read, user).await?.conference_id;
    let messages = match current {
        Some(id) => read.meeting_message_count(user, id).await?,
        None => 0,
    };
    let connection = read.calendar_connection(user).await?.map(|record| {
        let reason = record.connection.last_error.as_deref().and_then(MeetingUpdateReason::from_code);
        let last_error = reason.map(|reason| reason.describe(language));
        CalendarConnection { last_error, ..record.connection }
    });
    let update = read.calendar_update(user).await?;
    Ok(CalendarUpdate {
        connection,
        due_at: update.as_ref().filter(|update| !update.running).and_then(|update| update.due_at),
        running: update.as_ref().is_some_and(|update| update.running),
        finished_at: update.as_ref().and_then(|update| update.finished_at),
        last_error: update
            .and_then(|update| update.last_error)
            // It is a mark for the worker; that it runs is said already.
            .filter(|reason| *reason != MeetingUpdateReason::Underway)
            .map(|reason| reason.describe(language)),
        counts: read.meeting_update_counts(user).await?,
        messages,
    })
}

/// A part of the user's meetings in the meeting log, newest first.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::InvalidCursor`] when the cursor is not
/// one that Konfid gave out.
pub async fn list_meeting_updates(
    read: &mut dyn Read,
    now: Timestamp,
    user: UserId,
    filter: MeetingUpdateFilter,
    page: &PageRequest,
    language: Language,
) -> Result<Page<MeetingUpdate>> {
    let current = load(read, user).await?.conference_id;
    let limit = page.checked_limit()?;
    let before = match page.cursor.as_deref() {
        Some(cursor) => Some(cursor.parse().map_err(|_| ProblemKind::InvalidCursor)?),
        None => None,
    };
    let query = MeetingUpdateQuery { user, state: filter.state, before, limit: limit + 1 };
    let mut records = read.meeting_updates(&query).await?;
    let more = records.len() > limit as usize;
    records.truncate(limit as usize);
    let next_cursor = records.last().filter(|_| more).map(|record| record.meeting.id.to_string());
    let items = records.into_iter().map(|record| on_the_wire(record, now, language, current)).collect();
    Ok(Page { items, next_cursor, total: None })
}

/// One meeting in the meeting log.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such meeting.
pub async fn show_meeting_update(
    read: &mut dyn Read,
    now: Timestamp,
    meeting: MeetingUpdateId,
    language: Language,
) -> Result<MeetingUpdate> {
    let record = read.meeting_update(meeting).await?.ok_or(ProblemKind::NotFound)?;
    let current = load(read, record.meeting.user).await?.conference_id;
    Ok(on_the_wire(record, now, language, current))
}

/// The message to the invitees of a meeting, while there is one to send.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such meeting, or no message to send for it.
pub async fn meeting_message(read: &mut dyn Read, meeting: MeetingUpdateId) -> Result<String> {
    let record = read.meeting_update(meeting).await?.ok_or(ProblemKind::NotFound)?;
    let current = load(read, record.meeting.user).await?.conference_id;
    let message = record.message.filter(|message| Some(message.conference_id) == current);
    Ok(message.ok_or(ProblemKind::NotFound)?.text)
}

/// The messages to the invitees of all of the user's meetings, each with its meeting, newest first.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user.
pub async fn meeting_messages(read: &mut dyn Read, user: UserId) -> Result<Vec<(MeetingUpdate, String)>> {
    let Some(current) = load(read, user).await?.conference_id else { return Ok(Vec::new()) };
    let records = read.meetings_with_message(user, current).await?;
    let with_message = |record: MeetingUpdateRecord| Some((record.meeting, record.message?.text));
    Ok(records.into_iter().filter_map(with_message).collect())
}

/// A meeting as it travels: with its reason in words, and an undo or a message only while there is one. A
/// message with another ID than the `current` one is not worth sending any more.
pub fn on_the_wire(
    record: MeetingUpdateRecord,
    now: Timestamp,
    language: Language,
    current: Option<ConferenceId>,
) -> MeetingUpdate {
    let can_undo = record.data_before.is_some() && !record.undo_wanted;
    MeetingUpdate {
        reason: record.reason.map(|reason| reason.describe(language)),
        has_message: record.message.is_some_and(|message| Some(message.conference_id) == current),
        undo_until: record.meeting.undo_until.filter(|until| can_undo && *until > now),
        ..record.meeting
    }
}
