//! Entering what a survey found into the meeting log.

use std::collections::BTreeSet;

use domain::operations::meeting_updates::outcome::{FoundMeeting, FoundVerdict};
use domain::operations::meeting_updates::{CalendarUpdatePlan, outcome};
use domain::{Actor, MeetingUpdateRecord, Result};
use shared::{MeetingUpdateId, MeetingUpdateState};
use url::Url;

use super::Updates;
use super::lease::Lease;
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
    pub(super) async fn enter(
        &self,
        lease: &Lease,
        plan: &CalendarUpdatePlan,
        survey: &Survey,
    ) -> Result<Vec<Pending>> {
        let mut context = self.application.context(Actor::System);
        let mut rows = Vec::new();
        let mut pending = Vec::new();
        let mut concerned = BTreeSet::new();
        for found in &survey.found {
            concerned.insert(found.url.as_str());
            let existing = plan.log.get(found.url.as_str());
            let (user, now) = (plan.user, context.now);
            let new_id = || MeetingUpdateId::from_uuid(context.new_uuid());
            let undo_until = now.after(self.options.undo_for);
            let found_now = outcome::found(user, found.to_domain(), existing, new_id, now, undo_until);
            let Some(record) = found_now else { continue };
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
                    rows.extend(outcome::settled(record, is_in(&survey.seen), context.now, kept_until));
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

impl Found {
    fn to_domain(&self) -> FoundMeeting {
        FoundMeeting {
            href: self.url.to_string(),
            summary: self.summary.clone(),
            start: self.start.clone(),
            invitees: count(self.invitees.len()),
            verdict: match &self.verdict {
                Verdict::Change(changes, _) => FoundVerdict::Change(changes.clone()),
                Verdict::Check(leftovers) => FoundVerdict::Check(leftovers.clone()),
                Verdict::Refuse(reason) => FoundVerdict::Refuse(*reason),
            },
        }
    }
}

/// As many as that, for the meeting log.
pub(super) fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}
