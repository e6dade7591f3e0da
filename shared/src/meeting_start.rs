//! When a meeting begins: as calendars write it, and as people read it.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Language;
use crate::macros::schema_for_text;

/// When a meeting begins, on its own clock: a date, mostly a time of day, and whose time that is.
///
/// It travels as text such as `2026-12-01T10:00:00[Europe/Stockholm]`, `2026-12-01T09:00:00Z`,
/// `2026-12-01T10:00:00+01:00` or `2026-12-01`. How calendars write it (`20261201T100000Z`) is understood too, and so are
/// the forms that careless programs write: without seconds, with an offset, with dashes and colons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingStart {
    /// The year, four digits.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
    /// The time of day; missing for a meeting that lasts whole days.
    pub time: Option<TimeOfDay>,
    /// Whose time that is.
    pub clock: MeetingClock,
}

/// The longest name of a zone that is read, in bytes; a longer one is not the name of a zone.
const LONGEST_ZONE: usize = 255;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOfDay {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60.
    pub second: u8,
}

/// Whose time it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MeetingClock {
    /// That of wherever one is; the calendar does not say more.
    #[default]
    Floating,
    /// Universal time.
    Utc,
    /// This many minutes east of universal time.
    Offset(i16),
    /// That of a time zone with this name, as the calendar writes it.
    Zone(String),
}

/// A text that is no beginning of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseMeetingStartError;

impl fmt::Display for ParseMeetingStartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a date and time such as 2026-12-01T10:00:00[Europe/Stockholm] is expected")
    }
}

impl std::error::Error for ParseMeetingStartError {}

impl FromStr for MeetingStart {
    type Err = ParseMeetingStartError;

    fn from_str(text: &str) -> Result<Self, ParseMeetingStartError> {
        let text = text.trim();
        let (text, zone) = match text.strip_suffix(']').and_then(|text| text.split_once('[')) {
            Some((text, zone)) => (text, Some(zone)),
            None => (text, None),
        };
        let start = Self::read(text, zone).ok_or(ParseMeetingStartError)?;
        Ok(start)
    }
}

impl MeetingStart {
    /// Reads the value of a property and the name of its time zone, which only counts where the value says no
    /// other.
    pub fn read(value: &str, zone: Option<&str>) -> Option<Self> {
        let mut rest = Cursor(value.trim().as_bytes());
        let year = rest.number(4)?;
        rest.skip(b"-");
        let month = u8::try_from(rest.number(2)?).ok()?;
        rest.skip(b"-");
        let day = u8::try_from(rest.number(2)?).ok()?;
        if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
            return None;
        }
        if rest.is_empty() {
            return Some(Self { year, month, day, time: None, clock: MeetingClock::Floating });
        }
        if !rest.skip(b"Tt ") {
            return None;
        }
        let two = |rest: &mut Cursor<'_>| rest.number(2).and_then(|number| u8::try_from(number).ok());
        let hour = two(&mut rest)?;
        rest.skip(b":");
        let minute = two(&mut rest)?;
        rest.skip(b":");
        // Some programs leave the seconds out, others write fractions of them.
        let second = two(&mut rest).unwrap_or_default();
        if rest.skip(b".,") {
            while rest.skip(b"0123456789") {}
        }
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let clock = rest.clock(zone)?;
        Some(Self { year, month, day, time: Some(TimeOfDay { hour, minute, second }), clock })
    }

    /// As the reader writes it, with the name of the time zone: `1 December 2026 at 10:00 (Europe/Stockholm)`.
    pub fn in_words(&self, language: Language) -> String {
        const ENGLISH: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        const SWEDISH: [&str; 12] = [
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ];
        let (months, at) = match language {
            Language::En => (ENGLISH, "at"),
            Language::Sv => (SWEDISH, "kl."),
        };
        let month = months.get(usize::from(self.month.saturating_sub(1))).copied().unwrap_or_default();
        let day = format!("{} {month} {}", self.day, self.year);
        let Some(TimeOfDay { hour, minute, .. }) = self.time else { return day };
        let clock = match &self.clock {
            MeetingClock::Floating => String::new(),
            MeetingClock::Utc => " (UTC)".to_owned(),
            MeetingClock::Offset(minutes) => format!(" (UTC{})", offset(*minutes)),
            MeetingClock::Zone(name) => format!(" ({})", short_zone(name)),
        };
        format!("{day} {at} {hour:02}:{minute:02}{clock}")
    }
}

/// What is left of a text to read.
struct Cursor<'text>(&'text [u8]);

