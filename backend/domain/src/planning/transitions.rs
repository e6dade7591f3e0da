//! When the clocks of a time zone are changed, for the part of a calendar that describes the zone (`VTIMEZONE`).

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, Utc};

use super::zone::{Zone, ZoneOffset};

const DAY: i64 = 24 * 60 * 60;

/// The clocks of a zone are changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Transition {
    /// What the clocks show at that moment, before they are changed.
    pub(super) local: NaiveDateTime,
    pub(super) before: ZoneOffset,
    pub(super) after: ZoneOffset,
}

/// The transitions that are alike, as a rule that goes on or one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Observance {
    /// The first one.
    pub(super) first: Transition,
    /// When it happens every year, as in `BYMONTH=3;BYDAY=-1SU`.
    pub(super) rule: Option<String>,
    /// The others, where there is no rule.
    pub(super) others: Vec<NaiveDateTime>,
}

/// The transitions of the years from this one to that one, in order.
fn transitions(zone: Zone, first_year: i32, last_year: i32) -> Vec<Transition> {
    let begins = |year| NaiveDate::from_ymd_opt(year, 1, 1).map(|day| day.and_time(chrono::NaiveTime::MIN));
    let (Some(from), Some(to)) = (begins(first_year), begins(last_year + 1)) else { return Vec::new() };
    let (mut at, to) = (from.and_utc().timestamp(), to.and_utc().timestamp());
    let mut found = Vec::new();
    while at < to {
        let next = at + DAY;
        if let (Some(before), Some(after)) = (zone.offset(at), zone.offset(next))
            && before != after
            && let Some(moment) = first_moment_of(zone, &before, at, next)
        {
            let local = DateTime::<Utc>::from_timestamp(moment + i64::from(before.seconds), 0);
            found.extend(local.map(|local| Transition { local: local.naive_utc(), before, after }));
        }
        at = next;
    }
    found
}

/// The first second after `from` at which the clocks are others than before.
fn first_moment_of(zone: Zone, before: &ZoneOffset, mut from: i64, mut to: i64) -> Option<i64> {
    while to - from > 1 {
        let middle = from + (to - from) / 2;
        if zone.offset(middle)? == *before {
            from = middle;
        } else {
            to = middle;
        }
    }
    Some(to)
}

/// What a calendar says about the zone in these years: alike transitions together.
pub(super) fn observances(zone: Zone, first_year: i32, last_year: i32) -> Vec<Observance> {
    let mut groups: Vec<Vec<Transition>> = Vec::new();
    for transition in transitions(zone, first_year, last_year) {
        let alike = groups.iter_mut().find(|group| {
            group[0].after == transition.after && group[0].before.seconds == transition.before.seconds
        });
        match alike {
            Some(group) => group.push(transition),
            None => groups.push(vec![transition]),
        }
    }
    let years = usize::try_from(last_year - first_year + 1).unwrap_or_default();
    let observances = groups.into_iter().filter_map(|group| {
        let rule = if group.len() == years { yearly_rule(&group) } else { None };
        let mut group = group.into_iter();
        let first = group.next()?;
        let others = if rule.is_some() { Vec::new() } else { group.map(|other| other.local).collect() };
        Some(Observance { first, rule, others })
    });
    observances.collect()
}

/// The rule that all of these follow: the same weekday of the same month, counted from its beginning or its end.
fn yearly_rule(group: &[Transition]) -> Option<String> {
    let first = group.first()?.local;
    let mut years = group.iter().zip(first.year()..);
    let is_alike = |at: &NaiveDateTime| {
        at.month() == first.month() && at.weekday() == first.weekday() && at.time() == first.time()
    };
    if group.len() < 2 || !years.all(|(other, year)| other.local.year() == year && is_alike(&other.local)) {
        return None;
    }
    let is_last = |at: &NaiveDateTime| (*at + chrono::TimeDelta::days(7)).month() != at.month();
    let place = if group.iter().all(|other| is_last(&other.local)) {
        -1
    } else {
        let nth = |at: NaiveDateTime| i64::from((at.day() - 1) / 7 + 1);
        let place = nth(first);
        group.iter().all(|other| nth(other.local) == place).then_some(place)?
    };
    let day = first.weekday().to_string()[..2].to_ascii_uppercase();
    Some(format!("FREQ=YEARLY;BYMONTH={};BYDAY={place}{day}", first.month()))
}
