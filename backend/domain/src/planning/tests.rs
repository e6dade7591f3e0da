//! Rules of all kinds: where they end, that hostile ones are refused quickly, and that zones are described truly.

use std::time::{Duration, Instant};

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use proptest::prelude::*;
use shared::{Fault, MeetingSchedule};

use super::PlannedTime;
use super::transitions::observances;
use super::zone::Zone;

fn schedule(start: &str, zone: &str, rule: &str) -> MeetingSchedule {
    let end = start.replace("T10:", "T11:");
    MeetingSchedule { start: start.into(), end, time_zone: zone.into(), recurrence: Some(rule.into()) }
}

fn check(schedule: &MeetingSchedule) -> Result<PlannedTime, Fault> {
    let mut faults = Vec::new();
    let time = PlannedTime::check(schedule, &mut faults);
    time.ok_or_else(|| faults.remove(0).fault)
}

fn last(start: &str, rule: &str) -> String {
    let time = check(&schedule(start, "Europe/Stockholm", rule)).unwrap();
    time.ends_at.map(|ends| ends.to_string()).unwrap_or_default()
}

#[test]
fn the_last_occurrence_is_found() {
    // Summer time ends between the two: the clock shows the same, the moment is an hour later.
    assert_eq!(last("2026-10-20T10:00", "FREQ=WEEKLY;COUNT=2"), "2026-10-27T10:00:00.000Z");
    assert_eq!(last("2026-10-20T10:00", "FREQ=WEEKLY;COUNT=1"), "2026-10-20T09:00:00.000Z");
    assert_eq!(
        last("2026-12-29T10:00", "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=TU;UNTIL=20270131"),
        "2027-01-26T10:00:00.000Z"
    );
    assert_eq!(last("2026-12-29T10:00", "FREQ=MONTHLY;BYDAY=-1TU"), "", "a series without an end");
}

#[test]
fn a_rule_is_kept_in_one_way_of_writing() {
    let time =
        check(&schedule("2026-12-01T10:00", "Europe/Stockholm", " rrule:freq=daily;until=20261203T100000;"))
            .unwrap();
    assert_eq!(time.schedule.recurrence.as_deref(), Some("FREQ=DAILY;UNTIL=20261203T090000Z"));
    assert_eq!(time.schedule.start, "2026-12-01T10:00:00");
    let again = check(&time.schedule).unwrap();
    assert_eq!(again, time, "what is kept is read again as the same");
}

#[test]
fn what_a_calendar_would_choke_on_is_refused() {
    let faults = [
        ("", None),
        ("FREQ=DAILY", None),
        ("FREQ=DAILY;COUNT=4001", Some(Fault::OutOfRange(1, 4_000))),
        ("FREQ=DAILY;UNTIL=21260101", Some(Fault::SeriesTooLong(4_000, 100))),
        ("FREQ=YEARLY;COUNT=200", Some(Fault::SeriesTooLong(4_000, 100))),
        ("FREQ=HOURLY;COUNT=2", Some(Fault::NotRecurrence)),
        ("FREQ=DAILY;BYHOUR=1,2,3", Some(Fault::NotRecurrence)),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", Some(Fault::NotRecurrence)),
        ("FREQ=DAILY;COUNT=2;COUNT=3", Some(Fault::NotRecurrence)),
        ("FREQ=DAILY;COUNT=0", Some(Fault::OutOfRange(1, 4_000))),
        ("FREQ=WEEKLY;BYDAY=FR", Some(Fault::StartNotInRecurrence)),
        ("FREQ=DAILY;UNTIL=20260101", Some(Fault::NotRecurrence)),
        ("COUNT=2", Some(Fault::NotRecurrence)),
        ("every tuesday", Some(Fault::NotRecurrence)),
        ("FREQ=DAILY\r\nATTENDEE:mailto:x@example.com", Some(Fault::NotRecurrence)),
    ];
    for (rule, fault) in faults {
        // 1 December 2026 is a Tuesday.
        let found = check(&schedule("2026-12-01T10:00", "Europe/Stockholm", rule)).err();
        assert_eq!(found, fault, "{rule}");
    }
}

