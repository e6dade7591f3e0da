//! Planning a meeting.

use shared::{
    AssignmentCause, AuditAction, AuditDetail, ConferenceIdType, Fault, Language, MeetingDetails, MeetingId,
    ProblemKind, Timestamp, UserId, Version,
};

use super::ids::assign;
use super::show::details;
use crate::operations::users::load;
use crate::planning::{NewMeeting, PlannedTime};
use crate::{Error, MeetingRecord, OperationContext, Result, Transaction};

/// Plans a meeting. Where its organizer's IDs are dynamic it gets an ID of its own in the same transaction; otherwise it
/// has its organizer's.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::DialInNotEnabled`] when the user is not enabled,
/// [`ProblemKind::ConferenceIdsExhausted`] when no ID is left, and a field's fault when the meeting is over already.
pub async fn create_meeting(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    organizer: UserId,
    new: NewMeeting,
    language: Language,
) -> Result<MeetingDetails> {
    let user = load(transaction.as_read(), organizer).await?;
    if !user.dial_in_enabled {
        return Err(ProblemKind::DialInNotEnabled.into());
    }
    let NewMeeting { subject, time } = new;
    require_ahead(&time, context.now)?;
    // Konfid answers for no ID of another provider, so a meeting there has what its organizer has.
    let kind = if user.provider.is_third_party() {
        ConferenceIdType::Static
    } else {
        transaction.settings().await?.conference_id_type_of(&user)
    };
    let mut meeting = MeetingRecord {
        id: MeetingId::from_uuid(context.new_uuid()),
        version: Version::FIRST,
        organizer,
        subject,
        schedule: time.schedule,
        starts_at: time.starts_at,
        ends_at: time.ends_at,
        cancelled_at: None,
        conference_id_type: kind,
        own_id: None,
        created_at: context.now,
        updated_at: context.now,
    };
    let mut own = None;
    if meeting.conference_id_type == ConferenceIdType::Dynamic {
        own = Some(
            assign(transaction, context, &mut meeting, user.bridge, AssignmentCause::MeetingPlanned).await?,
        );
    }
    transaction.insert_meeting(&meeting).await?;
    let detail = AuditDetail::PlannedMeeting { meeting: meeting.id, conference_id: own.map(Into::into) };
    context.audit(transaction, AuditAction::MeetingPlanned, Some(organizer), Some(detail)).await?;
    details(transaction.as_read(), context.now, meeting, language).await
}

/// Nobody can call in to what is over.
pub(super) fn require_ahead(time: &PlannedTime, now: Timestamp) -> Result<()> {
    match time.ends_at {
        Some(ended) if ended <= now => Err(Error::field("end", Fault::InPast)),
        Some(_) | None => Ok(()),
    }
}
