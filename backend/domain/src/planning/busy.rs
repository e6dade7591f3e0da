//! When a meeting takes place around a moment.

use chrono::{DateTime, TimeDelta};
use rrule::{RRule, RRuleSet, Unvalidated};
use shared::{MeetingSchedule, Timestamp};

use super::zone::{Zone, local_time, timestamp};
use crate::MeetingRecord;

/// The occurrences of a meeting that end after `from` and begin by `until`: when each begins and ends. One whose
/// schedule cannot be read has none.
pub(crate) fn occurrences(
    meeting: &MeetingRecord,
    from: Timestamp,
    until: Timestamp,
) -> Vec<(Timestamp, Timestamp)> {
    let found = match &meeting.schedule.recurrence {
        None => meeting.ends_at.map(|ends_at| vec![(meeting.starts_at, ends_at)]),
        Some(rule) => of_series(meeting, rule, from, until),
    };
    let is_near = |(begins, ends): &(Timestamp, Timestamp)| *ends > from && *begins <= until;
    found.unwrap_or_default().into_iter().filter(is_near).collect()
}

fn of_series(
    meeting: &MeetingRecord,
    rule: &str,
    from: Timestamp,
    until: Timestamp,
) -> Option<Vec<(Timestamp, Timestamp)>> {
    let (series, length) = series(&meeting.schedule, rule)?;
    let (first, last) = (moment(from)? - length, moment(until)?);
    let near = (&series).into_iter().skip_while(|begins| *begins < first);
    let near = near.take_while(|begins| *begins <= last);
    Some(near.filter_map(|begins| Some((timestamp(&begins)?, timestamp(&(begins + length))?))).collect())
}

/// When the first occurrence begins that is not over at this moment; `None` when all are, or the schedule cannot be read.
pub(crate) fn next_start(meeting: &MeetingRecord, now: Timestamp) -> Option<Timestamp> {
    let Some(rule) = &meeting.schedule.recurrence else {
        return Some(meeting.starts_at).filter(|_| meeting.ends_at.is_some_and(|ends_at| ends_at > now));
    };
    let (series, length) = series(&meeting.schedule, rule)?;
    let over = moment(now)? - length;
    let next = (&series).into_iter().find(|begins| *begins > over)?;
    timestamp(&next)
}

/// When a series takes place, and for how long each time.
fn series(schedule: &MeetingSchedule, rule: &str) -> Option<(RRuleSet, TimeDelta)> {
    let zone = Zone::named(&schedule.time_zone)?;
    let begins = zone.moment(local_time(&schedule.start)?)?;
    let length = zone.moment(local_time(&schedule.end)?)? - begins;
    let rule: RRule<Unvalidated> = rule.parse().ok()?;
    let series = rule.build(begins.with_timezone(&rrule::Tz::Tz(zone.0))).ok()?.limit();
    Some((series, length))
}

fn moment(timestamp: Timestamp) -> Option<DateTime<chrono::Utc>> {
    let since_1970 = TimeDelta::milliseconds(i64::try_from(timestamp.milliseconds()).ok()?);
    DateTime::UNIX_EPOCH.checked_add_signed(since_1970)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use shared::{ConferenceIdType, MeetingId, UserId, Version};
    use uuid::Uuid;

    use super::*;

    fn at(text: &str) -> Timestamp {
        timestamp(&DateTime::parse_from_rfc3339(text).unwrap()).unwrap()
    }

    fn next(recurrence: Option<&str>, now: &str) -> Option<String> {
        let schedule = MeetingSchedule {
            start: "2026-12-01T10:00:00".into(),
            end: "2026-12-01T11:00:00".into(),
            time_zone: "Europe/Stockholm".into(),
            recurrence: recurrence.map(str::to_owned),
        };
        let begins = at("2026-12-01T09:00:00Z");
        let meeting = MeetingRecord {
            id: MeetingId::from_uuid(Uuid::from_u128(1)),
            version: Version::FIRST,
            organizer: UserId::from_uuid(Uuid::from_u128(2)),
            subject: "Planning".into(),
            schedule,
            starts_at: begins,
            ends_at: Some(begins.after(Duration::from_hours(1))),
            cancelled_at: None,
            conference_id_type: ConferenceIdType::Static,
            own_id: None,
            created_at: begins,
            updated_at: begins,
        };
        next_start(&meeting, at(now)).map(|next| next.to_string())
    }

    #[test]
    fn the_next_occurrence_is_the_first_that_is_not_over() {
        let first = Some("2026-12-01T09:00:00.000Z".to_owned());
        assert_eq!(next(None, "2026-11-01T00:00:00Z"), first);
        assert_eq!(next(None, "2026-12-01T09:59:00Z"), first, "it is going on");
        assert_eq!(next(None, "2026-12-01T10:00:00Z"), None, "it is over");
        let weekly = Some("FREQ=WEEKLY;COUNT=3");
        assert_eq!(next(weekly, "2026-12-01T10:00:00Z"), Some("2026-12-08T09:00:00.000Z".to_owned()));
        assert_eq!(next(weekly, "2026-12-15T10:00:00Z"), None);
        assert_eq!(
            next(Some("FREQ=DAILY"), "2027-07-01T00:00:00Z"),
            Some("2027-07-01T08:00:00.000Z".to_owned()),
            "summer time"
        );
    }
}
