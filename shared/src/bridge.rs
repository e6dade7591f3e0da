//! Phone bridges, whose numbers callers dial and whose conference IDs they enter.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{ConferenceIdUsage, ServiceNumber, Version};

/// Names a bridge: 1, 2, 3 and so on. A number and not a UUID, because it stands in the key of every conference ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BridgeId(u32);

impl BridgeId {
    /// The bridge that every installation begins with.
    pub const FIRST: Self = Self(1);

    /// The bridge with this number; there is no bridge 0.
    pub const fn from_number(number: u32) -> Option<Self> {
        if number == 0 { None } else { Some(Self(number)) }
    }

    /// The number.
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for BridgeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for BridgeId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // It complains of what is no number, and of 0.
        text.parse().map(|number: NonZeroU32| Self(number.get()))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for BridgeId {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        crate::schema::counted_schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for BridgeId {}

/// A phone bridge. Its conference IDs are its own: the same digits on another bridge are another conference ID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bridge {
    /// The bridge's identifier.
    pub id: BridgeId,
    /// Counts the changes.
    pub version: Version,
    /// The bridge's name.
    pub name: String,
    /// Whether it is the default bridge, which new users belong to.
    pub default: bool,
    /// The numbers that callers dial; at most one is the default.
    pub service_numbers: Vec<ServiceNumber>,
}

impl Bridge {
    /// The bridge that every installation begins with.
    pub fn first() -> Self {
        Self {
            id: BridgeId::FIRST,
            version: Version::FIRST,
            name: "1".to_owned(),
            default: true,
            service_numbers: Vec::new(),
        }
    }

    /// The number that emails and invitations show first.
    pub fn default_number(&self) -> Option<&ServiceNumber> {
        self.service_numbers.iter().find(|number| number.default).or_else(|| self.service_numbers.first())
    }

    /// The service numbers in the order in which emails and invitations name them: the default one first, then
    /// the others as they were entered.
    pub fn ordered_numbers(&self) -> Vec<&ServiceNumber> {
        let default = self.default_number();
        let is_default = |number: &ServiceNumber| default.is_some_and(|first| std::ptr::eq(first, number));
        default.into_iter().chain(self.service_numbers.iter().filter(|number| !is_default(number))).collect()
    }
}

/// A bridge, and how many of its conference IDs are in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BridgeReport {
    /// The bridge itself.
    #[serde(flatten)]
    pub bridge: Bridge,
    /// How many of its conference IDs are in use.
    pub conference_id_usage: ConferenceIdUsage,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bridges_count_from_one() {
        assert_eq!("1".parse(), Ok(BridgeId::FIRST));
        assert_eq!("40".parse::<BridgeId>().map(BridgeId::number), Ok(40));
        for text in ["", "0", "-1", "1.5", "4294967296", "default"] {
            assert!(text.parse::<BridgeId>().is_err(), "{text}");
        }
        assert_eq!(BridgeId::from_number(0), None);
    }
}
