//! What is done with meetings, rooms and reservations, and by the upkeep.

use std::time::Duration;

use shared::{
    AssignmentCause, AssignmentId, BridgeId, CreateMeetingRequest, Day, IdOwner, Language, MeetingSchedule,
    ReserveRequest, Timestamp, UpdateMeetingRequest, UserId,
};

use super::Step;
use crate::contract::fixture::conference_id;
use crate::operations::id_types::retire_kept_ids;
use crate::operations::meetings::{cancel_meeting, create_meeting, retire_ended_meetings, update_meeting};
use crate::operations::reservations::{release_expired, release_reservation, reserve};
use crate::operations::upkeep::keep_up;
use crate::{
    AssignmentEnd, MeetingChanges, MeetingQuery, MeetingRecord, NewAssignment, NewMeeting, OperationContext,
    ReservationQuery, Result, StoreError, Transaction,
};

/// A meeting of one hour, today or some days later: once, three times, or without an end.
fn schedule(now: Timestamp, step: Step) -> MeetingSchedule {
    let start = now.after(Duration::from_hours(1 + 24 * u64::from(step.amount % 40)));
    // As in 2026-12-01T10:00:00, without the zone.
    let local = |moment: Timestamp| moment.to_string().chars().take(19).collect();
    MeetingSchedule {
        start: local(start),
        end: local(start.after(Duration::from_hours(1))),
        time_zone: "Etc/UTC".to_owned(),
        recurrence: [None, Some("FREQ=WEEKLY;COUNT=3"), Some("FREQ=DAILY")][usize::from(step.amount) % 3]
            .map(str::to_owned),
    }
}

/// Plans a meeting of the user.
pub(super) async fn plan(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    organizer: UserId,
    step: Step,
) -> Result<()> {
    let request = CreateMeetingRequest {
        organizer: None,
        subject: "Planning".to_owned(),
        schedule: schedule(context.now, step),
    };
    let new = NewMeeting::check(&request)?;
    create_meeting(transaction, context, organizer, new, Language::En).await?;
    Ok(())
}

/// Every meeting.
pub(super) const EVERY: MeetingQuery = MeetingQuery {
    organizer: None,
    filter: shared::MeetingFilter { state: None, conference_id_type: None },
    now: Timestamp::from_milliseconds(0),
    before: None,
    limit: 10_000,
};

async fn one_meeting(transaction: &mut dyn Transaction, step: Step) -> Result<Option<MeetingRecord>> {
    let mut all = transaction.meetings(&EVERY).await?;
    let count = all.len().max(1);
    Ok((!all.is_empty()).then(|| all.swap_remove(usize::from(step.owner) % count)))
}

/// Moves a meeting to another time, also one that is over.
pub(super) async fn move_meeting(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    step: Step,
) -> Result<()> {
    let Some(meeting) = one_meeting(transaction, step).await? else { return Ok(()) };
    let schedule = Some(schedule(context.now, step));
    let changes = MeetingChanges::check(&UpdateMeetingRequest { subject: None, schedule })?;
    update_meeting(transaction, context, meeting.id, meeting.version, changes, Language::En).await?;
    Ok(())
}

/// Cancels a meeting.
pub(super) async fn cancel(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    step: Step,
) -> Result<()> {
    let Some(meeting) = one_meeting(transaction, step).await? else { return Ok(()) };
    cancel_meeting(transaction, context, meeting.id, Some(meeting.version), Language::En).await?;
    Ok(())
}

/// Reserves one ID or ten, some of which may belong to somebody.
pub(super) async fn reserve_some(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    step: Step,
) -> Result<()> {
    let (first, last) = [("4519200", Some("4519209")), ("8271964", None), ("4519205", Some("4519214"))]
        [usize::from(step.amount) % 3];
    let request = ReserveRequest {
        bridge: None,
        first: conference_id(first),
        last: last.map(conference_id),
        reserved_for: "The fair".to_owned(),
        until: Day::of(context.now).plus(u32::from(step.amount)),
    };
    reserve(transaction, context, &request).await?;
    Ok(())
}

/// Releases one of the reservations.
pub(super) async fn release_one(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    step: Step,
) -> Result<()> {
    let all =
        transaction.reservations(&ReservationQuery { limit: 10_000, ..ReservationQuery::default() }).await?;
    if let Some(kept) = all.get(usize::from(step.owner) % all.len().max(1)) {
        release_reservation(transaction, context, kept.id).await?;
    }
    Ok(())
}

/// Everything that the hourly upkeep does to IDs.
pub(super) async fn keep_everything_up(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
) -> Result<()> {
    keep_up(transaction, context).await?;
    while retire_ended_meetings(transaction, context).await? {}
    while retire_kept_ids(transaction, context).await? {}
    while release_expired(transaction, context).await? {}
    Ok(())
}

/// Gives a room an ID, into the ledger and into the history. No operation makes rooms yet.
pub(super) async fn ask_for_room(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    bridge: BridgeId,
    owner: IdOwner,
) -> Result<()> {
    let history = transaction.assignments_of_owner(owner).await?;
    if history.iter().any(|period| period.to.is_none()) {
        return Ok(());
    }
    let reserved = transaction.reserve_random_conference_id(bridge, owner, &mut context.random).await;
    let Some(conference_id) = reserved.map_err(StoreError::after_check)? else { return Ok(()) };
    let assignment = NewAssignment {
        id: AssignmentId::from_uuid(context.new_uuid()),
        bridge,
        conference_id,
        owner,
        from: context.now,
        began: AssignmentCause::Enabled,
        began_by: context.actor.clone(),
        began_with: None,
    };
    Ok(transaction.begin_assignment(&assignment).await?)
}

/// Puts a room's ID into quarantine.
pub(super) async fn forget_room(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    bridge: BridgeId,
    owner: IdOwner,
) -> Result<()> {
    let until = context.now.after(Duration::from_hours(24 * 30));
    for period in transaction.assignments_of_owner(owner).await? {
        if period.to.is_none() {
            transaction.retire_conference_id(bridge, period.conference_id, until).await?;
            let (to, ended) = (context.now, AssignmentCause::Disabled);
            let end = AssignmentEnd { to, ended, ended_by: context.actor.clone(), reason: None };
            transaction.end_assignment(bridge, period.conference_id, owner, &end).await?;
        }
    }
    Ok(())
}
