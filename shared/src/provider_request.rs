//! Changing who provides a user's audio conferencing.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{ConferenceId, Provider, ProviderProfile, ProviderProfiles};

/// Sets who provides the user's audio conferencing. The user is enabled for dial-in conferencing with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetProviderRequest {
    /// The provider.
    pub provider: ProviderRequest,
    /// Whether the user gets an email; when missing, the organisation's settings decide.
    #[serde(default)]
    pub send_email: Option<bool>,
    /// The present ID, to confirm that a locked one stops; only where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_conference_id: Option<ConferenceId>,
}

/// Who is to provide a user's audio conferencing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProviderRequest {
    /// Konfid itself. The user gets the previous conference ID back while it is in quarantine, otherwise a new one.
    BuiltIn,
    /// Somebody else. A built-in conference ID goes into quarantine.
    ThirdParty(ProviderProfilesRequest),
}

/// The profiles at other providers that a user is to have, instead of any there are; at most 10.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderProfilesRequest {
    /// The profile that invitations and emails name.
    pub default: ProviderProfileRequest,
    /// The others.
    #[serde(default)]
    pub others: Vec<ProviderProfileRequest>,
}

/// A profile at another provider, as somebody wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderProfileRequest {
    /// The provider's name; 1 to 64 characters.
    #[serde(default)]
    pub name: String,
    /// The number that callers dial, with `+` and the country code.
    #[serde(default)]
    pub toll_number: String,
    /// The numbers that are free for callers; at most 10.
    #[serde(default)]
    pub toll_free_numbers: Vec<String>,
    /// The conference ID or passcode at that provider; 3 to 15 digits, of which leading zeros count.
    #[serde(default)]
    pub passcode: WrittenPasscode,
    /// The provider's domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The provider's own page about the conference; `https` or `http`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A passcode as somebody wrote it. It cannot reach a log by accident.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WrittenPasscode(pub String);

impl fmt::Debug for WrittenPasscode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "WrittenPasscode({} characters)", self.0.chars().count())
    }
}

impl From<&ProviderProfile> for ProviderProfileRequest {
    fn from(profile: &ProviderProfile) -> Self {
        Self {
            name: profile.name.clone(),
            toll_number: profile.toll_number.formatted.clone(),
            toll_free_numbers: profile
                .toll_free_numbers
                .iter()
                .map(|number| number.formatted.clone())
                .collect(),
            passcode: WrittenPasscode(profile.passcode.as_str().to_owned()),
            domain: profile.domain.clone(),
            url: profile.url.as_ref().map(ToString::to_string),
        }
    }
}

impl From<&ProviderProfiles> for ProviderProfilesRequest {
    fn from(profiles: &ProviderProfiles) -> Self {
        Self { default: (&profiles.default).into(), others: profiles.others.iter().map(Into::into).collect() }
    }
}

impl From<&Provider> for ProviderRequest {
    fn from(provider: &Provider) -> Self {
        match provider {
            Provider::BuiltIn => Self::BuiltIn,
            Provider::ThirdParty(profiles) => Self::ThirdParty(profiles.into()),
        }
    }
}
