//! A day of the calendar.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Timestamp;

const SECONDS: u64 = 24 * 60 * 60;

/// A day in UTC, in days since 1970-01-01. Travels as `2026-11-26`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u32);

impl Day {
    /// The day on which this moment is.
    pub fn of(moment: Timestamp) -> Self {
        Self(u32::try_from(moment.seconds() / SECONDS).unwrap_or(u32::MAX))
    }

    /// The day this many days after 1970-01-01.
    pub const fn from_number(days: u32) -> Self {
        Self(days)
    }

    /// How many days after 1970-01-01 it is.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// Its first moment.
    pub fn begins(self) -> Timestamp {
        Timestamp::from_milliseconds(0).after(Duration::from_secs(u64::from(self.0) * SECONDS))
    }

    /// So many days later.
    #[must_use]
    pub const fn plus(self, days: u32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// So many days earlier, but not before 1970.
    #[must_use]
    pub const fn minus(self, days: u32) -> Self {
        Self(self.0.saturating_sub(days))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let begins = self.begins().to_string();
        formatter.write_str(begins.split('T').next().unwrap_or_default())
    }
}

impl FromStr for Day {
    type Err = humantime::TimestampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let moment = humantime::parse_rfc3339(&format!("{text}T00:00:00Z"))?;
        let since = moment.duration_since(std::time::UNIX_EPOCH);
        let seconds = since.map_err(|_| humantime::TimestampError::OutOfRange)?.as_secs();
        u32::try_from(seconds / SECONDS).map(Self).map_err(|_| humantime::TimestampError::OutOfRange)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Day {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        <Self as crate::schema::AsText>::text_schema("date")
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Day {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_and_read() {
        let day = Day::of(Timestamp::from_milliseconds(1_795_500_000_123));
        assert_eq!(day.to_string(), "2026-11-24");
        assert_eq!("2026-11-24".parse(), Ok(day));
        assert_eq!("2024-02-29".parse::<Day>().map(Day::number), Ok(19_782));
        assert_eq!(day.begins().to_string(), "2026-11-24T00:00:00.000Z");
        assert_eq!(Day::of(day.plus(1).begins().before(Duration::from_millis(1))), day);
        for text in
            ["", "2026-11", "2026-13-01", "2026-02-30", "1969-12-31", "2026-11-24T00:00:00Z", "24.11.2026"]
        {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
