//! What becomes of one meeting: each state follows from the one before and from what was seen at the calendar server.

use shared::{
    MeetingChange, MeetingLeftover, MeetingStart, MeetingUpdate, MeetingUpdateId, MeetingUpdateReason,
    MeetingUpdateState, Timestamp, UserId,
};

use super::CalendarRetries;
use crate::{MeetingMessage, MeetingUpdateRecord, Result, Transaction};

/// A meeting as the look at the calendar found it.
#[derive(Clone, Debug)]
pub struct FoundMeeting {
    /// Its address on the calendar server.
    pub href: String,
    /// What it is called.
    pub summary: String,
    /// When it begins.
    pub start: Option<MeetingStart>,
    /// How many people are invited.
    pub invitees: u32,
    /// What would be done.
    pub verdict: FoundVerdict,
}

/// What would be done with a meeting.
#[derive(Clone, Debug)]
pub enum FoundVerdict {
    /// These lines change.
    Change(Vec<MeetingChange>),
    /// Nothing is sure enough to change, but digits in it look like an earlier ID.
    Check(Vec<MeetingLeftover>),
    /// It must stay as it is.
    Refuse(MeetingUpdateReason),
}

/// What was written to a calendar server.
#[derive(Clone, Debug)]
pub struct WrittenMeeting {
    /// What the meeting is called.
    pub summary: String,
    /// When it begins.
    pub start: Option<MeetingStart>,
    /// How many people are invited.
    pub invitees: u32,
    /// The lines that were changed.
    pub changes: Vec<MeetingChange>,
    /// Where digits like an earlier ID remain.
    pub leftovers: Vec<MeetingLeftover>,
    /// The message to the invitees, where the server tells nobody.
    pub message: Option<MeetingMessage>,
    /// The data before the change and the entity tag after it; without a tag nothing can be put back.
    pub undo: Option<(String, String)>,
}

/// What came of the attempt to update a meeting.
#[derive(Clone, Debug)]
pub enum MeetingOutcome {
    /// It was written.
    Changed(WrittenMeeting),
    /// No earlier ID is in it.
    NothingToDo,
    /// Nothing was sure enough to change, but these places look like an earlier ID.
    ToCheck(Vec<MeetingLeftover>),
    /// It cannot be updated safely.
    Refused(MeetingUpdateReason),
    /// It could not be updated now.
    Failed(MeetingUpdateReason),
}

/// What came of the attempt to put the earlier data of a meeting back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoOutcome {
    /// They are back.
    Done,
    /// They cannot be put back without losing something.
    Refused(MeetingUpdateReason),
}

/// The record of a meeting that was found, and that is tried now unless it must stay as it is. `None` if nobody may touch
/// it: whoever took an update back wants the meeting as it is, until they ask for it again.
pub fn found(
    user: UserId,
    found: FoundMeeting,
    existing: Option<&MeetingUpdateRecord>,
    new_id: impl FnOnce() -> MeetingUpdateId,
    now: Timestamp,
    undo_until: Timestamp,
) -> Option<MeetingUpdateRecord> {
    if existing.is_some_and(|existing| existing.meeting.state == MeetingUpdateState::Undone) {
        return None;
    }
    if let (FoundVerdict::Check(leftovers), Some(existing)) = (&found.verdict, existing)
        && (existing.meeting.state.was_written() || existing.data_before.is_some())
    {
        return still_to_check(existing, leftovers, now, undo_until);
    }
    let (state, reason, changes, leftovers) = match found.verdict {
        FoundVerdict::Change(changes) => (MeetingUpdateState::Pending, None, changes, Vec::new()),
        FoundVerdict::Check(leftovers) => (MeetingUpdateState::ToCheck, None, Vec::new(), leftovers),
        FoundVerdict::Refuse(reason) => (MeetingUpdateState::Refused, Some(reason), Vec::new(), Vec::new()),
    };
    // Failures in a row are counted across updates, until something else happens.
    let attempts = existing
        .filter(|existing| existing.meeting.state == MeetingUpdateState::Failed)
        .map_or(0, |existing| existing.meeting.attempts);
    Some(MeetingUpdateRecord {
        meeting: MeetingUpdate {
            id: existing.map_or_else(new_id, |existing| existing.meeting.id),
            user,
            summary: found.summary,
            start: found.start,
            state,
            reason: None,
            changes,
            leftovers,
            invitees: found.invitees,
            attempts,
            next_attempt_at: None,
            updated_at: now,
            undo_until: None,
            has_message: false,
        },
        href: found.href,
        reason,
        data_before: None,
        entity_tag_after: None,
        undo_wanted: false,
        message: None,
    })
}

