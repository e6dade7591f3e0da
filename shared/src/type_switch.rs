//! Switching between static and dynamic conference IDs.

use serde::{Deserialize, Serialize};

use crate::{ConferenceId, ConferenceIdType};

/// Says whether a user has one conference ID for all meetings, or each meeting its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SwitchTypeRequest {
    /// The type for this user; `null` means as the organisation has it.
    #[serde(rename = "type", deserialize_with = "Option::deserialize")]
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub kind: Option<ConferenceIdType>,
    /// Why, for the history; at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The present ID, to confirm that a locked one stops.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_conference_id: Option<ConferenceId>,
    /// Whether the user gets an email; when missing, the organisation's settings decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_email: Option<bool>,
}

impl SwitchTypeRequest {
    /// Asks for a type, and for nothing else.
    pub const fn new(kind: Option<ConferenceIdType>) -> Self {
        Self { kind, reason: None, confirm_conference_id: None, send_email: None }
    }
}

/// Switches the organisation between static and dynamic conference IDs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SwitchOrganisationTypeRequest {
    /// The type for everybody who has none of their own.
    #[serde(rename = "type")]
    pub kind: ConferenceIdType,
    /// Whether each user gets an email; when missing, the organisation's settings decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_email: Option<bool>,
}

/// Asks what switching the organisation would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewOrganisationTypeRequest {
    /// The type for everybody who has none of their own.
    #[serde(rename = "type")]
    pub kind: ConferenceIdType,
}

/// Asks what a switch would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewTypeRequest {
    /// The type for the user; `null` means as the organisation has it.
    #[serde(rename = "type", deserialize_with = "Option::deserialize")]
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub kind: Option<ConferenceIdType>,
}

/// What a switch between static and dynamic conference IDs would do at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TypeSwitchPreview {
    /// What users would have.
    #[serde(rename = "type")]
    pub kind: ConferenceIdType,
    /// How many users are switched.
    pub users: u64,
    /// How many of them keep their ID: for planned meetings that carry it, or for all meetings again.
    pub ids_kept: u64,
    /// How many of their IDs go into quarantine at once.
    pub ids_retired: u64,
    /// How many of them get an ID: the one before while it is in quarantine, otherwise a new one.
    pub ids_assigned: u64,
    /// How many users stay as they are because their ID is locked: it has to be typed.
    pub locked: u64,
    /// How many enabled users stay as they are because they have a type of their own.
    pub own_choice: u64,
    /// How many planned meetings of those who are switched keep the ID that they have.
    pub meetings: u64,
    /// How many emails are sent, if nobody says otherwise.
    pub emails: u64,
}

impl TypeSwitchPreview {
    /// Nothing would be done.
    pub const fn nothing(kind: ConferenceIdType) -> Self {
        Self {
            kind,
            users: 0,
            ids_kept: 0,
            ids_retired: 0,
            ids_assigned: 0,
            locked: 0,
            own_choice: 0,
            meetings: 0,
            emails: 0,
        }
    }
}
