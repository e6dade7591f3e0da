//! What switching a user between static and dynamic conference IDs would do.

use shared::{
    ConferenceIdType, MailEvent, MeetingFilter, MeetingState, PreviewTypeRequest, Timestamp,
    TypeSwitchPreview, User, UserId,
};

use super::carried::ended_by;
use super::switch_user::type_now;
use crate::operations::users::load;
use crate::{MeetingQuery, Read, Result};

/// What the switch would do at this moment.
///
/// # Errors
///
/// [`ProblemKind::NotFound`](shared::ProblemKind::NotFound) when there is no such user.
pub async fn preview_user_switch(
    read: &mut dyn Read,
    now: Timestamp,
    user: UserId,
    request: PreviewTypeRequest,
) -> Result<TypeSwitchPreview> {
    let user = load(read, user).await?;
    let settings = read.settings().await?;
    let kind = settings.conference_id_type_of(&User { conference_id_type: request.kind, ..user.clone() });
    let nothing = TypeSwitchPreview::nothing(kind);
    if !user.has_built_in_dial_in() || type_now(&user) == kind {
        return Ok(nothing);
    }
    // They keep what they have: the user's with dynamic IDs, their own with a static one.
    let (keeping, at) = match kind {
        ConferenceIdType::Dynamic => (ConferenceIdType::Static, ended_by(&settings, now)),
        ConferenceIdType::Static => (ConferenceIdType::Dynamic, now),
    };
    let filter = MeetingFilter { state: Some(MeetingState::Planned), conference_id_type: Some(keeping) };
    let query = MeetingQuery { organizer: Some(user.id), filter, now: at, before: None, limit: 0 };
    let meetings = read.count_meetings(&query).await?;
    if kind == ConferenceIdType::Dynamic && user.conference_id_locked {
        let ids_kept = u64::from(meetings > 0);
        return Ok(TypeSwitchPreview { locked: 1, ids_kept, meetings, ..nothing });
    }
    let keeps = match kind {
        ConferenceIdType::Dynamic => meetings > 0,
        ConferenceIdType::Static => user.conference_id_kept,
    };
    Ok(TypeSwitchPreview {
        users: 1,
        ids_kept: u64::from(keeps),
        ids_retired: u64::from(!keeps && kind == ConferenceIdType::Dynamic),
        ids_assigned: u64::from(!keeps && kind == ConferenceIdType::Static),
        meetings,
        emails: u64::from(settings.sends_automatically(MailEvent::ConferenceIdTypeChanged)),
        ..nothing
    })
}
