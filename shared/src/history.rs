//! Whose a conference ID was, and what became of it.

use serde::{Deserialize, Serialize};

use crate::{
    Actor, BridgeId, ConferenceId, Language, MeetingId, Reservation, ReservationId, RoomId, Timestamp, UserId,
};

/// Whose a conference ID is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum IdOwner {
    /// A user, for all of their meetings.
    User(UserId),
    /// One planned meeting.
    Meeting(MeetingId),
    /// A conference room that only the bridge knows.
    Room(RoomId),
    /// Nobody yet: the conference ID is kept for somebody.
    Reservation(ReservationId),
}

impl IdOwner {
    /// The user, if it is one.
    pub const fn user(self) -> Option<UserId> {
        match self {
            Self::User(user) => Some(user),
            Self::Meeting(_) | Self::Room(_) | Self::Reservation(_) => None,
        }
    }
}

/// One period in which a conference ID belonged to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assignment {
    /// The bridge on which the ID is entered.
    pub bridge: BridgeId,
    /// The ID.
    pub conference_id: ConferenceId,
    /// Who had it.
    pub owner: IdOwner,
    /// The owner's name, as it is now; `null` when there is none, or it was struck out.
    pub owner_name: Option<String>,
    /// Of a meeting, whose meeting it is.
    #[serde(default)]
    pub organizer: Option<UserId>,
    /// That user's name, as it is now; `null` when it was struck out.
    #[serde(default)]
    pub organizer_name: Option<String>,
    /// Whether the owner was removed.
    #[serde(default)]
    pub owner_removed: bool,
    /// From when.
    pub from: Timestamp,
    /// Until when; `null` while it still is.
    pub to: Option<Timestamp>,
    /// Why it began.
    pub began: AssignmentCause,
    /// Why it ended; `null` while it has not.
    pub ended: Option<AssignmentCause>,
    /// What the administrator wrote when it ended.
    pub reason: Option<String>,
    /// Who did what began it.
    pub began_by: Actor,
    /// With what it began for many at once; `null` if it was done for this one alone.
    #[serde(default)]
    pub began_with: Option<BulkWay>,
    /// Who did what ended it.
    pub ended_by: Option<Actor>,
}

/// In which way something was done to many users, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum BulkWay {
    /// By an import.
    Import,
    /// By another job.
    Job,
}

impl BulkWay {
    /// How it stands behind who did it.
    pub const fn words(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::En, Self::Import) => "with an import",
            (Language::En, Self::Job) => "together with others",
            (Language::Sv, Self::Import) => "med en import",
            (Language::Sv, Self::Job) => "tillsammans med andra",
        }
    }
}

/// What began or ended an assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AssignmentCause {
    /// The user was enabled for dial-in conferencing.
    Enabled,
    /// The conference ID was reset.
    Reset,
    /// Another conference ID was chosen.
    Chosen,
    /// The conference ID was handed over to a successor.
    HandedOver,
    /// A reset was undone.
    Undone,
    /// The user was disabled for dial-in conferencing.
    Disabled,
    /// The user was moved to another bridge.
    BridgeChanged,
    /// Somebody else became the user's provider, or Konfid again.
    ProviderChanged,
    /// The user's meetings got IDs of their own, or one for all again.
    TypeChanged,
    /// The user was removed.
    UserRemoved,
    /// A meeting with an ID of its own was planned.
    MeetingPlanned,
    /// The meeting was cancelled.
    MeetingCancelled,
    /// The meeting was over.
    MeetingOver,
}

/// The status of a conference ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ConferenceIdStatus {
    /// Callers reach a conference with it.
    Assigned,
    /// It belongs to a meeting whose time is over, or whose organizer cannot be called: nobody gets in, and it goes into
    /// quarantine.
    Expired,
    /// It was replaced and cannot be reused yet.
    Quarantined,
    /// It is kept for somebody and belongs to nobody yet.
    Reserved,
    /// It belongs to nobody.
    Free,
    /// It belongs to nobody and is never assigned at random, because it is easily guessed or one of the service numbers.
    NeverDrawn,
}

/// The answer to a look-up of a conference ID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConferenceIdReport {
    /// The bridge on which the ID is entered.
    pub bridge: BridgeId,
    /// The bridge's name, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bridge_name: Option<String>,
    /// The ID that was asked for.
    pub conference_id: ConferenceId,
    /// Its status now.
    pub status: ConferenceIdStatus,
    /// Until when it is in quarantine.
    pub quarantined_until: Option<Timestamp>,
    /// For whom it is reserved, and until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<Reservation>,
    /// Every period in which it belonged to somebody, newest first.
    pub history: Vec<Assignment>,
}

impl ConferenceIdReport {
    /// Whether somebody has or had the ID, or it is kept for somebody.
    pub fn tells_something(&self) -> bool {
        let is_free = matches!(self.status, ConferenceIdStatus::Free | ConferenceIdStatus::NeverDrawn);
        !is_free || !self.history.is_empty()
    }
}

/// How many conference IDs are in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConferenceIdUsage {
    /// IDs that belong to somebody.
    pub assigned: u32,
    /// IDs in quarantine.
    pub quarantined: u32,
    /// IDs that are available.
    pub free: u32,
}
