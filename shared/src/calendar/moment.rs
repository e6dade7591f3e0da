//! Dates and moments as properties write them.

use ical::recur::IcalRecurDateTime;

use super::lines::Unfolded;
use crate::{MeetingClock, MeetingStart};

/// A date or a moment as a property writes it.
#[derive(Clone, Debug, Default)]
pub(super) struct Moment {
    /// What it says; `None` if that cannot be read.
    pub(super) read: Option<MeetingStart>,
}

impl Moment {
    pub(super) fn of(line: &Unfolded) -> Self {
        Self::new(&line.value_text(), line.parameter("TZID").as_deref())
    }

    pub(super) fn new(value: &str, zone: Option<&str>) -> Self {
        Self { read: MeetingStart::read(value, zone) }
    }

    /// The time on its own clock.
    pub(super) fn civil(&self) -> Option<IcalRecurDateTime> {
        self.read.as_ref().map(civil)
    }

    pub(super) fn is_date(&self) -> bool {
        self.read.as_ref().is_some_and(|read| read.time.is_none())
    }

    /// The name of its time zone.
    pub(super) fn zone(&self) -> Option<&str> {
        match self.clock() {
            MeetingClock::Zone(name) => Some(name),
            MeetingClock::Floating | MeetingClock::Utc | MeetingClock::Offset(_) => None,
        }
    }

    /// Whose time it is.
    pub(super) fn clock(&self) -> &MeetingClock {
        const FLOATING: &MeetingClock = &MeetingClock::Floating;
        self.read.as_ref().map_or(FLOATING, |read| &read.clock)
    }
}

fn civil(start: &MeetingStart) -> IcalRecurDateTime {
    let date = IcalRecurDateTime::date(i32::from(start.year), start.month, start.day);
    match start.time {
        Some(time) => IcalRecurDateTime { hour: time.hour, minute: time.minute, second: time.second, ..date },
        None => date,
    }
}

/// The dates of an `RDATE` or `EXDATE`; of a period, its start.
pub(super) fn moments(line: &Unfolded) -> Vec<Moment> {
    // No real meeting names more single dates.
    const MOST: usize = 20_000;
    let zone = line.parameter("TZID");
    let start_of = |value: &str| Moment::new(value.split('/').next().unwrap_or_default(), zone.as_deref());
    line.value_text().split(',').take(MOST).map(start_of).collect()
}