/// The record of a meeting that was changed, and in which digits like an earlier ID remain; `None` if it says so already.
/// It keeps what was changed, so that this can still be undone.
fn still_to_check(
    existing: &MeetingUpdateRecord,
    leftovers: &[MeetingLeftover],
    now: Timestamp,
    undo_until: Timestamp,
) -> Option<MeetingUpdateRecord> {
    let was_written = existing.meeting.state.was_written();
    if existing.meeting.state == MeetingUpdateState::PartlyChanged && existing.meeting.leftovers == leftovers
    {
        return None;
    }
    let mut record = existing.clone();
    record.meeting.state = MeetingUpdateState::PartlyChanged;
    record.meeting.leftovers = leftovers.to_vec();
    record.meeting.updated_at = now;
    record.meeting.next_attempt_at = None;
    if !was_written {
        // What is noted just before a write tells that it was this write, whose end nobody saw.
        record.meeting.undo_until = Some(undo_until);
        record.reason = None;
    }
    Some(record)
}

/// The record of a meeting that is of no concern any more; `None` if it did not wait for anything.
pub fn settled(
    record: &MeetingUpdateRecord,
    is_seen: bool,
    now: Timestamp,
    undo_until: Timestamp,
) -> Option<MeetingUpdateRecord> {
    match record.meeting.state {
        MeetingUpdateState::Pending
        | MeetingUpdateState::Failed
        | MeetingUpdateState::Refused
        | MeetingUpdateState::ToCheck => {}
        // Somebody has seen to the rest.
        MeetingUpdateState::PartlyChanged => {
            let mut settled = record.clone();
            settled.meeting.updated_at = now;
            settled.meeting.state = MeetingUpdateState::Changed;
            settled.meeting.leftovers = Vec::new();
            return Some(settled);
        }
        MeetingUpdateState::Changed | MeetingUpdateState::NothingToDo | MeetingUpdateState::Undone => {
            return None;
        }
    }
    // What is noted just before a write tells that it was this write, whose end nobody saw, that changed the meeting.
    let was_written = is_seen && record.data_before.is_some();
    let mut settled = record.clone();
    settled.meeting.updated_at = now;
    settled.meeting.next_attempt_at = None;
    settled.reason = (!is_seen).then_some(MeetingUpdateReason::Gone);
    settled.meeting.leftovers = Vec::new();
    settled.data_before = None;
    if was_written {
        settled.meeting.state = MeetingUpdateState::Changed;
        settled.meeting.undo_until = Some(undo_until);
    } else {
        settled.meeting.state = MeetingUpdateState::NothingToDo;
        settled.meeting.changes = Vec::new();
        settled.message = None;
    }
    Some(settled)
}

