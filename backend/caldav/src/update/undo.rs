//! Taking back what somebody wants taken back.

use domain::operations::meeting_updates::CalendarUpdatePlan;
use domain::operations::meeting_updates::outcome::{self, UndoOutcome};
use domain::{MeetingUpdateRecord, Result};
use shared::MeetingUpdateReason;
use url::Url;

use super::Updates;
use super::lease::Lease;
use crate::account::Account;
use crate::discover::Calendar;
use crate::put_back::{PutBack, put_back};

impl Updates {
    /// Does every undo that is wanted, and keeps the plan's log up to date. Says why, if one could not be done
    /// now.
    pub(super) async fn undo_wanted(
        &self,
        lease: &Lease,
        plan: &mut CalendarUpdatePlan,
        account: &Account,
        calendars: &[Calendar],
    ) -> Result<Option<MeetingUpdateReason>> {
        for record in plan.log.values_mut().filter(|record| record.undo_wanted) {
            if self.is_stopping() {
                break;
            }
            if let Some(reason) = self.undo(lease, record, account, calendars).await? {
                return Ok(Some(reason));
            }
        }
        Ok(None)
    }

    async fn undo(
        &self,
        lease: &Lease,
        record: &mut MeetingUpdateRecord,
        account: &Account,
        calendars: &[Calendar],
    ) -> Result<Option<MeetingUpdateReason>> {
        let id = record.meeting.id;
        let still = self.while_held(lease, move |transaction| {
            Box::pin(async move {
                let found = transaction.meeting_update(id).await?;
                Ok(found.is_some_and(|found| found.undo_wanted))
            })
        });
        if still.await? != Some(true) {
            return Ok(None);
        }
        let put = match (Url::parse(&record.href), &record.data_before, &record.entity_tag_after) {
            (Ok(url), Some(before), Some(tag)) => {
                let schedules = calendars
                    .iter()
                    .find(|calendar| url.as_str().starts_with(calendar.url.as_str()))
                    .is_some_and(|calendar| calendar.schedules);
                put_back(account, &url, schedules, before, tag).await
            }
            _ => PutBack::Refused(MeetingUpdateReason::ChangedSince),
        };
        let outcome = match put {
            PutBack::Done => UndoOutcome::Done,
            PutBack::Refused(reason) => UndoOutcome::Refused(reason),
            PutBack::Failed(reason) => return Ok(Some(reason)),
        };
        let after = outcome::undone(record, outcome, self.application.now());
        *record = after.clone();
        self.write_down(lease, after).await?;
        Ok(None)
    }
}
