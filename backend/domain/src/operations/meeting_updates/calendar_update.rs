//! What becomes of the update of a user's calendar, from being taken to its end.
//!
//! Whoever schedules an update again takes it away from whoever is at work on it: each step first makes sure that the
//! record is still as it was written last.

use shared::{MeetingUpdateReason, Timestamp};

use super::CalendarRetries;
use crate::{CalendarUpdateRecord, Result, Transaction};

/// An update that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedCalendarUpdate {
    /// Its record, marked as underway.
    pub record: CalendarUpdateRecord,
    /// Why the attempt before could not be done; [`MeetingUpdateReason::Underway`] if it never came to an end.
    pub before: Option<MeetingUpdateReason>,
}

impl ClaimedCalendarUpdate {
    /// Whether the attempt before was begun and never ended: then nothing is begun now, for it may have been the update
    /// itself that ended the process.
    pub fn follows_one_without_end(&self) -> bool {
        self.before == Some(MeetingUpdateReason::Underway)
    }
}

/// How an update ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarUpdateEnding {
    /// Everything was looked at; the earliest moment at which a meeting is tried again.
    Done(Option<Timestamp>),
    /// It could not be done.
    Failed(MeetingUpdateReason),
    /// The worker stops; the rest is done after the next start.
    Interrupted,
    /// Nothing was begun, because the attempt before was begun and never ended.
    PutOff,
}

/// Takes updates that are due, the oldest first, until `leased_until`. That they are underway is durable before anything
/// is done: whoever finds this mark later knows that they never ended.
///
/// # Errors
///
/// Only when the store fails.
pub async fn claim_calendar_updates(
    transaction: &mut dyn Transaction,
    now: Timestamp,
    leased_until: Timestamp,
    limit: u32,
) -> Result<Vec<ClaimedCalendarUpdate>> {
    let mut claimed = Vec::new();
    for mut record in transaction.claim_due_calendar_updates(now, leased_until, limit).await? {
        let before = record.last_error.replace(MeetingUpdateReason::Underway);
        transaction.put_calendar_update(&record).await?;
        claimed.push(ClaimedCalendarUpdate { record, before });
    }
    Ok(claimed)
}

/// Holds an update for longer, and gives its record as it is now; `None` if it is lost.
///
/// # Errors
///
/// Only when the store fails.
pub async fn renew_calendar_update(
    transaction: &mut dyn Transaction,
    held: &CalendarUpdateRecord,
    leased_until: Timestamp,
) -> Result<Option<CalendarUpdateRecord>> {
    if transaction.calendar_update(held.user).await?.as_ref() != Some(held) {
        return Ok(None);
    }
    let renewed = CalendarUpdateRecord { due_at: Some(leased_until), ..held.clone() };
    transaction.put_calendar_update(&renewed).await?;
    Ok(Some(renewed))
}

/// Records how an update ended, if it is still held, and says at the calendar whether it works. `before` is how the
/// attempt before ended.
///
/// # Errors
///
/// Only when the store fails.
pub async fn finish_calendar_update(
    transaction: &mut dyn Transaction,
    now: Timestamp,
    held: &CalendarUpdateRecord,
    before: Option<MeetingUpdateReason>,
    ending: CalendarUpdateEnding,
    retries: CalendarRetries,
) -> Result<()> {
    let user = held.user;
    if transaction.calendar_update(user).await?.as_ref() != Some(held) {
        return Ok(());
    }
    let update = after(held, now, before, ending, retries);
    transaction.put_calendar_update(&update).await?;
    if let Some(mut record) = transaction.calendar_connection(user).await? {
        record.connection.last_used_at = Some(now);
        // The code; the words are made when it is shown.
        record.connection.last_error = update.last_error.map(|reason| reason.code().to_owned());
        transaction.put_calendar_connection(&record).await?;
    }
    Ok(())
}

/// The record after the ending.
fn after(
    held: &CalendarUpdateRecord,
    now: Timestamp,
    before: Option<MeetingUpdateReason>,
    ending: CalendarUpdateEnding,
    retries: CalendarRetries,
) -> CalendarUpdateRecord {
    let attempts = held.attempts;
    let ended = CalendarUpdateRecord { running: false, due_at: None, ..held.clone() };
    match ending {
        CalendarUpdateEnding::Done(next) => CalendarUpdateRecord {
            due_at: next,
            attempts: 0,
            finished_at: Some(now),
            last_error: None,
            ..ended
        },
        CalendarUpdateEnding::Failed(reason) => {
            let next = retries.next_attempt(now, attempts.max(1));
            CalendarUpdateRecord {
                due_at: next.filter(|_| reason.is_transient()),
                finished_at: Some(now),
                last_error: Some(reason),
                ..ended
            }
        }
        CalendarUpdateEnding::Interrupted => CalendarUpdateRecord {
            due_at: Some(now),
            attempts: attempts.saturating_sub(1),
            last_error: before,
            ..ended
        },
        CalendarUpdateEnding::PutOff => {
            // This attempt was none; the ones before count.
            let attempts = attempts.saturating_sub(1);
            let due_at = retries.next_attempt(now, attempts.max(1));
            let reason = match due_at {
                Some(_) => MeetingUpdateReason::BrokenOff,
                None => MeetingUpdateReason::NeverFinished,
            };
            CalendarUpdateRecord { due_at, attempts, last_error: Some(reason), ..ended }
        }
    }
}
