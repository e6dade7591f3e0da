//! How a meeting repeats (RFC 5545), and when it takes place for the last time.

use chrono::{DateTime, Datelike as _};
use chrono_tz::Tz;
use rrule::{RRule, Unvalidated};
use shared::{Fault, MeetingSchedule};

use super::zone::{Zone, last_moment};

/// The longest rule that is read, in bytes.
const LENGTH_MAX: usize = 300;
/// How many periods there may be between two occurrences.
const INTERVAL_MAX: u64 = 1_000;
/// What a rule may consist of. Meetings take place at one time of the day, so a rule has no hours, minutes and seconds.
const PARTS: [&str; 11] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
];

/// How a meeting repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recurrence {
    /// The rule in one way of writing; its `UNTIL` is in universal time.
    pub(super) rule: String,
    /// When the last occurrence begins; `None` without an end.
    pub(super) last: Option<DateTime<Tz>>,
}

impl Recurrence {
    /// Reads a rule for a meeting that begins at this moment. It is looked through to its end, but no further than
    /// a number of occurrences and years.
    pub(super) fn read(text: &str, start: DateTime<Tz>, zone: Zone) -> Result<Self, Fault> {
        let (rule, ends) = in_one_way(text, zone)?;
        let parsed: RRule<Unvalidated> = rule.parse().map_err(|_| Fault::NotRecurrence)?;
        let series = parsed.build(start.with_timezone(&rrule::Tz::Tz(start.timezone())));
        // The library gives up where a rule has no occurrence for very long.
        let series = series.map_err(|_| Fault::NotRecurrence)?.limit();
        let mut occurrences = (&series).into_iter();
        let first = occurrences.next().ok_or(Fault::NoOccurrence)?;
        if first.naive_local() != start.naive_local() {
            return Err(Fault::StartNotInRecurrence);
        }
        if !ends {
            return Ok(Self { rule, last: None });
        }
        let last_year = start.year() + i32::from(MeetingSchedule::YEARS_MAX);
        let (mut last, mut count) = (first, 1);
        for occurrence in occurrences {
            count += 1;
            if count > MeetingSchedule::OCCURRENCES_MAX || occurrence.year() > last_year {
                let (most, years) = (MeetingSchedule::OCCURRENCES_MAX, MeetingSchedule::YEARS_MAX);
                return Err(Fault::SeriesTooLong(most, years));
            }
            last = occurrence;
        }
        Ok(Self { rule, last: Some(last.with_timezone(&zone.0)) })
    }
}

/// The rule with its parts checked, in capital letters, and whether it has an end.
fn in_one_way(text: &str, zone: Zone) -> Result<(String, bool), Fault> {
    let text = text.trim().to_ascii_uppercase();
    let text = text.strip_prefix("RRULE:").unwrap_or(&text).trim_end_matches(';');
    if text.len() > LENGTH_MAX {
        return Err(Fault::LongerThan(LENGTH_MAX));
    }
    let mut parts: Vec<(&str, String)> = Vec::new();
    for part in text.split(';') {
        let (name, value) = part.split_once('=').ok_or(Fault::NotRecurrence)?;
        let (name, value) = (name.trim(), value.trim());
        let known = PARTS.contains(&name);
        if !known || value.is_empty() || parts.iter().any(|(earlier, _)| *earlier == name) {
            return Err(Fault::NotRecurrence);
        }
        let value = match name {
            "FREQ" if matches!(value, "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY") => value.to_owned(),
            "FREQ" => return Err(Fault::NotRecurrence),
            "INTERVAL" => number(value, INTERVAL_MAX)?,
            "COUNT" => number(value, MeetingSchedule::OCCURRENCES_MAX)?,
            "UNTIL" => {
                let last = last_moment(value, zone).ok_or(Fault::NotRecurrence)?;
                last.format("%Y%m%dT%H%M%SZ").to_string()
            }
            _ => value.to_owned(),
        };
        parts.push((name, value));
    }
    let has = |wanted: &str| parts.iter().any(|(name, _)| *name == wanted);
    if !has("FREQ") || has("COUNT") && has("UNTIL") {
        return Err(Fault::NotRecurrence);
    }
    let ends = has("COUNT") || has("UNTIL");
    let written: Vec<String> = parts.iter().map(|(name, value)| format!("{name}={value}")).collect();
    Ok((written.join(";"), ends))
}

fn number(text: &str, most: u64) -> Result<String, Fault> {
    match text.parse::<u64>() {
        Ok(number) if (1..=most).contains(&number) => Ok(number.to_string()),
        Ok(_) => Err(Fault::OutOfRange(1, most)),
        Err(_) => Err(Fault::NotRecurrence),
    }
}
