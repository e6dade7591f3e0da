//! The time zones that a calendar defines.

use std::ops::Range;

use ical::recur::set::IcalRecurSet;
use ical::recur::{IcalRecurDateTime, IcalRecurFreq, IcalRecurRule};
use ical::tz::{IcalTz, IcalTzObservance, IcalTzTransitions};

use super::lines::Lines;
use super::moment::Moment;
use super::rules::short_rule;
use crate::MeetingClock;

/// The time zones that one calendar defines.
#[derive(Debug, Default)]
pub(super) struct Zones {
    zones: Vec<(String, IcalTzTransitions)>,
    /// How many days and occurrences of rules have been looked at.
    pub(super) looks: usize,
}

impl Zones {
    /// Reads the `VTIMEZONE` components at these ranges.
    pub(super) fn read(input: &[u8], ranges: &[Range<usize>]) -> Self {
        // No real calendar defines more zones than the world has.
        const MOST: usize = 600;
        let zones = ranges.iter().take(MOST).filter_map(|range| read_zone(input, range.clone())).collect();
        Self { zones, looks: 0 }
    }

    /// The latest moment this time can mean, in seconds since 1970.
    pub(super) fn latest(&mut self, moment: &Moment) -> Option<i64> {
        moment.civil().map(|civil| self.latest_of(civil, moment.clock()))
    }

    /// The same for any time on a clock.
    pub(super) fn latest_of(&mut self, civil: IcalRecurDateTime, clock: &MeetingClock) -> i64 {
        // The clocks farthest west are twelve hours behind UTC.
        const FARTHEST_WEST: i64 = 12 * 3600;
        civil.seconds() - self.offset(clock, civil).unwrap_or(-FARTHEST_WEST)
    }

    /// How many seconds east of UTC a clock is at this local time; `None` if its zone is unknown.
    pub(super) fn offset(&mut self, clock: &MeetingClock, local: IcalRecurDateTime) -> Option<i64> {
        // Every year between has to be computed, and for a time this far ahead the hour does not matter.
        const LAST_YEAR: i32 = 2200;
        let id = match clock {
            MeetingClock::Utc => return Some(0),
            MeetingClock::Offset(minutes) => return Some(i64::from(*minutes) * 60),
            MeetingClock::Zone(id) if local.year <= LAST_YEAR => id,
            MeetingClock::Zone(_) | MeetingClock::Floating => return None,
        };
        let (_, zone) = self.zones.iter_mut().find(|(name, _)| name == id)?;
        Some(i64::from(zone.resolve(local).literal_offset()))
    }

    /// The time that `moment` names, told on another clock.
    pub(super) fn on_clock(&mut self, moment: &Moment, clock: &MeetingClock) -> Option<IcalRecurDateTime> {
        let civil = moment.civil()?;
        if moment.clock() == clock || moment.is_date() {
            return Some(civil);
        }
        let instant = self.latest_of(civil, moment.clock());
        Some(self.local(instant, clock).unwrap_or(civil))
    }

    /// What a clock shows at a moment; `None` if its zone is unknown.
    pub(super) fn local(&mut self, instant: i64, clock: &MeetingClock) -> Option<IcalRecurDateTime> {
        // The offset at that moment; asked twice, because the question is put in local time.
        let mut local = IcalRecurDateTime::from_seconds(instant);
        for _ in 0..2 {
            local = IcalRecurDateTime::from_seconds(instant + self.offset(clock, local)?);
        }
        Some(local)
    }
}

/// A civil time of a time zone's own rules.
fn civil(value: &str) -> Option<IcalRecurDateTime> {
    Moment::new(value, None).civil()
}

