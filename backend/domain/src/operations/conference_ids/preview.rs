//! What it would mean if a user's conference ID stopped.

use shared::{
    CalendarFollows, ConferenceIdType, MailEvent, MeetingFilter, MeetingState, ResetPreview, Timestamp,
    UserId,
};

use crate::operations::users::load;
use crate::planning::next_start;
use crate::{MeetingQuery, MeetingRecord, Read, Result};

/// How many meetings are read at a time.
const PAGE: u32 = 500;

/// What the store knows of it. To look series through takes longer than a transaction should, so that comes after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewedReset {
    meetings: Vec<MeetingRecord>,
    calendar: CalendarFollows,
    emails: u32,
}

impl PreviewedReset {
    /// The whole of it, at this moment.
    pub fn finish(self, now: Timestamp) -> ResetPreview {
        ResetPreview {
            planned_meetings: self.meetings.len() as u64,
            next_meeting_at: self.meetings.iter().filter_map(|meeting| next_start(meeting, now)).min(),
            calendar: self.calendar,
            emails: self.emails,
        }
    }
}

/// Gathers what a reset would mean. For a user without a conference ID it means nothing.
///
/// # Errors
///
/// [`ProblemKind::NotFound`](shared::ProblemKind::NotFound) when there is no such user.
pub async fn preview_reset(read: &mut dyn Read, now: Timestamp, user: UserId) -> Result<PreviewedReset> {
    if load(read, user).await?.conference_id.is_none() {
        let calendar = CalendarFollows::NotConnected;
        return Ok(PreviewedReset { meetings: Vec::new(), calendar, emails: 0 });
    }
    let settings = read.settings().await?;
    let calendar = match read.calendar_connection(user).await? {
        None => CalendarFollows::NotConnected,
        Some(_) if !settings.meeting_updates => CalendarFollows::SwitchedOff,
        Some(record) if record.connection.last_error.is_some() => CalendarFollows::Failing,
        Some(_) => CalendarFollows::Updated,
    };
    let emails = u32::from(settings.sends_automatically(MailEvent::ConferenceIdChanged));
    Ok(PreviewedReset { meetings: meetings(read, now, user).await?, calendar, emails })
}

/// The user's meetings that are not over and have the user's own ID.
async fn meetings(read: &mut dyn Read, now: Timestamp, user: UserId) -> Result<Vec<MeetingRecord>> {
    let filter = MeetingFilter {
        state: Some(MeetingState::Planned),
        conference_id_type: Some(ConferenceIdType::Static),
    };
    let mut query = MeetingQuery { organizer: Some(user), filter, now, before: None, limit: PAGE };
    let mut found = Vec::new();
    loop {
        let page = read.meetings(&query).await?;
        let Some(last) = page.last() else { return Ok(found) };
        query.before = Some(last.id);
        found.extend(page);
    }
}