impl Cursor<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Skips one of these characters, if one stands here.
    fn skip(&mut self, any: &[u8]) -> bool {
        match self.0 {
            [first, rest @ ..] if any.contains(first) => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// A number of exactly so many digits.
    fn number(&mut self, digits: usize) -> Option<u16> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        let value = number.iter().try_fold(0_u16, |value, byte| {
            byte.is_ascii_digit().then(|| value * 10 + u16::from(byte - b'0'))
        })?;
        self.0 = rest;
        Some(value)
    }

    /// What follows a time.
    fn clock(&mut self, zone: Option<&str>) -> Option<MeetingClock> {
        let sign = match self.0 {
            [] => {
                let zone = zone.map(str::trim).filter(|zone| (1..=LONGEST_ZONE).contains(&zone.len()));
                return Some(zone.map_or(MeetingClock::Floating, |zone| MeetingClock::Zone(zone.to_owned())));
            }
            [b'Z' | b'z'] => return Some(MeetingClock::Utc),
            [b'+', ..] => 1,
            [b'-', ..] => -1,
            _ => return None,
        };
        self.skip(b"+-");
        let hours = self.number(2)?;
        self.skip(b":");
        let minutes = if self.is_empty() { 0 } else { self.number(2)? };
        let minutes = i16::try_from(hours * 60 + minutes).ok()?;
        (self.is_empty() && hours <= 23).then_some(MeetingClock::Offset(sign * minutes))
    }
}

const fn days_in(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `+01:00`.
fn offset(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The name of a zone without the address of the program that made it, as in
/// `/freeassociation.sourceforge.net/Europe/Stockholm`.
fn short_zone(name: &str) -> String {
    let short = match name.strip_prefix('/') {
        Some(path) => {
            let parts: Vec<&str> = path.split('/').collect();
            parts[parts.len().saturating_sub(2)..].join("/")
        }
        None => name.to_owned(),
    };
    short.chars().filter(|character| !character.is_control()).take(80).collect()
}

impl fmt::Display for MeetingStart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        let Some(TimeOfDay { hour, minute, second }) = self.time else { return Ok(()) };
        write!(formatter, "T{hour:02}:{minute:02}:{second:02}")?;
        match &self.clock {
            MeetingClock::Floating => Ok(()),
            MeetingClock::Utc => formatter.write_str("Z"),
            MeetingClock::Offset(minutes) => formatter.write_str(&offset(*minutes)),
            MeetingClock::Zone(name) => write!(formatter, "[{name}]"),
        }
    }
}

impl Serialize for MeetingStart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MeetingStart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

schema_for_text!(
    MeetingStart,
    r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d|\[.+\])?)?$",
    "2026-12-01T10:00:00[Europe/Stockholm]"
);

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str, zone: Option<&str>) -> Option<String> {
        MeetingStart::read(value, zone).map(|start| start.to_string())
    }

    #[test]
    fn what_programs_write_is_understood() {
        let zone = Some("Europe/Stockholm");
        for (value, zone, expected) in [
            ("20261201T100000", zone, "2026-12-01T10:00:00[Europe/Stockholm]"),
            ("20261201T100000Z", zone, "2026-12-01T10:00:00Z"),
            ("20261201T100000", None, "2026-12-01T10:00:00"),
            ("20261201", zone, "2026-12-01"),
            ("20261201T1000", zone, "2026-12-01T10:00:00[Europe/Stockholm]"),
            ("20261201T1000Z", None, "2026-12-01T10:00:00Z"),
            ("20261201T100000+0100", None, "2026-12-01T10:00:00+01:00"),
            ("20261201T100000-0330", zone, "2026-12-01T10:00:00-03:30"),
            ("2026-12-01T10:00:00.000+01:00", None, "2026-12-01T10:00:00+01:00"),
            ("2026-12-01 10:00", None, "2026-12-01T10:00:00"),
            ("2026-12-01", None, "2026-12-01"),
        ] {
            assert_eq!(read(value, zone).as_deref(), Some(expected), "{value}");
        }
        for value in
            ["", "2026", "20261301T100000", "20260229T100000", "20261201T250000", "tomorrow", "20261201T10"]
        {
            assert_eq!(read(value, None), None, "{value}");
        }
    }

    #[test]
    fn it_travels_as_text_and_comes_back_as_it_was() {
        for text in [
            "2026-12-01T10:00:00[W. Europe Standard Time]",
            "2026-12-01T10:00:00Z",
            "2026-12-01T10:00:00-03:30",
            "2026-12-01T10:00:00",
            "2026-12-01",
        ] {
            let start: MeetingStart = text.parse().unwrap();
            assert_eq!(start.to_string(), text);
            let json = serde_json::to_string(&start).unwrap();
            assert_eq!(serde_json::from_str::<MeetingStart>(&json).unwrap(), start);
        }
    }

    #[test]
    fn people_read_it_in_their_language_with_the_zone() {
        let words = |text: &str, language| text.parse::<MeetingStart>().unwrap().in_words(language);
        let meeting = "2026-12-01T10:00:00[Europe/Stockholm]";
        assert_eq!(words(meeting, Language::En), "1 December 2026 at 10:00 (Europe/Stockholm)");
        assert_eq!(words(meeting, Language::Sv), "1 december 2026 kl. 10:00 (Europe/Stockholm)");
        assert_eq!(words("20270504T080000Z", Language::Sv), "4 maj 2027 kl. 08:00 (UTC)");
        assert_eq!(words("20270504T080000+0530", Language::En), "4 May 2027 at 08:00 (UTC+05:30)");
        assert_eq!(words("20270504", Language::Sv), "4 maj 2027");
        assert_eq!(
            words("20270504T080000[/citadel.org/20260227_1/Europe/Stockholm]", Language::En),
            "4 May 2027 at 08:00 (Europe/Stockholm)"
        );
    }
}
