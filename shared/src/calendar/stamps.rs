//! What says that an event has changed: its version and its stamps.

use ical::recur::IcalRecurDateTime;

use super::lines::{Unfolded, ValuePlace};
use super::report::Patch;
use super::rules::LAST_SECOND;
use super::zones::Zones;
use crate::MeetingClock;

/// A `DTSTAMP` or `LAST-MODIFIED`, which is written anew in the form that it has: its parameters stay, and the value must
/// go with them.
#[derive(Clone, Debug)]
pub(super) struct Stamp {
    place: ValuePlace,
    form: StampForm,
}

#[derive(Clone, Debug)]
enum StampForm {
    /// As RFC 5545 wants it.
    Utc,
    /// Only a date.
    Date,
    /// In the time of a zone.
    Zone(MeetingClock),
}

impl Stamp {
    pub(super) fn of(line: &Unfolded) -> Self {
        let place = line.value_place();
        let value = place.text.trim();
        let is_date = line.parameter("VALUE").is_some_and(|kind| kind.eq_ignore_ascii_case("DATE"));
        let form = match line.parameter("TZID") {
            _ if is_date || value.len() == 8 => StampForm::Date,
            Some(zone) if !value.ends_with(['Z', 'z']) => StampForm::Zone(MeetingClock::Zone(zone)),
            _ => StampForm::Utc,
        };
        Self { place, form }
    }

    /// Writes this moment.
    pub(super) fn patches(&self, now: i64, zones: &mut Zones) -> Vec<Patch> {
        let text = match &self.form {
            StampForm::Utc => written(moment(now)) + "Z",
            StampForm::Date => written(moment(now))[..8].to_owned(),
            // Where the zone is unknown, universal time is as near as one can get.
            StampForm::Zone(clock) => written(zones.local(now, clock).unwrap_or(moment(now))),
        };
        self.place.patches(&text)
    }
}

/// The number of a `SEQUENCE`. An empty one counts as 0; some programs write milliseconds, which need more than the 32 bits
/// of RFC 5545.
pub(super) fn sequence_number(value: &str) -> Option<u64> {
    match value.trim() {
        "" => Some(0),
        value => value.parse().ok(),
    }
}

fn moment(seconds: i64) -> IcalRecurDateTime {
    IcalRecurDateTime::from_seconds(seconds.clamp(0, LAST_SECOND))
}

fn written(moment: IcalRecurDateTime) -> String {
    let IcalRecurDateTime { year, month, day, hour, minute, second } = moment;
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}")
}
