//! How the last days have gone, counted in the audit log.
//!
//! Nobody who acts counts anything: a counter that every reset moves would make all of them wait for each other. The audit
//! log has an index by action and time, so a day is counted in it afterwards, and kept when the day is over.

use std::time::Duration;

use shared::{
    AuditAction, AuditEntryId, Day, DayCounts, DayReport, DialInFilter, Fault, ProblemKind, ProviderFilter,
    Statistics, StatisticsRequest, Timestamp, UserFilter,
};
use uuid::Uuid;

use crate::{OperationContext, Read, Result, Transaction, UserQuery};

/// How long after its end a day is counted for good: by then every transaction that belongs to it is over, also on a
/// server whose clock is a little behind.
const SETTLED_AFTER: Duration = Duration::from_hours(1);
/// How many days are counted in one transaction, so that nobody who acts waits for long.
const DAYS_AT_ONCE: usize = 5;

/// How the last days have gone, today included.
///
/// # Errors
///
/// [`ProblemKind::InvalidFields`] when no days are asked for, or too many.
pub async fn show_statistics(
    read: &mut dyn Read,
    now: Timestamp,
    request: StatisticsRequest,
) -> Result<Statistics> {
    let days = request.days.unwrap_or(Statistics::DAYS_DEFAULT);
    if !(1..=Statistics::DAYS_MAX).contains(&days) {
        return Err(ProblemKind::field("days", Fault::OutOfRange(1, Statistics::DAYS_MAX.into())).into());
    }
    let today = Day::of(now);
    let first = today.minus(days - 1);
    let mut kept = read.day_counts(first, today).await?.into_iter().peekable();
    let mut counted = Vec::with_capacity(days as usize);
    for number in first.number()..=today.number() {
        let day = Day::from_number(number);
        counted.push(match kept.next_if(|counts| counts.day == day) {
            Some(counts) => counts,
            None => count(read, day, day == today).await?,
        });
    }
    let mut enabled_users = enabled_users(read).await?;
    let mut reports = Vec::with_capacity(counted.len());
    for counts in counted.into_iter().rev() {
        reports.push(DayReport { day: counts.day, resets: counts.resets, enabled_users });
        enabled_users = (enabled_users + counts.disabled).saturating_sub(counts.enabled);
    }
    reports.reverse();
    Ok(Statistics { days: reports })
}

/// How many users are enabled now.
pub(super) async fn enabled_users(read: &mut dyn Read) -> Result<u64> {
    let filter = UserFilter { dial_in: Some(DialInFilter::Enabled), ..UserFilter::default() };
    Ok(read.count_users(&UserQuery { filter, ..UserQuery::default() }).await?)
}

/// How many users have a third-party provider and are enabled with it.
pub(super) async fn third_party_users(read: &mut dyn Read) -> Result<u64> {
    let (dial_in, provider) = (Some(DialInFilter::Enabled), Some(ProviderFilter::ThirdParty));
    let filter = UserFilter { dial_in, provider, ..UserFilter::default() };
    Ok(read.count_users(&UserQuery { filter, ..UserQuery::default() }).await?)
}

/// Counts days that are over and keeps what was counted, a few at a time; says whether to call it again.
///
/// # Errors
///
/// Only when the store fails.
pub async fn count_days(transaction: &mut dyn Transaction, context: &OperationContext) -> Result<bool> {
    let first = Day::of(context.now).minus(Statistics::DAYS_MAX);
    let end = Day::of(context.now.before(SETTLED_AFTER));
    let kept = transaction.day_counts(first, end).await?;
    let is_missing = |day: &Day| kept.binary_search_by_key(day, |counts| counts.day).is_err();
    let missing = (first.number()..end.number()).map(Day::from_number).filter(is_missing);
    let missing: Vec<Day> = missing.take(DAYS_AT_ONCE).collect();
    for day in &missing {
        let counts = count(transaction.as_read(), *day, false).await?;
        transaction.insert_day_counts(&counts).await?;
    }
    Ok(missing.len() == DAYS_AT_ONCE)
}

/// Counts a day in the audit log. Today has no end yet: identifiers go on growing when the clock is put back, and what
/// they place in the future is today's.
async fn count(read: &mut dyn Read, day: Day, is_today: bool) -> Result<DayCounts> {
    let from = first_entry(day.begins());
    let end = if is_today { AuditEntryId::from_uuid(Uuid::max()) } else { first_entry(day.plus(1).begins()) };
    Ok(DayCounts {
        day,
        resets: read.count_audit(AuditAction::ConferenceIdReset, from, end).await?,
        enabled: read.count_audit(AuditAction::UserEnabled, from, end).await?,
        disabled: read.count_audit(AuditAction::UserDisabled, from, end).await?,
    })
}

/// Every entry that is made at this moment or later has a greater identifier: those grow with time.
pub(super) fn first_entry(moment: Timestamp) -> AuditEntryId {
    AuditEntryId::from_uuid(Uuid::from_u128(u128::from(moment.milliseconds()) << 80))
}
