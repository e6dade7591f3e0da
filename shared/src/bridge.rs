//! Phone bridges, whose numbers callers dial and whose conference IDs they enter.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{BridgeMeter, ConferenceIdUsage, JobId, Language, PhoneNumber, ServiceNumber, Settings, Version};

/// Names a bridge: 1, 2, 3 and so on. A number and not a UUID, because it stands in the key of every conference ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BridgeId(NonZeroU32);

impl BridgeId {
    /// The bridge that every installation begins with.
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// The bridge with this number; there is no bridge 0.
    pub const fn from_number(number: u32) -> Option<Self> {
        match NonZeroU32::new(number) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// The number.
    pub const fn number(self) -> u32 {
        self.0.get()
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
        text.parse().map(Self)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for BridgeId {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        crate::schema::counted_schema(u32::MAX)
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
    /// For how many days a replaced ID of this bridge cannot be reused; `null` means as the settings say.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 45, maximum = 365))]
    pub quarantine_days: Option<u16>,
    /// For how many days the ID of a meeting on this bridge cannot be reused after it has stopped; `null` means as the
    /// settings say.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 365))]
    pub dynamic_quarantine_days: Option<u16>,
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
            quarantine_days: None,
            dynamic_quarantine_days: None,
            service_numbers: Vec::new(),
        }
    }

    /// The number that this job takes out of use.
    pub fn leaving_in(&self, job: JobId) -> Option<&ServiceNumber> {
        let is_it = |number: &&ServiceNumber| {
            number.replacement.as_ref().is_some_and(|replacement| replacement.job == job)
        };
        self.service_numbers.iter().find(is_it)
    }

    /// For how many days a replaced ID of this bridge cannot be reused: as the bridge has it, or the settings.
    pub fn quarantine_days_with(&self, settings: &Settings) -> u16 {
        self.quarantine_days.unwrap_or(settings.quarantine_days)
    }

    /// For how many days the ID of a meeting on this bridge cannot be reused: as the bridge has it, or the settings.
    pub fn dynamic_quarantine_days_with(&self, settings: &Settings) -> u16 {
        self.dynamic_quarantine_days.unwrap_or(settings.dynamic_quarantine_days)
    }
}

/// For how long replaced IDs of a bridge cannot be reused, as a sentence.
pub fn quarantine_of_bridge(bridge: &Bridge, language: Language) -> String {
    let days = |days: Option<u16>| match (language, days) {
        (Language::En, None) => "as in the settings".to_owned(),
        (Language::En, Some(1)) => "1 day".to_owned(),
        (Language::En, Some(days)) => format!("{days} days"),
        (Language::Sv, None) => "som i inställningarna".to_owned(),
        (Language::Sv, Some(1)) => "1 dag".to_owned(),
        (Language::Sv, Some(days)) => format!("{days} dagar"),
    };
    let (own, meetings) = (days(bridge.quarantine_days), days(bridge.dynamic_quarantine_days));
    match language {
        Language::En => format!("Quarantine: {own}; for the IDs of meetings: {meetings}."),
        Language::Sv => format!("Karantän: {own}; för mötens ID:n: {meetings}."),
    }
}

/// Adds a bridge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateBridgeRequest {
    /// Its name; at most 120 characters.
    pub name: String,
}

/// Changes a bridge; what is missing stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpdateBridgeRequest {
    /// Its name; at most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `true` makes it the default bridge. There is always one, so it ends with another one's beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<bool>,
    /// For how many days a replaced ID of this bridge cannot be reused; `null` means as the settings say.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::whole_number::present"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u16>, minimum = 45, maximum = 365))]
    pub quarantine_days: Option<Option<u16>>,
    /// For how many days the ID of a meeting on this bridge cannot be reused; `null` means as the settings say.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::whole_number::present"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u16>, minimum = 1, maximum = 365))]
    pub dynamic_quarantine_days: Option<Option<u16>>,
}

/// Which number takes the place of one that is unregistered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct UnregisterOptions {
    /// Another number of the bridge. A default number needs one, while there are others, and so does a number that users
    /// have as their own: they get the replacement, which must be of the same kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<PhoneNumber>,
    /// Whether the users get an email about their new number; when missing, the organisation's settings decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_email: Option<bool>,
}

/// A bridge, how many of its conference IDs are in use, and where that leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BridgeReport {
    /// The bridge itself.
    #[serde(flatten)]
    pub bridge: Bridge,
    /// How many of its conference IDs are in use.
    pub conference_id_usage: ConferenceIdUsage,
    /// What that means: how likely a guess hits, and when the bridge is full.
    pub meter: BridgeMeter,
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
