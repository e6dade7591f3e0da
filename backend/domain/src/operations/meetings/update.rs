//! Changing a planned meeting.

use shared::{
    AssignmentCause, AuditAction, AuditDetail, ConferenceIdType, Language, MeetingDetails, MeetingId,
    ProblemKind, Version,
};

use super::create::require_ahead;
use super::ids::{assign, load, save};
use super::show::details;
use crate::planning::MeetingChanges;
use crate::{MeetingRecord, OperationContext, Result, Transaction};

/// Changes what is given. The meeting keeps its conference ID; one that was over and is moved ahead gets its ID back,
/// or a new one when that belongs to somebody else by now. One that carried its organizer's ID gets one of its own when
/// the organizer's IDs are dynamic by now and that ID is gone.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such meeting, [`ProblemKind::VersionStale`] when it has changed since `seen`,
/// [`ProblemKind::MeetingCancelled`] when it was cancelled, and a field's fault when it would be over already.
pub async fn update_meeting(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: MeetingId,
    seen: Version,
    changes: MeetingChanges,
    language: Language,
) -> Result<MeetingDetails> {
    let before = load(transaction, id, Some(seen)).await?;
    if before.cancelled_at.is_some() {
        return Err(ProblemKind::MeetingCancelled.into());
    }
    let mut after = before.clone();
    if let Some(subject) = changes.subject {
        after.subject = subject;
    }
    if let Some(time) = changes.time.filter(|time| time.schedule != before.schedule) {
        require_ahead(&time, context.now)?;
        (after.schedule, after.starts_at, after.ends_at) = (time.schedule, time.starts_at, time.ends_at);
    }
    if after == before {
        return details(transaction.as_read(), context.now, before, language).await;
    }
    let mut own = None;
    if has_lost_the_organizers_id(transaction, &after).await? {
        after.conference_id_type = ConferenceIdType::Dynamic;
    }
    if after.conference_id_type == ConferenceIdType::Dynamic && after.own_id.is_none() {
        let organizer = transaction.user(after.organizer).await?.filter(|user| user.dial_in_enabled);
        let organizer = organizer.ok_or(ProblemKind::DialInNotEnabled)?;
        // Callers dial what another provider has given the organizer, if there is one.
        if !organizer.provider.is_third_party() {
            let began = AssignmentCause::MeetingPlanned;
            own = Some(assign(transaction, context, &mut after, organizer.bridge, began).await?);
        }
    }
    save(transaction, context, &mut after).await?;
    let detail = AuditDetail::PlannedMeeting { meeting: id, conference_id: own.map(Into::into) };
    context.audit(transaction, AuditAction::MeetingChanged, Some(after.organizer), Some(detail)).await?;
    details(transaction.as_read(), context.now, after, language).await
}

/// Whether the meeting carries its organizer's ID, and the organizer has none any more, because their IDs are dynamic.
async fn has_lost_the_organizers_id(
    transaction: &mut dyn Transaction,
    meeting: &MeetingRecord,
) -> Result<bool> {
    if meeting.conference_id_type == ConferenceIdType::Dynamic {
        return Ok(false);
    }
    let organizer = transaction.user(meeting.organizer).await?;
    Ok(organizer.is_some_and(|user| user.has_dynamic_ids() && user.conference_id.is_none()))
}
