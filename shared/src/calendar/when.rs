//! Whether a meeting has an occurrence ahead.
//!
//! Recurrence rules and time zones are evaluated by `ical-rs`. Where the data does not say which moment is meant
//! (a floating time, or a zone that the file does not define), the latest possible moment counts, so such a
//! meeting is mended for at most half a day after its end rather than missed. `EXRULE`, which RFC 5545 withdrew, is not
//! read for the same reason, and because two endless rules that cancel each other out would take forever.

use std::ops::Range;
use std::rc::Rc;

use ical::recur::set::IcalRecurSet;
use ical::recur::{IcalRecurDateTime, IcalRecurFreq, IcalRecurRule};
use ical::tz::{IcalTz, IcalTzObservance, IcalTzTransitions};

use super::lines::{Lines, Unfolded};

/// A date or a moment as a property writes it.
#[derive(Clone, Debug, Default)]
pub(super) struct Moment {
    /// The value, such as `20261124T090000` or `20261124`.
    pub(super) value: String,
    /// The `TZID` parameter.
    pub(super) zone: Option<Rc<str>>,
}

impl Moment {
    pub(super) fn of(line: &Unfolded) -> Self {
        Self { value: line.value_text().trim().to_owned(), zone: zone_of(line) }
    }

    /// The time on its own clock.
    fn civil(&self) -> Option<IcalRecurDateTime> {
        civil(&self.value)
    }

    fn is_date(&self) -> bool {
        self.value.len() == 8
    }
}

/// The `TZID` of a property; its dates share it.
pub(super) fn zone_of(line: &Unfolded) -> Option<Rc<str>> {
    line.parameter("TZID").map(Rc::from)
}

/// A civil time from text; only ASCII is handed to the parser.
fn civil(value: &str) -> Option<IcalRecurDateTime> {
    let plain = value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'T' | b't' | b'Z' | b'z'));
    if plain { IcalRecurDateTime::parse(value).ok() } else { None }
}

/// When an event happens, as its properties say.
#[derive(Clone, Debug, Default)]
pub(super) struct Schedule {
    pub(super) start: Option<Moment>,
    pub(super) end: Option<Moment>,
    /// The length in seconds that `DURATION` states.
    pub(super) duration: Option<i64>,
    pub(super) rules: Vec<String>,
    pub(super) dates: Vec<Moment>,
    pub(super) exception_dates: Vec<Moment>,
}

/// Whether and when there is an occurrence ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ahead {
    Yes,
    No,
    /// The start cannot be read.
    Unreadable,
}

/// The time zones that one calendar defines.
#[derive(Debug, Default)]
pub(super) struct Zones {
    zones: Vec<(String, IcalTzTransitions)>,
}

impl Zones {
    /// Reads the `VTIMEZONE` components at these ranges.
    pub(super) fn read(input: &[u8], ranges: &[Range<usize>]) -> Self {
        // No real calendar defines more zones than the world has.
        const MOST: usize = 600;
        let zones = ranges.iter().take(MOST).filter_map(|range| read_zone(input, range.clone())).collect();
        Self { zones }
    }

    /// The latest moment this time can mean, in seconds since 1970.
    fn latest(&mut self, moment: &Moment) -> Option<i64> {
        moment.civil().map(|civil| self.latest_of(civil, moment))
    }

    /// The same for another time on the clock of `like`.
    fn latest_of(&mut self, civil: IcalRecurDateTime, like: &Moment) -> i64 {
        // The clocks farthest west are twelve hours behind UTC.
        const FARTHEST_WEST: i64 = 12 * 3600;
        if like.value.ends_with(['Z', 'z']) {
            return civil.seconds();
        }
        civil.seconds() - self.offset(like, civil).unwrap_or(-FARTHEST_WEST)
    }

    /// How many seconds east of UTC the clock of `like` is at this local time; `None` if the zone is unknown.
    fn offset(&mut self, like: &Moment, local: IcalRecurDateTime) -> Option<i64> {
        // Every year between has to be computed, and for a time this far ahead the hour does not matter.
        const LAST_YEAR: i32 = 2200;
        let id = like.zone.as_deref().filter(|_| local.year <= LAST_YEAR)?;
        let (_, zone) = self.zones.iter_mut().find(|(name, _)| **name == *id)?;
        Some(i64::from(zone.resolve(local).literal_offset()))
    }

