//! What organizers do themselves: signing in with a link from a mail, and seeing their own conference.

use serde::{Deserialize, Serialize};

use crate::{ConferenceId, EmailAddress, MailTransportKind, ServiceNumber, Timestamp, UserId};

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
    /// The conference ID; `null` while the user is not enabled for dial-in conferencing.
    pub conference_id: Option<ConferenceId>,
    /// Earlier conference IDs of the user, which invitations may still contain.
    pub earlier_conference_ids: Vec<ConferenceId>,
    /// The addresses under which the user organizes meetings.
    pub addresses: Vec<String>,
    /// The numbers that callers dial, the default one first.
    pub service_numbers: Vec<ServiceNumber>,
    /// The invitation block in the reader's language; `null` without a conference ID.
    pub invitation: Option<Invitation>,
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
}