/// The record after an attempt.
pub fn attempted(
    record: &MeetingUpdateRecord,
    outcome: MeetingOutcome,
    now: Timestamp,
    undo_until: Timestamp,
    retries: CalendarRetries,
) -> MeetingUpdateRecord {
    let mut after = record.clone();
    after.meeting.updated_at = now;
    after.meeting.attempts += 1;
    after.meeting.leftovers = Vec::new();
    match outcome {
        MeetingOutcome::Changed(written) => {
            after.meeting.state = if written.leftovers.is_empty() {
                MeetingUpdateState::Changed
            } else {
                MeetingUpdateState::PartlyChanged
            };
            after.meeting.leftovers = written.leftovers;
            after.meeting.summary = written.summary;
            after.meeting.start = written.start;
            after.meeting.invitees = written.invitees;
            after.meeting.changes = written.changes;
            after.meeting.undo_until = Some(undo_until);
            after.message = written.message;
            if let Some((data_before, entity_tag_after)) = written.undo {
                after.data_before = Some(data_before);
                after.entity_tag_after = Some(entity_tag_after);
            }
        }
        MeetingOutcome::NothingToDo => {
            after.meeting.state = MeetingUpdateState::NothingToDo;
            after.meeting.changes = Vec::new();
        }
        MeetingOutcome::ToCheck(leftovers) => {
            after.meeting.state = MeetingUpdateState::ToCheck;
            after.meeting.changes = Vec::new();
            after.meeting.leftovers = leftovers;
        }
        MeetingOutcome::Refused(reason) => {
            after.meeting.state = MeetingUpdateState::Refused;
            after.meeting.changes = Vec::new();
            after.reason = Some(reason);
        }
        MeetingOutcome::Failed(reason) => {
            after.meeting.state = MeetingUpdateState::Failed;
            after.reason = Some(reason);
            let next = retries.next_attempt(now, after.meeting.attempts);
            after.meeting.next_attempt_at = next.filter(|_| reason.is_transient());
        }
    }
    after
}

/// The record after an undo. Done or not, there is nothing more to take back.
pub fn undone(record: &MeetingUpdateRecord, outcome: UndoOutcome, now: Timestamp) -> MeetingUpdateRecord {
    let mut after = record.clone();
    after.meeting.updated_at = now;
    after.meeting.undo_until = None;
    after.undo_wanted = false;
    after.data_before = None;
    after.entity_tag_after = None;
    match outcome {
        UndoOutcome::Done => {
            after.meeting.state = MeetingUpdateState::Undone;
            after.meeting.leftovers = Vec::new();
            after.message = None;
            after.reason = None;
        }
        UndoOutcome::Refused(reason) => after.reason = Some(reason),
    }
    after
}

/// Notes what is about to be written, if the ID that is written is still the user's.
///
/// # Errors
///
/// Only when the store fails.
pub async fn note_before_write(
    transaction: &mut dyn Transaction,
    record: &MeetingUpdateRecord,
    conference_id: Option<shared::ConferenceId>,
) -> Result<bool> {
    let user = transaction.user(record.meeting.user).await?;
    let is_right = user.is_some_and(|user| user.conference_id == conference_id);
    if is_right {
        transaction.put_meeting_update(record).await?;
    }
    Ok(is_right)
}

/// Records what came of an attempt that wrote nothing, as far as anybody knows.
///
/// # Errors
///
/// Only when the store fails.
pub async fn record_unwritten(
    transaction: &mut dyn Transaction,
    mut record: MeetingUpdateRecord,
) -> Result<()> {
    // The server may have done what it did not acknowledge. What was noted before the write stays then, and tells the
    // next look what it finds.
    if record.meeting.state == MeetingUpdateState::Failed
        && let Some(noted) = transaction.meeting_update(record.meeting.id).await?
    {
        record.data_before = noted.data_before;
        record.message = noted.message;
        record.meeting.changes = noted.meeting.changes;
    }
    Ok(transaction.put_meeting_update(&record).await?)
}

/// Records that a meeting was changed, or changed back, although the update is no longer held: it is so all the same.
///
/// # Errors
///
/// Only when the store fails.
pub async fn record_written_unheld(
    transaction: &mut dyn Transaction,
    mut record: MeetingUpdateRecord,
) -> Result<()> {
    // Whoever disconnects a calendar has its data forgotten.
    if transaction.calendar_connection(record.meeting.user).await?.is_none() {
        record.data_before = None;
        record.message = None;
        record.meeting.undo_until = None;
    }
    Ok(transaction.put_meeting_update(&record).await?)
}
