//! How an update ends, and when the next one begins.

use domain::{CalendarUpdateRecord, Result};
use shared::{Describe as _, MeetingUpdateReason, Timestamp};

use super::Updates;
use super::lease::Lease;
use super::plan::Plan;

/// How an update ended.
pub(super) enum Ending {
    /// Everything was looked at; the earliest moment at which a meeting is tried again.
    Done(Option<Timestamp>),
    /// It could not be done.
    Failed(MeetingUpdateReason),
    /// The worker stops; the rest is done after the next start.
    Interrupted,
    /// Nothing was begun, because the attempt before was begun and never ended.
    PutOff,
}

impl Updates {
    /// Writes down how it ended, if the record is still this worker's. `before` is how the attempt before did.
    pub(super) async fn finish(
        &self,
        lease: &Lease,
        plan: Option<&Plan>,
        ending: Ending,
        before: Option<MeetingUpdateReason>,
    ) -> Result<()> {
        let now = self.application.now();
        let language = plan.map(|plan| plan.language).unwrap_or_default();
        let options = self.options;
        let Some(held) = lease.release().await else { return Ok(()) };
        self.application
            .in_transaction(move |transaction| {
                Box::pin(async move {
                    let user = held.user;
                    if transaction.calendar_update(user).await?.as_ref() != Some(&held) {
                        return Ok(());
                    }
                    let attempts = held.attempts;
                    let mut update = CalendarUpdateRecord {
                        running: false,
                        due_at: None,
                        finished_at: Some(now),
                        last_error: None,
                        ..held
                    };
                    match ending {
                        Ending::Done(next) => {
                            update.due_at = next;
                            update.attempts = 0;
                        }
                        Ending::Failed(reason) => {
                            update.last_error = Some(reason);
                            if reason.is_transient() {
                                update.due_at = options.next_attempt(now, attempts.max(1));
                            }
                        }
                        Ending::Interrupted => {
                            update.due_at = Some(now);
                            update.finished_at = held.finished_at;
                            update.last_error = before;
                            update.attempts = attempts.saturating_sub(1);
                        }
                        Ending::PutOff => {
                            // This attempt was none; the ones before count.
                            update.attempts = attempts.saturating_sub(1);
                            update.due_at = options.next_attempt(now, update.attempts.max(1));
                            update.finished_at = held.finished_at;
                            update.last_error = Some(match update.due_at {
                                Some(_) => MeetingUpdateReason::BrokenOff,
                                None => MeetingUpdateReason::NeverFinished,
                            });
                        }
                    }
                    transaction.put_calendar_update(&update).await?;
                    if let Some(mut record) = transaction.calendar_connection(user).await? {
                        record.connection.last_used_at = Some(now);
                        record.connection.last_error =
                            update.last_error.map(|reason| reason.describe(language));
                        transaction.put_calendar_connection(&record).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}
