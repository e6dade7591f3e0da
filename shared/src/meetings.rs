//! Planned meetings, each with a conference ID of its own or with its organizer's.

use serde::{Deserialize, Serialize};

use crate::{
    BridgeId, ConferenceId, ConferenceIdType, Invitation, Language, MeetingId, ServiceNumber, Timestamp,
    UserId, Version,
};

/// When a meeting takes place: on the clock of its time zone, because a series stays at the same time of day when that
/// changes to summer time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeetingSchedule {
    /// When it begins, as in `2026-12-01T10:00`; of a series the first occurrence.
    #[cfg_attr(feature = "openapi", schema(example = "2026-12-01T10:00:00"))]
    pub start: String,
    /// When it ends.
    #[cfg_attr(feature = "openapi", schema(example = "2026-12-01T11:00:00"))]
    pub end: String,
    /// The time zone's name in the IANA database.
    #[cfg_attr(feature = "openapi", schema(example = "Europe/Stockholm"))]
    pub time_zone: String,
    /// How it repeats, as in RFC 5545 without `RRULE:`; `null` for a meeting that takes place once.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "FREQ=WEEKLY;COUNT=10"))]
    pub recurrence: Option<String>,
}

impl MeetingSchedule {
    /// How many days a meeting may last.
    pub const DAYS_MAX: u64 = 7;
    /// How many occurrences a series with an end may have.
    pub const OCCURRENCES_MAX: u64 = 4_000;
    /// How many years a series with an end may go on.
    pub const YEARS_MAX: u16 = 100;
}

/// A planned meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Meeting {
    /// The meeting's identifier, which never changes.
    pub id: MeetingId,
    /// Counts the changes; send it in `If-Match`.
    pub version: Version,
    /// Whose meeting it is.
    pub organizer: UserId,
    /// That user's name as it is now; `null` when it was struck out.
    pub organizer_name: Option<String>,
    /// What it is about; empty when its organizer was removed.
    pub subject: String,
    /// When it takes place, on the clock of its time zone.
    pub schedule: MeetingSchedule,
    /// The moment at which it begins; of a series the first occurrence.
    pub starts_at: Timestamp,
    /// The moment at which its last occurrence ends; `null` for a series without an end.
    pub ends_at: Option<Timestamp>,
    /// Its status.
    pub state: MeetingState,
    /// Whether it has a conference ID of its own, or its organizer's.
    pub conference_id_type: ConferenceIdType,
    /// The bridge on which its conference ID is entered.
    pub bridge: BridgeId,
    /// The conference ID, its own or its organizer's; `null` when callers cannot get in.
    pub conference_id: Option<ConferenceId>,
    /// Until when its own conference ID works; `null` for a series without an end, and where it has its organizer's.
    pub valid_until: Option<Timestamp>,
    /// When it was cancelled.
    pub cancelled_at: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// The status of a planned meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MeetingState {
    /// It takes place, or goes on.
    Planned,
    /// Its last occurrence has ended.
    Over,
    /// It was cancelled.
    Cancelled,
}

impl MeetingState {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Over, Self::Cancelled];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Over => "over",
            Self::Cancelled => "cancelled",
        }
    }

    /// What people call it.
    pub const fn words(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::En, Self::Planned) => "Planned",
            (Language::En, Self::Over) => "Over",
            (Language::En, Self::Cancelled) => "Cancelled",
            (Language::Sv, Self::Planned) => "Planerat",
            (Language::Sv, Self::Over) => "Avslutat",
            (Language::Sv, Self::Cancelled) => "Inställt",
        }
    }
}

/// A planned meeting with everything that belongs in its invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeetingDetails {
    /// The meeting.
    #[serde(flatten)]
    pub meeting: Meeting,
    /// The numbers that callers dial, the default one first.
    pub service_numbers: Vec<ServiceNumber>,
    /// The invitation block in the reader's language; `null` without a conference ID.
    pub invitation: Option<Invitation>,
}

/// Plans a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateMeetingRequest {
    /// Whose meeting it is; required unless the address says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organizer: Option<UserId>,
    /// What it is about; 1 to 200 characters.
    pub subject: String,
    /// When it takes place.
    pub schedule: MeetingSchedule,
}

/// Changes a planned meeting; what is missing stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpdateMeetingRequest {
    /// What it is about; 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// When it takes place, as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<MeetingSchedule>,
}

/// How many characters the subject of a meeting may have.
pub const MEETING_SUBJECT_LENGTH_MAX: usize = 200;

/// Which planned meetings a list shows; the newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct MeetingFilter {
    /// Only meetings with this status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<MeetingState>,
    /// Only meetings with a conference ID of their own, or only the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conference_id_type: Option<ConferenceIdType>,
}
