//! Users, and what can be asked of them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    BridgeId, ConferenceId, EmailAddress, Language, MailEvent, MailId, MailState, PhoneNumber, Timestamp,
    UserId, UserPrincipalName, Version,
};

/// Who provides the user's audio conferencing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Provider {
    /// Konfid itself, which assigns the ID.
    #[default]
    BuiltIn,
    /// Somebody else, whose numbers and passcode are entered by hand. Konfid neither assigns nor resets that passcode.
    ThirdParty(ProviderProfile),
}

/// What callers need to reach a user's meetings at another provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderProfile {
    /// The provider's name.
    pub name: String,
    /// The number that callers dial.
    pub toll_number: PhoneNumber,
    /// The numbers that are free for callers.
    #[serde(default)]
    pub toll_free_numbers: Vec<PhoneNumber>,
    /// The conference ID or passcode at that provider.
    pub passcode: ForeignPasscode,
}

/// A conference ID or passcode of another provider: 3 to 15 digits, of which leading zeros count.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ForeignPasscode(String);

impl ForeignPasscode {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Shows how many digits there are, so that a passcode cannot reach a log by accident.
impl fmt::Debug for ForeignPasscode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ForeignPasscode({} digits)", self.0.len())
    }
}

impl TryFrom<String> for ForeignPasscode {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let is_one = (3..=15).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit());
        if is_one { Ok(Self(text)) } else { Err("a passcode has 3 to 15 digits") }
    }
}

crate::macros::schema_for_text!(ForeignPasscode, "^[0-9]{3,15}$", "004711");

/// A user: somebody who can be the organizer of meetings with dial-in conferencing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// The user's identifier, which never changes.
    pub id: UserId,
    /// Counts the changes; send it in `If-Match`.
    pub version: Version,
    /// The name people know the user by; any text.
    pub display_name: String,
    /// What the user signs in with elsewhere; unique without regard to case.
    #[serde(deserialize_with = "UserPrincipalName::deserialize_kept")]
    pub user_principal_name: UserPrincipalName,
    /// The address that emails are sent to.
    #[serde(deserialize_with = "EmailAddress::deserialize_kept")]
    pub primary_email: EmailAddress,
    /// The language of emails to the user; `null` means the organisation's.
    pub language: Option<Language>,
    /// Whether the user is enabled for dial-in conferencing.
    pub dial_in_enabled: bool,
    /// Who provides the audio conferencing.
    pub provider: Provider,
    /// The bridge whose numbers callers dial.
    pub bridge: BridgeId,
    /// The conference ID, 7 digits; `null` unless the user is enabled.
    pub conference_id: Option<ConferenceId>,
    /// Since when the user has had this conference ID.
    pub conference_id_since: Option<Timestamp>,
    /// What *Undo* would do, while it can still be done.
    pub undo: Option<UndoOffer>,
    /// The latest email to the user; only in answers about one user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest_mail: Option<MailReference>,
    /// When the user was created.
    pub created_at: Timestamp,
    /// When the user was last changed.
    pub updated_at: Timestamp,
}

/// The last reset of a user's conference ID, while it can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UndoOffer {
    /// The ID that the user would get back.
    pub previous_conference_id: ConferenceId,
    /// Until when.
    pub until: Timestamp,
}

/// An email and its status, as shown beside a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailReference {
    /// The email's identifier.
    pub id: MailId,
    /// Why it was written.
    pub event: MailEvent,
    /// Its status.
    pub state: MailState,
}

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
    /// The language of emails to the user; when missing, the organisation's.
    #[serde(default)]
    pub language: Option<Language>,
    /// Whether to enable the user for dial-in conferencing at once.
    #[serde(default)]
    pub enable: bool,
    /// Whether the user gets an email; when missing, the organisation's settings decide.
    #[serde(default)]
    pub send_email: Option<bool>,
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
    /// The new language; `null` means the organisation's.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Language>))]
    pub language: Option<Option<Language>>,
}

/// Tells a missing field from one that is `null`.
#[expect(clippy::option_option, reason = "missing, `null` and a language are three different things")]
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Language>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Enables a user for dial-in conferencing, disables one, or undoes a reset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserActionRequest {
    /// Whether the user gets an email; when missing, the organisation's settings decide.
    #[serde(default)]
    pub send_email: Option<bool>,
}

/// Resets a conference ID.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetConferenceIdRequest {
    /// Why, for the history; at most 500 characters.
    #[serde(default)]
    pub reason: Option<String>,
    /// Whether the user gets an email; when missing, the organisation's settings decide.
    #[serde(default)]
    pub send_email: Option<bool>,
}

/// Which users a list shows. All conditions must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct UserFilter {
    /// Part of the name, principal name or email address, or digits of the conference ID. Words that are
    /// separated by spaces must all occur. Three characters or more are found anywhere, one or two letters or digits
    /// where a word or the conference ID begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only users that are (or are not) enabled for dial-in conferencing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dial_in: Option<DialInFilter>,
}

/// Whether a user is enabled for dial-in conferencing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum DialInFilter {
    /// Enabled users only.
    Enabled,
    /// Users that are not enabled only.
    Disabled,
}

/// What a list of users is sorted by. Names sort without regard to case, and equal ones by identifier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UserSort {
    /// By display name, ascending.
    #[default]
    #[serde(rename = "displayName")]
    DisplayName,
    /// By display name, descending.
    #[serde(rename = "-displayName")]
    DisplayNameDescending,
    /// By principal name, ascending.
    #[serde(rename = "userPrincipalName")]
    UserPrincipalName,
    /// By principal name, descending.
    #[serde(rename = "-userPrincipalName")]
    UserPrincipalNameDescending,
    /// By conference ID, ascending; users without one come first.
    #[serde(rename = "conferenceId")]
    ConferenceId,
    /// By conference ID, descending; users without one come last.
    #[serde(rename = "-conferenceId")]
    ConferenceIdDescending,
    /// By the moment of the last change, oldest first.
    #[serde(rename = "updatedAt")]
    UpdatedAt,
    /// By the moment of the last change, newest first.
    #[serde(rename = "-updatedAt")]
    UpdatedAtDescending,
}

/// In which order a list shows users; sent in the query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct UserOrder {
    /// What the list is sorted by; a minus sign in front means descending.
    #[serde(default)]
    pub sort: UserSort,
}

/// Which users an act on many of them means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum UserSelection {
    /// These users.
    Ids(Vec<UserId>),
    /// Every user that a list with this filter shows.
    Matching(UserFilter),
}

/// What is left of a user that was removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RemovedUser {
    /// The user's identifier; nobody else gets it.
    pub id: UserId,
    /// The display name that the history and the audit log show; `null` when it was struck out.
    pub display_name: Option<String>,
    /// When the user was removed.
    pub removed_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_passcodes_are_digits_and_do_not_reach_logs() {
        for good in ["004", "123456789012345"] {
            let passcode = ForeignPasscode::try_from(good.to_owned()).unwrap();
            assert_eq!(passcode.as_str(), good);
            assert!(!format!("{passcode:?}").contains(good));
        }
        for bad in ["", "12", "1234567890123456", "12a", "１２３", "1 23"] {
            assert!(ForeignPasscode::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
