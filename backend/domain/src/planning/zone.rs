//! Time zones: from a clock on a wall to a moment, and back. Only this file and its neighbours know the library that
//! has the tables; elsewhere time is [`Timestamp`].

use chrono::offset::LocalResult;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset as _, TimeZone as _, Utc};
use chrono_tz::{OffsetComponents as _, OffsetName as _, Tz};
use shared::{MeetingClock, MeetingStart, Timestamp};

/// The longest name of a zone, in bytes.
const NAME_LENGTH_MAX: usize = 64;

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Zone(pub(super) Tz);

/// What a zone's clocks show at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ZoneOffset {
    /// How many seconds they are ahead of universal time.
    pub(super) seconds: i32,
    /// Whether it is summer time.
    pub(super) summer: bool,
    /// What people there call it, as in `CEST`.
    pub(super) name: String,
}

impl Zone {
    /// The zone with this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        if name.len() > NAME_LENGTH_MAX {
            return None;
        }
        name.parse().ok().map(Self)
    }

    pub(super) fn name(self) -> &'static str {
        self.0.name()
    }

    /// Whether its clocks always show universal time.
    pub(super) fn is_universal(self) -> bool {
        matches!(self.0, Tz::UTC | Tz::Etc__UTC | Tz::UCT | Tz::Etc__UCT | Tz::Zulu | Tz::Etc__Zulu)
    }

    /// The moment at which its clocks show this; the earlier one if there are two, `None` if they leave it out.
    pub(super) fn moment(self, local: NaiveDateTime) -> Option<DateTime<Tz>> {
        match self.0.from_local_datetime(&local) {
            LocalResult::Single(moment) | LocalResult::Ambiguous(moment, _) => Some(moment),
            LocalResult::None => None,
        }
    }

    /// What its clocks show this many seconds after 1970.
    pub(super) fn offset(self, seconds: i64) -> Option<ZoneOffset> {
        let moment = DateTime::<Utc>::from_timestamp(seconds, 0)?;
        let offset = self.0.offset_from_utc_datetime(&moment.naive_utc());
        Some(ZoneOffset {
            seconds: offset.fix().local_minus_utc(),
            summer: !offset.dst_offset().is_zero(),
            name: offset.abbreviation().unwrap_or_default().to_owned(),
        })
    }
}

/// A date and a time of day without a zone, however calendars write it.
pub(super) fn local_time(text: &str) -> Option<NaiveDateTime> {
    match read(text)? {
        (local, MeetingClock::Floating) => Some(local),
        (_, MeetingClock::Utc | MeetingClock::Offset(_) | MeetingClock::Zone(_)) => None,
    }
}

/// The end of a series: a day means until the day is over, a time of day is the zone's, and `Z` is universal time.
pub(super) fn last_moment(text: &str, zone: Zone) -> Option<DateTime<Utc>> {
    let start = MeetingStart::read(text, None)?;
    if start.time.is_none() {
        let day = NaiveDate::from_ymd_opt(start.year.into(), start.month.into(), start.day.into())?;
        return zone.moment(day.and_hms_opt(23, 59, 59)?).map(|moment| moment.to_utc());
    }
    match read(text)? {
        (local, MeetingClock::Utc) => Some(local.and_utc()),
        (local, MeetingClock::Floating) => zone.moment(local).map(|moment| moment.to_utc()),
        (_, MeetingClock::Offset(_) | MeetingClock::Zone(_)) => None,
    }
}

fn read(text: &str) -> Option<(NaiveDateTime, MeetingClock)> {
    let MeetingStart { year, month, day, time, clock } = MeetingStart::read(text, None)?;
    let (day, time) = (NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?, time?);
    let local = day.and_hms_opt(time.hour.into(), time.minute.into(), time.second.into())?;
    Some((local, clock))
}

/// A moment of the library's as ours; `None` before 1970.
pub(super) fn timestamp<Z: chrono::TimeZone>(moment: &DateTime<Z>) -> Option<Timestamp> {
    u64::try_from(moment.timestamp_millis()).ok().map(Timestamp::from_milliseconds)
}