    /// The time that `moment` names, told on the clock of `like`.
    fn on_clock_of(&mut self, moment: &Moment, like: &Moment) -> Option<IcalRecurDateTime> {
        let civil = moment.civil()?;
        let is_utc = |moment: &Moment| moment.value.ends_with(['Z', 'z']);
        if is_utc(moment) == is_utc(like) && (is_utc(like) || moment.zone == like.zone) || moment.is_date() {
            return Some(civil);
        }
        let instant = self.latest_of(civil, moment);
        if is_utc(like) {
            return Some(IcalRecurDateTime::from_seconds(instant));
        }
        // The offset at that moment; asked twice, because the question is put in local time.
        let mut local = IcalRecurDateTime::from_seconds(instant);
        for _ in 0..2 {
            let Some(offset) = self.offset(like, local) else { return Some(civil) };
            local = IcalRecurDateTime::from_seconds(instant + offset);
        }
        Some(local)
    }
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

/// A rule of a length that people write.
fn short_rule(value: &str) -> Option<IcalRecurRule> {
    const LONGEST: usize = 1_000;
    IcalRecurRule::parse(Some(value).filter(|value| value.len() <= LONGEST)?).ok()
}

/// Whether looking for the occurrences of a rule may take long or much memory: when all the moments of its periods, as
/// far as they are looked for, are too many. A rule that never matches is looked for the longest.
fn is_heavy(rule: &IcalRecurRule) -> bool {
    const MOST_LOOKS: usize = 120_000_000;
    let listed = |list: usize| list.max(1);
    let seconds = listed(rule.by_second.len());
    let minutes = listed(rule.by_minute.len()) * seconds;
    let hours = listed(rule.by_hour.len()) * minutes;
    let (periods, days, moments) = match rule.freq {
        IcalRecurFreq::Yearly => (8_000, 380, hours),
        IcalRecurFreq::Monthly => (96_000, 31, hours),
        IcalRecurFreq::Weekly => (420_000, 7, hours),
        IcalRecurFreq::Daily => (1_000_000, 1, hours),
        IcalRecurFreq::Hourly => (1_000_000, 1, minutes),
        IcalRecurFreq::Minutely => (1_000_000, 1, seconds),
        IcalRecurFreq::Secondly => (1_000_000, 1, 1),
    };
    let lists = rule.by_day.len()
        + rule.by_month_day.len()
        + rule.by_year_day.len()
        + rule.by_week_no.len()
        + rule.by_month.len();
    periods * days * (moments * listed(rule.by_set_pos.len()) + lists) > MOST_LOOKS
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

impl Schedule {
    /// Whether the event recurs.
    pub(super) fn recurs(&self) -> bool {
        !self.rules.is_empty() || !self.dates.is_empty()
    }

    /// How long one occurrence lasts, in seconds.
    fn length(&self, zones: &mut Zones) -> i64 {
        let Some(start) = &self.start else { return 0 };
        let day_or_none = if start.is_date() { 86_400 } else { 0 };
        let length = match (&self.end, self.duration) {
            (Some(end), _) => match (zones.latest(start), zones.latest(end)) {
                (Some(start), Some(end)) => end - start,
                _ => day_or_none,
            },
            (None, Some(duration)) => duration,
            (None, None) => day_or_none,
        };
        // An occurrence without length is ahead until its second has passed.
        length.clamp(1, 366 * 86_400)
    }

    /// Whether this single event ends after `now`, its recurrence aside.
    pub(super) fn single_ahead(&self, zones: &mut Zones, now: i64) -> Ahead {
        let Some(start) = self.start.as_ref().and_then(|start| zones.latest(start)) else {
            return Ahead::Unreadable;
        };
        if start + self.length(zones) > now { Ahead::Yes } else { Ahead::No }
    }

    /// Whether any occurrence ends after `now`. `replaced` are the `RECURRENCE-ID`s of the exceptions, which
    /// are judged by themselves.
    pub(super) fn any_ahead(&self, replaced: &[Moment], zones: &mut Zones, now: i64) -> Ahead {
        // More than two centuries of daily meetings; a rule that takes more counts as lying ahead.
        const MOST_OCCURRENCES: usize = 80_000;
        // Real meetings have one rule.
        const MOST_RULES: usize = 12;
        let Some(start) = self.start.as_ref() else { return Ahead::Unreadable };
        let Some(first) = start.civil() else { return Ahead::Unreadable };
        if self.rules.len() > MOST_RULES {
            return Ahead::Yes;
        }
        let length = self.length(zones);
        let mut set = IcalRecurSet { start: Some(first), ..IcalRecurSet::default() };
        for rule in &self.rules {
            match self.rule(rule, zones) {
                Some(rule) if rule.until.is_none() && rule.count.is_none() => return Ahead::Yes,
                Some(rule) if is_heavy(&rule) => return Ahead::Yes,
                Some(rule) => set.rules.push(rule),
                // A rule that cannot be read may well go on.
                None => return Ahead::Yes,
            }
        }
        set.dates.extend(self.dates.iter().filter_map(|date| zones.on_clock_of(date, start)));
        let exceptions = self.exception_dates.iter().chain(replaced);
        set.exdates.extend(exceptions.filter_map(|date| zones.on_clock_of(date, start)));
        for dates in [&mut set.dates, &mut set.exdates] {
            dates.sort_unstable();
            dates.dedup();
        }
        let mut last = None;
        for (count, occurrence) in set.expand().enumerate() {
            last = Some(occurrence.start);
            if count >= MOST_OCCURRENCES || zones.latest_of(occurrence.start, start) + length > now {
                return Ahead::Yes;
            }
        }
        // The expansion gives up on rules that make it search long; the same cautious answer holds then.
        let gave_up = set.rules.iter().any(|rule| {
            let until = rule.until.map(|until| zones.latest_of(until, start));
            matches!(rule.freq, IcalRecurFreq::Secondly | IcalRecurFreq::Minutely | IcalRecurFreq::Hourly)
                && last.is_none()
                && until.is_none_or(|until| until > now)
        });
        if gave_up { Ahead::Yes } else { Ahead::No }
    }

    /// A rule with its `UNTIL` told on the clock of the start.
    fn rule(&self, value: &str, zones: &mut Zones) -> Option<IcalRecurRule> {
        let start = self.start.as_ref()?;
        let mut rule = short_rule(value)?;
        let until = value.split(';').find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.trim().eq_ignore_ascii_case("UNTIL").then(|| value.trim().to_owned())
        });
        if let Some(value) = until {
            let is_date = value.len() == 8;
            let moment = Moment { value, zone: start.zone.clone() };
            rule.until = zones.on_clock_of(&moment, start);
            // An UNTIL that is a date means that whole day.
            if is_date && !start.is_date() {
                rule.until =
                    rule.until.map(|until| IcalRecurDateTime { hour: 23, minute: 59, second: 59, ..until });
            }
        }
        Some(rule)
    }
}
