//! Who provides a user's audio conferencing: Konfid itself, or somebody else whose numbers and passcode are entered by hand.

use serde::{Deserialize, Serialize};

use crate::{ForeignPasscode, PhoneNumber, ServiceNumber, WebAddress, fold_case};

/// Who provides the user's audio conferencing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Provider {
    /// Konfid itself, which assigns the ID.
    #[default]
    BuiltIn,
    /// Somebody else, whose numbers and passcode are entered by hand. Konfid neither assigns nor resets that passcode.
    ThirdParty(ProviderProfiles),
}

impl Provider {
    /// The profiles at other providers.
    pub const fn profiles(&self) -> Option<&ProviderProfiles> {
        match self {
            Self::BuiltIn => None,
            Self::ThirdParty(profiles) => Some(profiles),
        }
    }

    /// The profile that invitations and emails name.
    pub const fn default_profile(&self) -> Option<&ProviderProfile> {
        match self {
            Self::BuiltIn => None,
            Self::ThirdParty(profiles) => Some(&profiles.default),
        }
    }

    /// Whether it is somebody else.
    pub const fn is_third_party(&self) -> bool {
        matches!(self, Self::ThirdParty(_))
    }

    /// Which kind it is.
    pub const fn kind(&self) -> ProviderFilter {
        match self {
            Self::BuiltIn => ProviderFilter::BuiltIn,
            Self::ThirdParty(_) => ProviderFilter::ThirdParty,
        }
    }
}

/// A user's profiles at other providers. There is always one, and exactly one is the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderProfiles {
    /// The profile that invitations and emails name.
    pub default: ProviderProfile,
    /// The others.
    #[serde(default)]
    pub others: Vec<ProviderProfile>,
}

impl ProviderProfiles {
    /// How many profiles a user may have.
    pub const MOST: usize = 10;

    /// All of them, the default one first.
    pub fn all(&self) -> impl Iterator<Item = &ProviderProfile> {
        std::iter::once(&self.default).chain(&self.others)
    }
}

/// What callers need to reach a user's meetings at another provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderProfile {
    /// The provider's name.
    pub name: String,
    /// The number that callers dial.
    pub toll_number: ProviderNumber,
    /// The numbers that are free for callers.
    #[serde(default)]
    pub toll_free_numbers: Vec<ProviderNumber>,
    /// The conference ID or passcode at that provider.
    pub passcode: ForeignPasscode,
    /// The provider's domain.
    #[serde(default)]
    pub domain: Option<String>,
    /// Where the provider's own page about the conference is.
    #[serde(default)]
    pub url: Option<WebAddress>,
}

impl ProviderProfile {
    /// What no two users can share: callers of one provider's number with one passcode reach one conference.
    pub fn key(&self) -> String {
        format!("{}\n{}\n{}", fold_case(&self.name), self.toll_number.number, self.passcode.as_str())
    }

    /// The numbers that callers dial, the one that is not free first.
    pub fn service_numbers(&self) -> Vec<ServiceNumber> {
        let toll_free = self.toll_free_numbers.iter().map(|number| (number, true));
        std::iter::once((&self.toll_number, false))
            .chain(toll_free)
            .map(|(number, toll_free)| ServiceNumber {
                number: number.number.clone(),
                formatted: number.formatted.clone(),
                country_code: String::new(),
                location: String::new(),
                toll_free,
                languages: Vec::new(),
                default: !toll_free,
                replacement: None,
            })
            .collect()
    }
}

/// A number of another provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderNumber {
    /// The number.
    pub number: PhoneNumber,
    /// How its country writes it, for example `+46 8 123 456 78`.
    pub formatted: String,
}

/// Which provider users have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProviderFilter {
    /// Konfid itself, or nobody yet.
    BuiltIn,
    /// Somebody else.
    ThirdParty,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(name: &str, passcode: &str) -> ProviderProfile {
        ProviderProfile {
            name: name.to_owned(),
            toll_number: ProviderNumber {
                number: "+46812345678".parse().unwrap(),
                formatted: "+46 8 123 456 78".to_owned(),
            },
            toll_free_numbers: Vec::new(),
            passcode: passcode.parse().unwrap(),
            domain: None,
            url: None,
        }
    }

    #[test]
    fn the_default_profile_comes_first_and_is_one() {
        let profiles =
            ProviderProfiles { default: profile("InterCall", "0047"), others: vec![profile("BT", "123456")] };
        let names: Vec<&str> = profiles.all().map(|profile| profile.name.as_str()).collect();
        assert_eq!(names, ["InterCall", "BT"]);
        let json = serde_json::to_value(Provider::ThirdParty(profiles.clone())).unwrap();
        assert_eq!(json["thirdParty"]["default"]["passcode"], "0047", "{json}");
        let without = serde_json::json!({"thirdParty": {"others": [json["thirdParty"]["default"]]}});
        assert!(serde_json::from_value::<Provider>(without).is_err(), "there is always a default");
        assert_eq!(serde_json::from_value::<Provider>(json).unwrap(), Provider::ThirdParty(profiles));
        assert_eq!(serde_json::to_value(Provider::BuiltIn).unwrap(), "builtIn");
    }

    #[test]
    fn the_key_tells_conferences_apart_and_not_spellings() {
        assert_eq!(profile("InterCall", "0047").key(), profile("INTERCALL", "0047").key());
        assert_ne!(profile("InterCall", "0047").key(), profile("InterCall", "047").key());
        assert_ne!(profile("InterCall", "0047").key(), profile("BT", "0047").key());
    }

    #[test]
    fn no_passcode_reaches_a_log() {
        let shown = format!(
            "{:?}",
            Provider::ThirdParty(ProviderProfiles {
                default: profile("InterCall", "837465"),
                others: Vec::new(),
            })
        );
        assert!(!shown.contains("837465"), "{shown}");
    }
}
