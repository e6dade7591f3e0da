//! The conference IDs that meetings have of their own.

use shared::{AssignmentCause, AssignmentId, BridgeId, ConferenceId, IdOwner, ProblemKind};

use super::admission::days;
use crate::{AssignmentEnd, MeetingRecord, NewAssignment, OperationContext, Result, StoreError, Transaction};

/// Gives the meeting an ID on the bridge: the one that it had last, while that is still in quarantine, or a new one.
pub(super) async fn assign(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    meeting: &mut MeetingRecord,
    bridge: BridgeId,
    began: AssignmentCause,
) -> Result<ConferenceId> {
    let owner = IdOwner::Meeting(meeting.id);
    let id = if let Some(place) = reinstate(transaction, owner).await? {
        place
    } else {
        let drawn = transaction.reserve_random_conference_id(bridge, owner, &mut context.random).await;
        (bridge, drawn.map_err(StoreError::after_check)?.ok_or(ProblemKind::ConferenceIdsExhausted)?)
    };
    let (bridge, conference_id) = id;
    let assignment = NewAssignment {
        id: AssignmentId::from_uuid(context.new_uuid()),
        bridge,
        conference_id,
        owner,
        from: context.now,
        began,
        began_by: context.actor.clone(),
        began_with: context.within.map(|within| within.way),
    };
    transaction.begin_assignment(&assignment).await?;
    meeting.own_id = Some(id);
    Ok(conference_id)
}

async fn reinstate(
    transaction: &mut dyn Transaction,
    owner: IdOwner,
) -> Result<Option<(BridgeId, ConferenceId)>> {
    let last = transaction.assignments_of_owner(owner).await?.into_iter().next();
    let Some(last) = last else { return Ok(None) };
    let reinstated = transaction.reinstate_conference_id(last.bridge, last.conference_id, owner).await;
    let reinstated = reinstated.map_err(StoreError::after_check)?;
    Ok(reinstated.then_some((last.bridge, last.conference_id)))
}

/// Puts the meeting's own ID into quarantine, if it has one, and ends its period in the history; says which it was.
pub(super) async fn retire(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    meeting: &mut MeetingRecord,
    ended: AssignmentCause,
) -> Result<Option<ConferenceId>> {
    let Some((bridge, id)) = meeting.own_id.take() else { return Ok(None) };
    let found = crate::bridge(transaction, bridge).await?;
    let quarantine = days(found.dynamic_quarantine_days_with(&transaction.settings().await?));
    transaction.retire_conference_id(bridge, id, context.now.after(quarantine)).await?;
    let end = AssignmentEnd { to: context.now, ended, ended_by: context.actor.clone(), reason: None };
    transaction.end_assignment(bridge, id, IdOwner::Meeting(meeting.id), &end).await?;
    Ok(Some(id))
}

/// The meeting, if it still has the version that the caller has seen (when the caller says which).
pub(super) async fn load(
    transaction: &mut dyn Transaction,
    id: shared::MeetingId,
    seen: Option<shared::Version>,
) -> Result<MeetingRecord> {
    let meeting = transaction.meeting(id).await?.ok_or(ProblemKind::NotFound)?;
    match seen {
        Some(seen) if seen != meeting.version => Err(ProblemKind::VersionStale.into()),
        _ => Ok(meeting),
    }
}

/// Saves a changed meeting under its next version.
pub(super) async fn save(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    meeting: &mut MeetingRecord,
) -> Result<()> {
    let seen = meeting.version;
    meeting.version = seen.next();
    meeting.updated_at = context.now;
    let saved = transaction.update_meeting(meeting, seen).await?;
    if saved { Ok(()) } else { Err(ProblemKind::VersionStale.into()) }
}
