//! Entering what a survey found into the meeting log.

use std::collections::BTreeSet;

use domain::{Actor, MeetingUpdateRecord, Result};
use shared::{MeetingChange, MeetingUpdate, MeetingUpdateId, MeetingUpdateReason, MeetingUpdateState};
use url::Url;

use super::Updates;
use super::lease::Lease;
use super::plan::Plan;
use crate::survey::{Found, Survey, Verdict};

/// How many rows are written in one transaction.
const ROWS: usize = 100;

/// A meeting that is to be mended now.
pub(super) struct Pending {
    pub(super) record: MeetingUpdateRecord,
    pub(super) url: Url,
    pub(super) schedules: bool,
}

impl Updates {
    /// Writes a row for every meeting of concern, and settles rows that are of no concern any more. Gives the
    /// meetings to mend; none if the update is no longer this worker's.
    pub(super) async fn enter(&self, lease: &Lease, plan: &Plan, survey: &Survey) -> Result<Vec<Pending>> {
        let mut context = self.application.context(Actor::System);
        let mut rows = Vec::new();
        let mut pending = Vec::new();
        let mut concerned = BTreeSet::new();
        for found in &survey.found {
            concerned.insert(found.url.as_str());
            let existing = plan.log.get(found.url.as_str());
            // Whoever took the mending back wants the meeting as it is, until they ask for it again.
            if existing.is_some_and(|existing| existing.meeting.state == MeetingUpdateState::Undone) {
                continue;
            }
            let id = match existing {
                Some(existing) => existing.meeting.id,
                None => MeetingUpdateId::from_uuid(context.new_uuid()),
            };
            let record = row(plan, found, id, existing, context.now);
            rows.push(record.clone());
            if record.meeting.state == MeetingUpdateState::Pending {
                pending.push(Pending { record, url: found.url.clone(), schedules: found.schedules });
            }
        }
        for (href, record) in &plan.log {
            if !concerned.contains(href.as_str()) {
                let url = Url::parse(href).ok();
                let is_in = |urls: &BTreeSet<Url>| url.as_ref().is_some_and(|url| urls.contains(url));
                if !is_in(&survey.unreadable) {
                    let kept_until = context.now.after(self.options.undo_for);
                    rows.extend(settled(record, is_in(&survey.seen), context.now, kept_until));
                }
            }
        }
        for chunk in rows.chunks(ROWS) {
            let chunk = chunk.to_vec();
            let written = self.while_held(lease, move |transaction| {
                Box::pin(async move {
                    for record in &chunk {
                        transaction.put_meeting_update(record).await?;
                    }
                    Ok(())
                })
            });
            if written.await?.is_none() {
                return Ok(Vec::new());
            }
        }
        Ok(pending)
    }
}

/// The row of a meeting that was found.
fn row(
    plan: &Plan,
    found: &Found,
    id: MeetingUpdateId,
    existing: Option<&MeetingUpdateRecord>,
    now: shared::Timestamp,
) -> MeetingUpdateRecord {
    let (state, reason, changes): (_, _, Vec<MeetingChange>) = match &found.verdict {
        Verdict::Change(changes) => (MeetingUpdateState::Pending, None, changes.clone()),
        Verdict::Refuse(reason) => (MeetingUpdateState::Refused, Some(*reason), Vec::new()),
    };
    // Failures in a row are counted across updates, until something else happens.
    let attempts = existing
        .filter(|existing| existing.meeting.state == MeetingUpdateState::Failed)
        .map_or(0, |existing| existing.meeting.attempts);
    MeetingUpdateRecord {
        meeting: MeetingUpdate {
            id,
            user: plan.user,
            summary: found.summary.clone(),
            start: found.start.clone(),
            state,
            reason: None,
            changes,
            invitees: u32::try_from(found.invitees.len()).unwrap_or(u32::MAX),
            attempts,
            next_attempt_at: None,
            updated_at: now,
            undo_until: None,
            has_message: false,
        },
        href: found.url.to_string(),
        reason,
        data_before: None,
        entity_tag_after: None,
        undo_wanted: false,
        message: None,
    }
}

/// A row that waited for a meeting which is of no concern any more; `None` if it did not wait.
fn settled(
    record: &MeetingUpdateRecord,
    is_seen: bool,
    now: shared::Timestamp,
    kept_until: shared::Timestamp,
) -> Option<MeetingUpdateRecord> {
    match record.meeting.state {
        MeetingUpdateState::Pending | MeetingUpdateState::Failed | MeetingUpdateState::Refused => {}
        MeetingUpdateState::Changed | MeetingUpdateState::NothingToDo | MeetingUpdateState::Undone => {
            return None;
        }
    }
    // What is noted just before a write tells that it was this write, whose end nobody saw, that mended the meeting.
    let was_written = is_seen && record.data_before.is_some();
    let state = if was_written { MeetingUpdateState::Changed } else { MeetingUpdateState::NothingToDo };
    let mut settled = record.clone();
    settled.meeting.state = state;
    settled.meeting.updated_at = now;
    settled.meeting.next_attempt_at = None;
    settled.reason = (!is_seen).then_some(MeetingUpdateReason::Gone);
    settled.data_before = None;
    if was_written {
        settled.meeting.undo_until = Some(kept_until);
    } else {
        settled.meeting.changes = Vec::new();
        settled.message = None;
    }
    Some(settled)
}
