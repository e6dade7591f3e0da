//! Service numbers: what callers dial.

use serde::{Deserialize, Serialize};

use crate::{JobId, LanguageTag, PhoneNumber};

/// A number that callers dial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceNumber {
    /// The number.
    pub number: PhoneNumber,
    /// How it is shown to people, for example `+46 8 123 456 78`; when empty or the bare number, it is written as its country writes it.
    #[serde(default)]
    pub formatted: String,
    /// The country, ISO 3166-1 alpha-2, for example `SE`; when empty, the country of the number.
    #[serde(default)]
    pub country_code: String,
    /// The city or another name, for example `Stockholm`.
    #[serde(default)]
    pub location: String,
    /// Whether the call is free for the caller; always so where its numbering plan says it.
    #[serde(default)]
    pub toll_free: bool,
    /// The languages that callers hear: the primary one first, then up to four more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// Whether it is the default number, which emails show first.
    #[serde(default)]
    pub default: bool,
    /// What takes its place, while it is being unregistered: nobody can choose it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<NumberReplacement>,
}

/// What takes the place of a number that is being unregistered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumberReplacement {
    /// The number that users get instead.
    pub number: PhoneNumber,
    /// The job that gives it to them; the number goes when it is done.
    pub job: JobId,
}

/// Whom it concerns when a service number goes, or another one becomes the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumberImpact {
    /// Users who have it as their own number.
    pub users: u64,
    /// Enabled users without a number of their own, when it is the default number of their bridge. Each of them gets an
    /// email if it is wanted.
    pub followers: u64,
}

impl ServiceNumber {
    /// How many languages a number may have.
    pub const LANGUAGES_MAX: usize = 5;

    /// How it is written for people.
    pub fn for_people(&self) -> &str {
        if self.formatted.is_empty() { self.number.as_str() } else { &self.formatted }
    }
}

/// Asks what the numbering plan says of a number; sent in the query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct CheckNumberRequest {
    /// The number as somebody writes it: with `+` and the country code, or as it is dialled in `countryCode`.
    pub number: String,
    /// The country, ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
}

/// What the numbering plan of its country says of a telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckedNumber {
    /// The number.
    pub number: PhoneNumber,
    /// How its country writes it, for example `+46 8 123 456 78`.
    pub formatted: String,
    /// The country, ISO 3166-1 alpha-2; `null` for numbers of the whole world, such as `+800`.
    pub country_code: Option<String>,
    /// Whether the call is free for the caller.
    pub toll_free: bool,
}

/// Registers a service number, or changes one; what is missing is filled in, or stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceNumberRequest {
    /// The number as somebody wrote it: with `+` and the country code, or as it is dialled in `countryCode`. It is
    /// needed to register a number; a number that is registered cannot become another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// How it is shown to people; when missing or empty, it is written as its country writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formatted: Option<String>,
    /// The country, ISO 3166-1 alpha-2; when missing, the country of the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// The city or another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Whether the call is free for the caller; when missing, what the numbering plan says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub toll_free: Option<bool>,
    /// The languages that callers hear, the primary one first, as in `sv` and `pt-BR`; at most five.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Option<Vec<String>>,
    /// `true` makes it the default number. There is always one, so it ends with another one's beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<bool>,
    /// `true` has a job tell the users whose default number changes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_email: Option<bool>,
}
