//! Users, and what can be asked of them.

use serde::{Deserialize, Serialize};

use crate::{
    BridgeId, ConferenceId, ConferenceIdType, CountryCode, DirectoryId, EmailAddress, Language, LanguageTag,
    MailEvent, MailId, MailState, PhoneNumber, Provider, ProviderFilter, Timestamp, UserId,
    UserPrincipalName, Version,
};

/// A user: somebody who can be the organizer of meetings with dial-in conferencing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of its own on the wire")]
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
    /// Where emails go instead of the primary address; `null` means there. Those with a link that signs in or reveals a PIN
    /// always go to the primary address.
    #[serde(default)]
    pub mail_address: Option<EmailAddress>,
    /// The language of emails where their texts are in more than the languages of `language`; `null` means that one. Where a
    /// text is missing, it is in the organisation's.
    #[serde(default)]
    pub mail_language: Option<LanguageTag>,
    /// The user's identifier in the directory that users are imported from, such as the object ID in Microsoft Entra. It
    /// stays the same when the principal name changes. `null` when it is not known.
    #[serde(default)]
    pub directory_id: Option<DirectoryId>,
    /// The language of emails to the user; `null` means the organisation's.
    pub language: Option<Language>,
    /// The country that the directory gives; it decides which service number of the bridge the user gets.
    #[serde(default)]
    pub country: Option<CountryCode>,
    /// Whether the user is enabled for dial-in conferencing.
    pub dial_in_enabled: bool,
    /// Who provides the audio conferencing. A user who is disabled keeps the profiles at a third-party provider.
    pub provider: Provider,
    /// The bridge whose numbers callers dial.
    pub bridge: BridgeId,
    /// The user's own default number, one of the bridge; `null` means the bridge's.
    #[serde(default)]
    pub toll_number: Option<PhoneNumber>,
    /// The user's own toll-free number, one of the bridge; `null` means that the user has none of their own.
    #[serde(default)]
    pub toll_free_number: Option<PhoneNumber>,
    /// Whether the user's invitations may name toll-free numbers, for which the organisation pays.
    #[serde(default = "User::may_use_toll_free_default")]
    pub may_use_toll_free: bool,
    /// Whether all of the user's meetings have one conference ID or each has its own; `null` means as the organisation has it.
    #[serde(default)]
    pub conference_id_type: Option<ConferenceIdType>,
    /// Whether the conference ID is printed in public, so that a reset asks for it to be typed.
    #[serde(default)]
    pub conference_id_locked: bool,
    /// When the organizer PIN was set; `null` when there is none. Nobody can read the PIN itself.
    #[serde(default)]
    pub pin_set_at: Option<Timestamp>,
    /// The conference ID, 7 digits; `null` unless the user is enabled with the built-in provider and has a static one.
    pub conference_id: Option<ConferenceId>,
    /// Whether the conference ID is only kept until the planned meetings that carry it are over: the user's other meetings have
    /// IDs of their own.
    #[serde(default)]
    pub conference_id_kept: bool,
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

impl User {
    /// A user of whom nothing else is known: not enabled, and as the organisation has it in everything.
    pub const fn new(
        id: UserId,
        display_name: String,
        user_principal_name: UserPrincipalName,
        primary_email: EmailAddress,
        bridge: BridgeId,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            version: Version::FIRST,
            display_name,
            user_principal_name,
            primary_email,
            mail_address: None,
            mail_language: None,
            directory_id: None,
            language: None,
            country: None,
            dial_in_enabled: false,
            provider: Provider::BuiltIn,
            bridge,
            toll_number: None,
            toll_free_number: None,
            may_use_toll_free: Self::may_use_toll_free_default(),
            conference_id_type: None,
            conference_id_locked: false,
            pin_set_at: None,
            conference_id: None,
            conference_id_kept: false,
            conference_id_since: None,
            undo: None,
            latest_mail: None,
            created_at: now,
            updated_at: now,
        }
    }

    /// Where an email about this event goes, unless whoever sends it says otherwise.
    pub fn mail_recipient(&self, event: MailEvent) -> &EmailAddress {
        match &self.mail_address {
            Some(address) if !event.carries_a_link_that_opens() => address,
            Some(_) | None => &self.primary_email,
        }
    }

    /// Whether the user is enabled, and callers come in through Konfid's own numbers.
    pub const fn has_built_in_dial_in(&self) -> bool {
        self.dial_in_enabled && !self.provider.is_third_party()
    }

    /// Whether each of the user's meetings gets a conference ID of its own: the user has none, or only keeps one for meetings
    /// that were planned with it.
    pub const fn has_dynamic_ids(&self) -> bool {
        self.has_built_in_dial_in() && (self.conference_id.is_none() || self.conference_id_kept)
    }

    /// Which type of conference IDs the user has now; none while nobody can call in through Konfid.
    pub const fn conference_id_type_now(&self) -> Option<ConferenceIdType> {
        match (self.has_built_in_dial_in(), self.has_dynamic_ids()) {
            (false, _) => None,
            (true, false) => Some(ConferenceIdType::Static),
            (true, true) => Some(ConferenceIdType::Dynamic),
        }
    }

    const fn may_use_toll_free_default() -> bool {
        true
    }
}

/// The last reset of a user's conference ID, or the disabling of the user, while it can be undone. A disabled user who is
/// enabled again until then gets the previous ID back, and so does one who comes back from a third-party provider.
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

/// Enables a user for dial-in conferencing with the built-in provider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnableUserRequest {
    /// Whether the user gets an email; when missing, the organisation's settings decide.
    #[serde(default)]
    pub send_email: Option<bool>,
    /// Whether a third-party provider is replaced. Without it, a user who has one is not enabled.
    #[serde(default)]
    pub replace_provider: bool,
}

/// Disables a user for dial-in conferencing, or undoes the latest reset or disabling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserActionRequest {
    /// Whether the user gets an email; when missing, the organisation's settings decide.
    #[serde(default)]
    pub send_email: Option<bool>,
    /// The present ID, to confirm that a locked one stops; only for disabling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_conference_id: Option<ConferenceId>,
}

/// Sends the conference info.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SendConferenceInfoRequest {
    /// Where it goes this time; when missing, where the user's emails go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<EmailAddress>,
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
    /// Only users with this provider. Who is not enabled counts with the provider of when they last were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ProviderFilter>,
    /// Only users who have this type of conference IDs at this moment: `static` with one for all meetings, `dynamic` when each
    /// meeting has its own. Who is not enabled with the built-in provider has neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conference_id_type: Option<ConferenceIdType>,
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
    Matching(#[serde(deserialize_with = "crate::object_only::deserialize")] UserFilter),
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
