//! Resetting a conference ID, choosing one, and handing one over.

use serde::{Deserialize, Serialize};

use crate::{ConferenceId, ReservationId, UserId};

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
    /// The present ID, to confirm that a locked one stops.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_conference_id: Option<ConferenceId>,
}

/// Chooses a conference ID for a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChooseConferenceIdRequest {
    /// The ID that the user gets instead of the present one.
    pub conference_id: ConferenceId,
    /// Why, for the history; at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether the user gets an email; when missing, the organisation's settings decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_email: Option<bool>,
    /// Yes to an ID that is easily guessed. The user needs an organizer PIN as well.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub accept_guessable: bool,
    /// Yes to an ID that looks like one that is in use.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub accept_look_alike: bool,
    /// The reservation that the ID is taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<ReservationId>,
    /// The present ID, to confirm that a locked one stops.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_conference_id: Option<ConferenceId>,
}

impl ChooseConferenceIdRequest {
    /// Chooses this ID, without a yes to anything.
    pub const fn new(conference_id: ConferenceId) -> Self {
        Self {
            conference_id,
            reason: None,
            send_email: None,
            accept_guessable: false,
            accept_look_alike: false,
            reservation: None,
            confirm_conference_id: None,
        }
    }
}

/// Hands a user's conference ID over to a successor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandOverRequest {
    /// The user of the same bridge who gets the ID. Their own goes into quarantine; who is not enabled is enabled.
    pub successor: UserId,
    /// What becomes of the user who had it.
    #[serde(default)]
    pub afterwards: AfterHandOver,
    /// Why, for the history; at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether both get an email; when missing, the organisation's settings decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_email: Option<bool>,
    /// The ID, to confirm that a locked one goes to somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_conference_id: Option<ConferenceId>,
}

/// What becomes of a user whose conference ID was handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AfterHandOver {
    /// The user is disabled for dial-in conferencing.
    #[default]
    Disabled,
    /// The user gets a new conference ID.
    NewConferenceId,
}
