//! What can be asked for a user.

use serde::{Deserialize, Serialize};

use crate::{
    BridgeId, ConferenceId, CountryCode, DirectoryId, EmailAddress, Language, LanguageTag, PhoneNumber,
    UserPrincipalName,
};

/// Asks for a new user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateUserRequest {
    /// The name people know the user by; 1 to 256 characters.
    pub display_name: String,
    /// What the user signs in with elsewhere.
    pub user_principal_name: UserPrincipalName,
    /// The address that emails are sent to.
    pub primary_email: EmailAddress,
    /// The user's identifier in the directory that users are imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory_id: Option<DirectoryId>,
    /// The language of emails to the user; when missing, the organisation's.
    #[serde(default)]
    pub language: Option<Language>,
    /// The user's country, ISO 3166-1 alpha-2. It decides which of the bridge's numbers the user gets, unless numbers are
    /// given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<CountryCode>,
    /// The bridge whose numbers callers dial; when missing, the default bridge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bridge: Option<BridgeId>,
    /// The user's own default number, one of the bridge; when missing, the bridge's number in the user's country, or its
    /// default number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub toll_number: Option<PhoneNumber>,
    /// The user's own toll-free number, one of the bridge; when missing, the bridge's toll-free number in the user's country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub toll_free_number: Option<PhoneNumber>,
    /// Whether the user's invitations may name toll-free numbers; when missing, they may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_use_toll_free: Option<bool>,
    /// Whether to enable the user for dial-in conferencing at once.
    #[serde(default)]
    pub enable: bool,
    /// Whether the user gets an email; when missing, the organisation's settings decide.
    #[serde(default)]
    pub send_email: Option<bool>,
}

impl CreateUserRequest {
    /// Asks for a user of whom nothing else is known: not enabled, and as the organisation has it in everything.
    pub const fn new(
        display_name: String,
        user_principal_name: UserPrincipalName,
        primary_email: EmailAddress,
    ) -> Self {
        Self {
            display_name,
            user_principal_name,
            primary_email,
            directory_id: None,
            language: None,
            country: None,
            bridge: None,
            toll_number: None,
            toll_free_number: None,
            may_use_toll_free: None,
            enable: false,
            send_email: None,
        }
    }
}

/// Changes a user; what is missing stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpdateUserRequest {
    /// The new display name; 1 to 256 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The new principal name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_principal_name: Option<UserPrincipalName>,
    /// The new primary address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_email: Option<EmailAddress>,
    /// Where emails go instead; `null` means the primary address.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<EmailAddress>))]
    pub mail_address: Option<Option<EmailAddress>>,
    /// Another language of emails; `null` means that of `language`.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<LanguageTag>))]
    pub mail_language: Option<Option<LanguageTag>>,
    /// The new identifier in the directory; `null` takes it away, so that the next import finds the user by its principal
    /// name.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<DirectoryId>))]
    pub directory_id: Option<Option<DirectoryId>>,
    /// The new language; `null` means the organisation's.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Language>))]
    pub language: Option<Option<Language>>,
    /// The user's country, ISO 3166-1 alpha-2; `null` means that it is not known. A user without a number of their own gets
    /// the bridge's number in that country.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CountryCode>))]
    pub country: Option<Option<CountryCode>>,
    /// The user's own default number, one of the bridge that is not toll-free; `null` means the bridge's.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<PhoneNumber>))]
    pub toll_number: Option<Option<PhoneNumber>>,
    /// The user's own toll-free number, one of the bridge; `null` means that the user has none of their own.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<PhoneNumber>))]
    pub toll_free_number: Option<Option<PhoneNumber>>,
    /// Whether the user's invitations may name toll-free numbers. `false` takes the user's own toll-free number away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_use_toll_free: Option<bool>,
    /// Whether the conference ID is printed in public, so that whoever resets, replaces or hands it over, or disables the
    /// user, must type it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conference_id_locked: Option<bool>,
}

/// Tells a missing field from one that is `null`.
#[expect(clippy::option_option, reason = "missing, `null` and a value are three different things")]
fn present<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Moves a user to another bridge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeBridgeRequest {
    /// The new bridge.
    pub bridge: BridgeId,
    /// Why, for the history; at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether the user gets an email; when missing, the organisation's settings decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_email: Option<bool>,
    /// The present ID, to confirm that a locked one stops.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_conference_id: Option<ConferenceId>,
}

/// Confirms that a user is removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct RemoveUserParameters {
    /// The present ID, to confirm that a locked one stops.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_conference_id: Option<ConferenceId>,
}
