//! A planned meeting as a calendar file.

use shared::{Language, MeetingId, Timestamp};

use super::show_meeting;
use crate::planning::{CalendarFile, write_calendar};
use crate::{Error, Read, Result, StoreError};

/// The meeting as a calendar file (RFC 5545), with the invitation block in this language.
///
/// # Errors
///
/// [`ProblemKind::NotFound`](shared::ProblemKind::NotFound) when there is no such meeting.
pub async fn export_meeting(
    read: &mut dyn Read,
    now: Timestamp,
    id: MeetingId,
    language: Language,
) -> Result<String> {
    let details = show_meeting(read, now, id, language).await?;
    let organizer = read.user(details.meeting.organizer).await?;
    let file = CalendarFile { details: &details, organizer: organizer.as_ref(), now };
    let broken = || Error::Store(StoreError::Broken("a meeting has no time that can be read".into()));
    write_calendar(&file).ok_or_else(broken)
}
