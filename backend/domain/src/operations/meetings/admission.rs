//! Whether callers get into a meeting: the one place that decides.

use std::time::Duration;

use shared::{IdOwner, MeetingState, Settings, Timestamp};

use crate::{LedgerEntry, MeetingRecord, Read, Result};

/// Until when the meeting's own ID works; `None` for a series without an end.
pub(crate) fn valid_until(meeting: &MeetingRecord, settings: &Settings) -> Option<Timestamp> {
    meeting.ends_at.map(|ended| ended.after(days(settings.meeting_valid_days)))
}

pub(crate) const fn days(days: u16) -> Duration {
    Duration::from_secs(days as u64 * 24 * 60 * 60)
}

/// Whether a live ID admits callers at this moment. A meeting's does while the meeting is within its time and not
/// cancelled, and its organizer enabled with the built-in provider; that does not wait for anybody to retire it.
pub(crate) async fn admits_callers(read: &mut dyn Read, now: Timestamp, entry: LedgerEntry) -> Result<bool> {
    if entry.quarantined_until.is_some() {
        return Ok(false);
    }
    let meeting = match entry.owner {
        IdOwner::User(_) | IdOwner::Room(_) => return Ok(true),
        IdOwner::Reservation(_) => return Ok(false),
        IdOwner::Meeting(meeting) => meeting,
    };
    let Some(meeting) = read.meeting(meeting).await? else { return Ok(false) };
    let settings = read.settings().await?;
    let within = valid_until(&meeting, &settings).is_none_or(|until| until > now);
    if !within || meeting.state(now) == MeetingState::Cancelled {
        return Ok(false);
    }
    let organizer = read.user(meeting.organizer).await?;
    Ok(organizer.is_some_and(|user| user.dial_in_enabled && !user.provider.is_third_party()))
}
