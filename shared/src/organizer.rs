//! What organizers do themselves: signing in with a link from a mail, and seeing their own conference.

use serde::{Deserialize, Serialize};

use crate::{
    ConferenceId, ConferenceIdType, EmailAddress, MailTransportKind, OrganizerPinReport, ProviderProfile,
    ServiceNumber, Timestamp, UserId,
};

/// Asks for an email with a link that signs an organizer in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizerLinkRequest {
    /// The organizer's primary address or user principal name. The link always goes to the primary address.
    pub address: EmailAddress,
}

/// Signs an organizer in with the link from an email.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenOrganizerLinkRequest {
    /// The token in the link.
    pub token: String,
}

/// Who is signed in as an organizer, and what the page needs to know first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizerSession {
    /// The organizer; `null` when nobody is signed in as one.
    pub organizer: Option<Organizer>,
    /// When the session ends unless it is used before then.
    pub expires_at: Option<Timestamp>,
    /// The server's clock, so that the page can show correct relative times.
    pub now: Timestamp,
    /// Whether calendars can be connected here.
    pub calendars: bool,
    /// How the emails with links are sent.
    pub mail_transport: MailTransportKind,
}

/// An organizer's own conference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Organizer {
    /// The user's identifier.
    pub user: UserId,
    /// The user's name.
    pub display_name: String,
    /// The conference ID; `null` while the user is not enabled for dial-in conferencing with the built-in provider.
    pub conference_id: Option<ConferenceId>,
    /// Whether there is one conference ID for all meetings, or each meeting has its own. In the second case an ID is only kept
    /// for meetings that were planned with it.
    #[serde(default)]
    pub conference_id_type: ConferenceIdType,
    /// The profile at a third-party provider that callers use instead of a conference ID of Konfid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ProviderProfile>,
    /// Earlier conference IDs of the user, which invitations may still contain.
    pub earlier_conference_ids: Vec<ConferenceId>,
    /// The addresses under which the user organizes meetings.
    pub addresses: Vec<String>,
    /// The numbers that callers dial, the default one first.
    pub service_numbers: Vec<ServiceNumber>,
    /// The invitation block in the reader's language; `null` while callers cannot join.
    pub invitation: Option<Invitation>,
    /// What is known of the organizer PIN; `null` while the user is not enabled for dial-in conferencing.
    #[serde(default)]
    pub pin: Option<OrganizerPinReport>,
}

/// The invitation block, ready to be pasted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// As plain text.
    pub text: String,
    /// As HTML.
    pub html: String,
    /// As content lines of a calendar event (RFC 5545): a `CONFERENCE` for each number, and a `DESCRIPTION`.
    pub icalendar: String,
}
