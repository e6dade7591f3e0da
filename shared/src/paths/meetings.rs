//! The addresses of planned meetings.

use super::API;
use crate::MeetingId;

/// One planned meeting.
pub fn meeting(meeting: MeetingId) -> String {
    format!("{API}/meetings/{meeting}")
}

/// A planned meeting as a calendar file.
pub fn meeting_calendar(meeting: MeetingId) -> String {
    format!("{API}/meetings/{meeting}/calendar")
}
