//! Mending one meeting of the meeting log.

use std::sync::atomic::Ordering;
use std::time::Duration;

use async_trait::async_trait;
use domain::operations::meeting_updates::CalendarUpdatePlan;
use domain::operations::meeting_updates::outcome::{self, MeetingOutcome, WrittenMeeting};
use domain::{MeetingMessage, MeetingUpdateRecord};
use shared::{MeetingUpdateReason, MeetingUpdateState, Timestamp};

use super::lease::Lease;
use super::meeting_log::{Pending, count};
use super::{Round, Updates};
use crate::account::Account;
use crate::imip::update_messages;
use crate::mend::{BeforeWrite, Mended, Prepared, mend_one};

/// The waits after failures of the store, when what was written to a calendar must be written down.
const STORE_DELAYS: [Duration; 6] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(15),
    Duration::from_secs(30),
];

/// What became of one meeting, for the update as a whole.
pub(super) enum Result {
    /// It needs no more work.
    Settled,
    /// It is tried again at this moment.
    TryAgain(Timestamp),
    /// Nothing can be done with the account now.
    Broken(MeetingUpdateReason),
    /// It was left for whoever has the update next.
    Left,
}

/// Makes sure that the ID is still the right one, and notes what is about to be written.
struct Gate<'all> {
    updates: &'all Updates,
    lease: &'all Lease,
    plan: &'all CalendarUpdatePlan,
    account: &'all Account,
    record: &'all MeetingUpdateRecord,
    schedules: bool,
}

#[async_trait]
impl BeforeWrite for Gate<'_> {
    async fn may_write(&self, prepared: &Prepared) -> bool {
        let mut record = self.record.clone();
        record.data_before = Some(prepared.before.clone());
        record.meeting.changes = prepared.changes.clone();
        record.message = self.updates.message(self.plan, self.account, self.schedules, prepared).await;
        let current = self.plan.current;
        let noted = self.updates.while_held(self.lease, move |transaction| {
            Box::pin(async move { outcome::note_before_write(transaction, &record, current).await })
        });
        match noted.await {
            Ok(answer) => answer == Some(true),
            Err(error) => {
                tracing::warn!(%error, "a meeting is not updated now, because the database does not answer");
                false
            }
        }
    }
}

impl Updates {
    /// Mends a meeting and writes down what became of it.
    pub(super) async fn mend(&self, round: &Round<'_>, pending: Pending) -> domain::Result<Result> {
        if self.is_stopping() || round.is_broken.load(Ordering::Relaxed) {
            return Ok(Result::Left);
        }
        let Pending { record, url, schedules } = pending;
        let lease = round.lease;
        let account = round.account;
        let gate = Gate { updates: self, lease, plan: round.plan, account, record: &record, schedules };
        let mended = mend_one(account, &url, schedules, &round.request, &gate).await;
        let outcome = match mended {
            Mended::Changed(change) => {
                let message = self.message(round.plan, account, schedules, &change.prepared).await;
                let Prepared { before, summary, start, changes, leftovers, invitees, .. } = change.prepared;
                MeetingOutcome::Changed(WrittenMeeting {
                    summary,
                    start,
                    invitees: count(invitees.len()),
                    changes,
                    leftovers,
                    message,
                    undo: change.entity_tag.map(|tag| (before, tag)),
                })
            }
            Mended::NothingToDo => MeetingOutcome::NothingToDo,
            Mended::ToCheck(leftovers) => MeetingOutcome::ToCheck(leftovers),
            Mended::Refused(reason) => MeetingOutcome::Refused(reason),
            Mended::Failed(reason) => MeetingOutcome::Failed(reason),
            Mended::Abandoned => return Ok(Result::Left),
        };
        let now = self.application.now();
        let undo_until = now.after(self.options.undo_for);
        let after = outcome::attempted(&record, outcome, now, undo_until, self.options.retries);
        let (state, reason, next) = (after.meeting.state, after.reason, after.meeting.next_attempt_at);
        if state.was_written() {
            self.write_down(lease, after).await?;
        } else {
            let written = self.while_held(lease, move |transaction| {
                Box::pin(async move { outcome::record_unwritten(transaction, after).await })
            });
            written.await?;
        }
        Ok(match (reason, next) {
            // The other meetings of the account would fail in the same way.
            (
                Some(
                    reason @ (MeetingUpdateReason::Unreachable
                    | MeetingUpdateReason::SignInRefused
                    | MeetingUpdateReason::NotTrusted),
                ),
                _,
            ) if state == MeetingUpdateState::Failed => {
                round.is_broken.store(true, Ordering::Relaxed);
                Result::Broken(reason)
            }
            (_, Some(next)) => Result::TryAgain(next),
            (_, None) => Result::Settled,
        })
    }

    /// The message to the invitees, where the calendar server tells nobody: the organizer sends it.
    async fn message(
        &self,
        plan: &CalendarUpdatePlan,
        account: &Account,
        schedules: bool,
        prepared: &Prepared,
    ) -> Option<MeetingMessage> {
        let conference_id = plan.current.filter(|_| !schedules)?;
        let (prepared, addresses) = (prepared.clone(), plan.addresses.clone());
        let (language, now) = (plan.language, self.application.now());
        let messages =
            account.reading_pool().read(move || update_messages(&prepared, &addresses, language, now));
        // A resource holds one meeting, so there is one message.
        let message = messages.await.ok()?.into_iter().next()?;
        Some(MeetingMessage { text: String::from_utf8(message.bytes).ok()?, conference_id })
    }

    /// Writes down that a meeting was changed, or changed back. That is so whoever has the update now, so it is
    /// written in any case, and tried again while the store is in trouble.
    pub(super) async fn write_down(&self, lease: &Lease, record: MeetingUpdateRecord) -> domain::Result<()> {
        let mut delays = STORE_DELAYS.into_iter();
        loop {
            let error = match self.try_to_write_down(lease, record.clone()).await {
                Ok(()) => return Ok(()),
                Err(error) => error,
            };
            let Some(delay) = delays.next() else { return Err(error) };
            tracing::warn!(%error, "the outcome of a meeting is recorded later");
            tokio::time::sleep(delay).await;
        }
    }

    async fn try_to_write_down(&self, lease: &Lease, record: MeetingUpdateRecord) -> domain::Result<()> {
        let held = record.clone();
        let written = self.while_held(lease, move |transaction| {
            Box::pin(async move { Ok(transaction.put_meeting_update(&held).await?) })
        });
        if written.await?.is_some() {
            return Ok(());
        }
        let write = self.application.in_transaction(move |transaction| {
            Box::pin(async move { outcome::record_written_unheld(transaction, record).await })
        });
        write.await
    }
}
