//! Whether planned meetings carry their organizer's conference ID.

use shared::{ConferenceIdType, MeetingFilter, MeetingState, Settings, Timestamp, UserId};

use crate::operations::meetings::days;
use crate::{MeetingQuery, Read, Result};

/// Meetings whose last occurrence ended by this moment carry no ID any more: it works for as long after a meeting as one of the
/// meeting's own would.
pub(super) fn ended_by(settings: &Settings, now: Timestamp) -> Timestamp {
    now.before(days(settings.meeting_valid_days))
}

/// Whether a planned meeting of the user carries the user's static ID, so that it must not stop.
pub(crate) async fn is_carried(read: &mut dyn Read, now: Timestamp, user: UserId) -> Result<bool> {
    let settings = read.settings().await?;
    let filter = MeetingFilter {
        state: Some(MeetingState::Planned),
        conference_id_type: Some(ConferenceIdType::Static),
    };
    let now = ended_by(&settings, now);
    let query = MeetingQuery { organizer: Some(user), filter, now, before: None, limit: 1 };
    Ok(!read.meetings(&query).await?.is_empty())
}
