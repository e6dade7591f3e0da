//! Mending one meeting of the meeting log.

use std::sync::atomic::Ordering;
use std::time::Duration;

use async_trait::async_trait;
use domain::{MeetingMessage, MeetingUpdateRecord};
use shared::{MeetingUpdateReason, MeetingUpdateState, Timestamp};

use super::lease::Lease;
use super::meeting_log::Pending;
use super::plan::Plan;
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
    plan: &'all Plan,
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
        let (user, current) = (self.plan.user, self.plan.current);
        let noted = self.updates.while_held(self.lease, move |transaction| {
            Box::pin(async move {
                let found = transaction.user(user).await?;
                let is_right = found.is_some_and(|found| found.conference_id == current);
                if is_right {
                    transaction.put_meeting_update(&record).await?;
                }
                Ok(is_right)
            })
        });
        match noted.await {
            Ok(answer) => answer == Some(true),
            Err(error) => {
                tracing::warn!(%error, "a meeting is not mended now, because the store does not answer");
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
        let now = self.application.now();
        let mut after = record.clone();
        after.meeting.updated_at = now;
        after.meeting.attempts += 1;
        let result = match mended {
            Mended::Changed(change) => {
                after.meeting.state = MeetingUpdateState::Changed;
                after.message = self.message(round.plan, account, schedules, &change.prepared).await;
                after.meeting.summary = change.prepared.summary;
                after.meeting.start = change.prepared.start;
                after.meeting.undo_until = Some(now.after(self.options.undo_for));
                after.meeting.changes = change.prepared.changes;
                after.meeting.invitees = u32::try_from(change.prepared.invitees.len()).unwrap_or(u32::MAX);
                if let Some(tag) = change.entity_tag {
                    after.data_before = Some(change.prepared.before);
                    after.entity_tag_after = Some(tag);
                }
                return self.write_down(lease, after).await.map(|()| Result::Settled);
            }
            Mended::NothingToDo => {
                after.meeting.state = MeetingUpdateState::NothingToDo;
                after.meeting.changes = Vec::new();
                Result::Settled
            }
            Mended::Refused(reason) => {
                after.meeting.state = MeetingUpdateState::Refused;
                after.meeting.changes = Vec::new();
                after.reason = Some(reason);
                Result::Settled
            }
            Mended::Failed(reason) => {
                after.meeting.state = MeetingUpdateState::Failed;
                after.reason = Some(reason);
                let next = self.options.next_attempt(now, after.meeting.attempts);
                after.meeting.next_attempt_at = next.filter(|_| reason.is_transient());
                match (reason, after.meeting.next_attempt_at) {
                    // The other meetings of the account would fail in the same way.
                    (
                        MeetingUpdateReason::Unreachable
                        | MeetingUpdateReason::SignInRefused
                        | MeetingUpdateReason::NotTrusted,
                        _,
                    ) => {
                        round.is_broken.store(true, Ordering::Relaxed);
                        Result::Broken(reason)
                    }
                    (_, Some(next)) => Result::TryAgain(next),
                    (_, None) => Result::Settled,
                }
            }
            Mended::Abandoned => return Ok(Result::Left),
        };
        let written = self.while_held(lease, move |transaction| {
            Box::pin(async move {
                // The server may have done what it did not acknowledge. What was noted before the write stays then, and
                // tells the next look what it finds.
                if after.meeting.state == MeetingUpdateState::Failed
                    && let Some(noted) = transaction.meeting_update(after.meeting.id).await?
                {
                    after.data_before = noted.data_before;
                    after.message = noted.message;
                    after.meeting.changes = noted.meeting.changes;
                }
                Ok(transaction.put_meeting_update(&after).await?)
            })
        });
        written.await?;
        Ok(result)
    }

    /// The message to the invitees, where the calendar server tells nobody: the organizer sends it.
    async fn message(
        &self,
        plan: &Plan,
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
            tracing::warn!(%error, "what became of a meeting is written down later");
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
            Box::pin(async move {
                let mut record = record;
                // Whoever disconnects a calendar has its data forgotten.
                if transaction.calendar_connection(record.meeting.user).await?.is_none() {
                    record.data_before = None;
                    record.message = None;
                    record.meeting.undo_until = None;
                }
                Ok(transaction.put_meeting_update(&record).await?)
            })
        });
        write.await
    }
}
