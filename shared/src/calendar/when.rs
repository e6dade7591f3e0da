//! Whether a meeting has an occurrence ahead.
//!
//! Recurrence rules and time zones are evaluated by `ical-rs`. Where the data does not say which moment is meant
//! (a floating time, or a zone that the file does not define), the latest possible moment counts, so such a
//! meeting is mended for at most half a day after its end rather than missed. `EXRULE`, which RFC 5545 withdrew, is not
//! read for the same reason, and because two endless rules that cancel each other out would take forever.

use ical::recur::{IcalRecurDateTime, IcalRecurRule};

use super::moment::Moment;
use super::rules::{RuleAhead, ahead, short_rule};
use super::zones::Zones;

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
        // Real meetings have one rule.
        const MOST_RULES: usize = 12;
        // More work than this for one calendar is an attack, or close to one.
        const MOST_LOOKS: usize = 50_000_000;
        // Clocks differ by less.
        const MARGIN: i64 = 2 * 86_400;
        let Some(start) = self.start.as_ref() else { return Ahead::Unreadable };
        let Some(first) = start.civil() else { return Ahead::Unreadable };
        if self.rules.len() > MOST_RULES || zones.looks > MOST_LOOKS {
            return Ahead::Yes;
        }
        let mut rules = Vec::new();
        for rule in &self.rules {
            match self.rule(rule, zones) {
                Some(rule) if rule.until.is_some() || rule.count.is_some() => rules.push(rule),
                // An endless rule, or one that cannot be read and may well go on.
                Some(_) | None => return Ahead::Yes,
            }
        }
        let length = self.length(zones);
        let exceptions = Exceptions::of(start, self.exception_dates.iter().chain(replaced), zones);
        let mut single = vec![first];
        single.extend(self.dates.iter().filter_map(|date| zones.on_clock(date, start.clock())));
        let mut looks = 0;
        let mut is_ahead = |occurrence: IcalRecurDateTime| {
            !exceptions.hold(occurrence) && zones.latest_of(occurrence, start.clock()) + length > now
        };
        if single.into_iter().any(&mut is_ahead) {
            return Ahead::Yes;
        }
        let from = IcalRecurDateTime::from_seconds(now - length - MARGIN);
        let is_any = rules
            .into_iter()
            .any(|rule| ahead(rule, first, from, &mut looks, &mut is_ahead) != RuleAhead::None);
        zones.looks += looks;
        if is_any { Ahead::Yes } else { Ahead::No }
    }

    /// A rule with its `UNTIL` told on the clock of the start.
    fn rule(&self, value: &str, zones: &mut Zones) -> Option<IcalRecurRule> {
        let start = self.start.as_ref()?;
        let is_until = |part: &&str| {
            part.split_once('=').is_some_and(|(key, _)| key.trim().eq_ignore_ascii_case("UNTIL"))
        };
        // The parser of rules knows fewer ways to write a moment, so it does not get to see this one.
        let others: Vec<&str> = value.split(';').filter(|part| !is_until(part)).collect();
        let mut rule = short_rule(&others.join(";"))?;
        if let Some(until) = value.split(';').find(is_until) {
            let (_, until) = until.split_once('=')?;
            let until = Moment::new(until, start.zone());
            rule.until = Some(zones.on_clock(&until, start.clock())?);
            // An UNTIL that is a date means that whole day.
            if until.is_date() && !start.is_date() {
                rule.until =
                    rule.until.map(|until| IcalRecurDateTime { hour: 23, minute: 59, second: 59, ..until });
            }
        }
        Some(rule)
    }
}

/// The occurrences that do not take place, or that are judged by themselves.
#[derive(Default)]
struct Exceptions {
    /// Sorted.
    moments: Vec<IcalRecurDateTime>,
    /// Whole days, sorted: a date excludes every occurrence on it, as programs write it although RFC 5545 does not want
    /// it.
    days: Vec<IcalRecurDateTime>,
}

impl Exceptions {
    fn of<'all>(start: &Moment, all: impl Iterator<Item = &'all Moment>, zones: &mut Zones) -> Self {
        let mut exceptions = Self::default();
        for moment in all {
            let Some(civil) = zones.on_clock(moment, start.clock()) else { continue };
            // Where the meeting lasts whole days, the time of an exception says nothing.
            if moment.is_date() || start.is_date() {
                exceptions.days.push(day(civil));
            } else {
                exceptions.moments.push(civil);
            }
        }
        exceptions.moments.sort_unstable();
        exceptions.days.sort_unstable();
        exceptions
    }

    fn hold(&self, occurrence: IcalRecurDateTime) -> bool {
        self.moments.binary_search(&occurrence).is_ok() || self.days.binary_search(&day(occurrence)).is_ok()
    }
}

fn day(civil: IcalRecurDateTime) -> IcalRecurDateTime {
    IcalRecurDateTime::date(civil.year, civil.month, civil.day)
}