#[test]
fn hostile_rules_end_soon() {
    let begun = Instant::now();
    for rule in [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=4000",
        "FREQ=WEEKLY;INTERVAL=1000;BYMONTH=2;BYDAY=MO;BYSETPOS=7;COUNT=4000",
        "FREQ=YEARLY;INTERVAL=1000;COUNT=4000",
        "FREQ=DAILY;INTERVAL=999;BYMONTH=12;BYMONTHDAY=1;COUNT=4000",
        "FREQ=MONTHLY;BYYEARDAY=366;BYWEEKNO=1;COUNT=4000",
    ] {
        assert!(check(&schedule("2026-12-01T10:00", "Europe/Stockholm", rule)).is_err(), "{rule}");
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn times_that_the_clock_leaves_out_are_refused() {
    let skipped = MeetingSchedule {
        start: "2027-03-28T02:30".into(),
        end: "2027-03-28T03:30".into(),
        time_zone: "Europe/Stockholm".into(),
        recurrence: None,
    };
    assert_eq!(check(&skipped).unwrap_err(), Fault::TimeSkipped);
    let twice =
        MeetingSchedule { start: "2026-10-25T02:30".into(), end: "2026-10-25T04:00".into(), ..skipped };
    assert_eq!(
        check(&twice).unwrap().starts_at.to_string(),
        "2026-10-25T00:30:00.000Z",
        "the earlier of two"
    );
}

/// Steps through the days one by one, as a person with a calendar would.
fn by_hand(start: NaiveDateTime, count: usize, is_day: impl Fn(NaiveDate) -> bool) -> NaiveDateTime {
    let days = (0..).map(|days| start + TimeDelta::days(days)).filter(|at| is_day(at.date()));
    days.take(count).last().unwrap()
}

fn day(month: u32, day: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap().and_hms_opt(10, 0, 0).unwrap()
}

proptest! {
    #[test]
    fn the_last_occurrence_is_the_one_counted_by_hand(
        month in 1_u32..=12,
        at in 1_u32..=28,
        count in 1_usize..60,
        interval in 1_i64..9,
        kind in 0_usize..4,
        zone in prop::sample::select(vec!["Europe/Stockholm", "America/New_York", "Asia/Kolkata", "UTC"]),
    ) {
        let start = day(month, at);
        let first = start.date();
        let weekday = first.weekday();
        let (rule, expected) = match kind {
            0 => (
                format!("FREQ=DAILY;INTERVAL={interval};COUNT={count}"),
                by_hand(start, count, |day| (day - first).num_days() % interval == 0),
            ),
            1 => (
                format!("FREQ=WEEKLY;INTERVAL={interval};COUNT={count}"),
                by_hand(start, count, |day| day.weekday() == weekday && (day - first).num_weeks() % interval == 0),
            ),
            2 => (
                format!("FREQ=MONTHLY;BYMONTHDAY={at};COUNT={count}"),
                by_hand(start, count, |day| day.day() == at),
            ),
            _ => {
                let weekend = |day: Weekday| matches!(day, Weekday::Sat | Weekday::Sun);
                prop_assume!(!weekend(weekday));
                let rule = format!("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT={count}");
                (rule, by_hand(start, count, |day| !weekend(day.weekday())))
            }
        };
        let begins = start.format("%Y-%m-%dT%H:%M").to_string();
        let time = check(&schedule(&begins, zone, &rule)).unwrap();
        let zone = Zone::named(zone).unwrap();
        let ends = zone.moment(expected).unwrap().timestamp_millis() + 3_600_000;
        prop_assert_eq!(time.ends_at.unwrap().milliseconds(), u64::try_from(ends).unwrap());
    }
}

#[test]
fn zones_are_described_as_they_are() {
    let of = |name: &str| observances(Zone::named(name).unwrap(), 2025, 2031);
    let rules: Vec<_> =
        of("Europe/Stockholm").into_iter().map(|observance| observance.rule.unwrap()).collect();
    assert_eq!(rules, ["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"]);
    let rules: Vec<_> =
        of("America/New_York").into_iter().map(|observance| observance.rule.unwrap()).collect();
    assert_eq!(rules, ["FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"]);
    assert_eq!(of("Asia/Kolkata"), []);
    // Morocco leaves summer time for Ramadan, whose date no rule can say.
    assert!(of("Africa/Casablanca").iter().all(|observance| observance.rule.is_none()));
    assert!(of("Africa/Casablanca").iter().map(|observance| observance.others.len()).sum::<usize>() > 6);
}