/// One time zone; `None` if it is written in a way that would take long to evaluate.
fn read_zone(input: &[u8], range: Range<usize>) -> Option<(String, IcalTzTransitions)> {
    const MOST_OBSERVANCES: usize = 200;
    const MOST_RULES: usize = 200;
    // Some programs let their rules begin in 1601; each year costs time.
    const FIRST_YEAR: i32 = 1600;
    const LONGEST_NAME: usize = 255;
    let mut id = None;
    let mut rules = 0;
    let mut observances: Vec<IcalTzObservance> = Vec::new();
    for line in Lines::new(input, range).map(|line| line.unfolded()) {
        let value = line.value_text();
        let value = value.trim();
        let name = line.name();
        if name == "BEGIN"
            && (value.eq_ignore_ascii_case("STANDARD") || value.eq_ignore_ascii_case("DAYLIGHT"))
        {
            observances.push(IcalTzObservance {
                daylight: value.eq_ignore_ascii_case("DAYLIGHT"),
                from: 0,
                to: 0,
                onsets: IcalRecurSet::default(),
            });
        }
        match (name.as_str(), observances.last_mut()) {
            ("TZID", _) => id = Some(value.to_owned()),
            ("TZOFFSETFROM", Some(observance)) => observance.from = utc_offset(value)?,
            ("TZOFFSETTO", Some(observance)) => observance.to = utc_offset(value)?,
            ("DTSTART", Some(observance)) => observance.onsets.start = Some(civil(value)?),
            ("RDATE", Some(observance)) => observance.onsets.dates.extend(value.split(',').filter_map(civil)),
            ("RRULE", Some(observance)) => {
                rules += 1;
                observance.onsets.rules.push(yearly_rule(value)?);
            }
            _ => {}
        }
    }
    if observances.is_empty() || observances.len() > MOST_OBSERVANCES || rules > MOST_RULES {
        return None;
    }
    for observance in &mut observances {
        start_later(&mut observance.onsets);
        if observance.onsets.start.is_some_and(|start| start.year < FIRST_YEAR) {
            return None;
        }
        observance.onsets.dates.sort_unstable();
        observance.onsets.dates.dedup();
    }
    let id = id.filter(|id| id.len() <= LONGEST_NAME)?;
    Some((id.clone(), IcalTzTransitions::of_zone(IcalTz { id, observances })))
}

/// Moves the beginning of an endless yearly rule from 1601, where some programs put it, to this century. Only
/// recent years matter here, and each one costs time.
fn start_later(onsets: &mut IcalRecurSet) {
    const FIRST_YEAR: i32 = 2000;
    let endless = |rule: &IcalRecurRule| rule.interval == 1 && rule.count.is_none() && rule.until.is_none();
    if let Some(start) = &mut onsets.start
        && start.year < FIRST_YEAR
        && !onsets.rules.is_empty()
        && onsets.rules.iter().all(endless)
    {
        start.year = FIRST_YEAR;
    }
}

/// A rule of a time zone: once a year, nothing else.
fn yearly_rule(value: &str) -> Option<IcalRecurRule> {
    let rule = short_rule(value)?;
    let simple = rule.freq == IcalRecurFreq::Yearly
        && rule.by_hour.len() <= 1
        && rule.by_minute.len() <= 1
        && rule.by_second.len() <= 1
        && rule.by_month.len() <= 1
        && rule.by_set_pos.is_empty()
        && rule.by_week_no.is_empty()
        && rule.by_year_day.is_empty();
    // A day that never comes is looked for until the year 9999.
    let may_come = rule.by_month_day.iter().all(|day| day.unsigned_abs() <= 29)
        && rule.by_day.iter().all(|day| day.ordinal.is_none_or(|ordinal| ordinal.unsigned_abs() <= 5));
    (simple && may_come).then_some(rule)
}

/// Seconds east of UTC, from `+0100` or `-033000`.
fn utc_offset(value: &str) -> Option<i32> {
    let (sign, digits) = match value.split_at_checked(1)? {
        ("-", digits) => (-1, digits),
        ("+", digits) => (1, digits),
        _ => (1, value),
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |range: Range<usize>| digits.get(range).map_or(Some(0), |text| text.parse::<i32>().ok());
    Some(sign * (number(0..2)? * 3600 + number(2..4)? * 60 + number(4..6)?))
}
