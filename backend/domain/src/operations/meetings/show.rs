//! Showing a planned meeting.

use shared::{
    ConferenceIdType, Invitation, InvitationBlock, Language, Meeting, MeetingDetails, MeetingId,
    MeetingState, ProblemKind, Timestamp, User, UserInvitation,
};

use super::admission::valid_until;
use crate::operations::users::invitation_of;
use crate::{MeetingRecord, Read, Result, bridge};

/// A meeting with everything that belongs in its invitation.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such meeting.
pub async fn show_meeting(
    read: &mut dyn Read,
    now: Timestamp,
    id: MeetingId,
    language: Language,
) -> Result<MeetingDetails> {
    let meeting = read.meeting(id).await?.ok_or(ProblemKind::NotFound)?;
    details(read, now, meeting, language).await
}

/// The same for a meeting that is known.
pub(super) async fn details(
    read: &mut dyn Read,
    now: Timestamp,
    record: MeetingRecord,
    language: Language,
) -> Result<MeetingDetails> {
    let meeting = on_the_wire(read, now, record).await?;
    let bridge = bridge(read, meeting.bridge).await?;
    // A meeting keeps its ID on the bridge where it was planned, also when its organizer has gone to another one.
    let organizer = read.user(meeting.organizer).await?.filter(|user| user.bridge == bridge.id);
    let is_static = meeting.conference_id_type == ConferenceIdType::Static;
    // Nor does it need one while callers dial another provider's.
    let has_organizers = |user: &&User| is_static || user.provider.is_third_party();
    let takes_place = meeting.state != MeetingState::Cancelled;
    if let Some(user) = organizer.as_ref().filter(has_organizers).filter(|_| takes_place) {
        let UserInvitation { service_numbers, invitation, .. } = invitation_of(read, user, language).await?;
        return Ok(MeetingDetails { meeting, service_numbers, invitation });
    }
    let numbers = match &organizer {
        Some(user) => bridge.numbers_for(user),
        None => bridge.ordered_numbers(),
    };
    let service_numbers = numbers.iter().map(|number| (*number).clone()).collect();
    let invitation = meeting.conference_id.map(|id| {
        let block = InvitationBlock::new(id, numbers, language);
        Invitation { text: block.text(), html: block.html(), icalendar: block.icalendar() }
    });
    Ok(MeetingDetails { meeting, service_numbers, invitation })
}

/// A meeting as it travels.
pub(crate) async fn on_the_wire(
    read: &mut dyn Read,
    now: Timestamp,
    record: MeetingRecord,
) -> Result<Meeting> {
    let organizer = read.user(record.organizer).await?;
    let organizer_name = match &organizer {
        Some(user) => Some(user.display_name.clone()),
        None => read.removed_user(record.organizer).await?.and_then(|left| left.display_name),
    };
    let settings = read.settings().await?;
    let state = record.state(now);
    let is_own = record.conference_id_type == ConferenceIdType::Dynamic;
    let valid_until = valid_until(&record, &settings).filter(|_| is_own);
    let enabled = organizer.as_ref().filter(|user| user.dial_in_enabled);
    let conference_id = match state {
        MeetingState::Cancelled => None,
        MeetingState::Planned | MeetingState::Over if is_own => {
            let is_valid = enabled.is_some_and(|user| !user.provider.is_third_party())
                && valid_until.is_none_or(|until| until > now);
            record.own_id.filter(|_| is_valid).map(|(_, id)| id)
        }
        MeetingState::Planned | MeetingState::Over => enabled.and_then(|user: &User| user.conference_id),
    };
    let bridge = match (record.own_id, &organizer) {
        (Some((bridge, _)), _) => bridge,
        (None, Some(user)) => user.bridge,
        (None, None) => crate::default_bridge(read).await?.id,
    };
    Ok(Meeting {
        id: record.id,
        version: record.version,
        organizer: record.organizer,
        organizer_name,
        subject: record.subject,
        schedule: record.schedule,
        starts_at: record.starts_at,
        ends_at: record.ends_at,
        state,
        conference_id_type: record.conference_id_type,
        bridge,
        conference_id,
        valid_until,
        cancelled_at: record.cancelled_at,
        created_at: record.created_at,
        updated_at: record.updated_at,
    })
}
