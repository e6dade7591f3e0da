//! Connected calendars, and what became of the meetings in them.

use serde::{Deserialize, Serialize};

use crate::{Actor, MeetingStart, MeetingUpdateId, Timestamp, UserId};

/// A calendar account that an organizer has connected, so that Konfid updates the meetings after a reset. The
/// password is never returned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarConnection {
    /// The user.
    pub user: UserId,
    /// The CalDAV server, or a calendar on it.
    pub url: String,
    /// The name to sign in with.
    pub username: String,
    /// When it was connected.
    pub connected_at: Timestamp,
    /// Who connected it.
    pub connected_by: Actor,
    /// When Konfid last used it.
    pub last_used_at: Option<Timestamp>,
    /// What went wrong the last time, if anything did.
    pub last_error: Option<String>,
}

impl CalendarConnection {
    /// Whether the organizer connected it themselves.
    pub fn is_by_organizer(&self) -> bool {
        matches!(self.connected_by, Actor::Organizer { .. })
    }
}

/// Connects a calendar account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConnectCalendarRequest {
    /// The CalDAV server, or a calendar on it; `https`, or `http` on this machine.
    pub url: String,
    /// The name to sign in with.
    pub username: String,
    /// An app password, which can be revoked separately.
    pub password: String,
}

/// The progress of the update of a user's meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarUpdate {
    /// The connected calendar; `null` when there is none.
    pub connection: Option<CalendarConnection>,
    /// When the next update begins; `null` if none is waiting.
    pub due_at: Option<Timestamp>,
    /// Whether an update is under way now.
    pub running: bool,
    /// When the latest update ended.
    pub finished_at: Option<Timestamp>,
    /// Why the latest update failed, if it did.
    pub last_error: Option<String>,
    /// How many meetings have which status.
    pub counts: MeetingUpdateCounts,
    /// How many messages to invitees are ready for the organizer to send, because the calendar server does not notify them.
    #[serde(default)]
    pub messages: u64,
}

/// How many meetings have which status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeetingUpdateCounts {
    /// They will be checked.
    pub pending: u64,
    /// They were updated.
    pub changed: u64,
    /// They were updated in part: digits like an earlier ID remain, and somebody must check them by hand.
    #[serde(default)]
    pub partly_changed: u64,
    /// They stay as they are, and digits in them look like an earlier ID: somebody must check them by hand.
    #[serde(default)]
    pub to_check: u64,
    /// They do not contain an earlier ID.
    pub nothing_to_do: u64,
    /// They cannot be updated safely.
    pub refused: u64,
    /// They could not be updated yet.
    pub failed: u64,
    /// Their update was undone.
    pub undone: u64,
}

impl MeetingUpdateCounts {
    /// The count of one state.
    pub const fn of_mut(&mut self, state: MeetingUpdateState) -> &mut u64 {
        match state {
            MeetingUpdateState::Pending => &mut self.pending,
            MeetingUpdateState::Changed => &mut self.changed,
            MeetingUpdateState::PartlyChanged => &mut self.partly_changed,
            MeetingUpdateState::ToCheck => &mut self.to_check,
            MeetingUpdateState::NothingToDo => &mut self.nothing_to_do,
            MeetingUpdateState::Refused => &mut self.refused,
            MeetingUpdateState::Failed => &mut self.failed,
            MeetingUpdateState::Undone => &mut self.undone,
        }
    }
}

/// A meeting and whether it was updated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeetingUpdate {
    /// The meeting's identifier.
    pub id: MeetingUpdateId,
    /// The user.
    pub user: UserId,
    /// The meeting's name.
    pub summary: String,
    /// When it begins (a series: its first occurrence), in its own time zone.
    pub start: Option<MeetingStart>,
    /// Its status.
    pub state: MeetingUpdateState,
    /// Why it was refused or failed, in the reader's language.
    pub reason: Option<String>,
    /// Each line that was changed.
    pub changes: Vec<MeetingChange>,
    /// Where digits like an earlier ID remain; somebody must check them by hand.
    #[serde(default)]
    pub leftovers: Vec<MeetingLeftover>,
    /// How many people are invited.
    pub invitees: u32,
    /// How many times it has been tried.
    pub attempts: u32,
    /// When it is tried next, after a failure.
    pub next_attempt_at: Option<Timestamp>,
    /// When its status last changed.
    pub updated_at: Timestamp,
    /// Until when the update can be undone.
    pub undo_until: Option<Timestamp>,
    /// Whether a message to the invitees is ready for the organizer to send, because the calendar server does not
    /// notify them.
    #[serde(default)]
    pub has_message: bool,
}

/// One line that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeetingChange {
    /// The property, for example `DESCRIPTION`.
    pub property: String,
    /// The text around the digits before the change.
    pub before: String,
    /// The same text after the change.
    pub after: String,
}

/// A place where digits like an earlier ID remain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeetingLeftover {
    /// The property, for example `SUMMARY`.
    pub property: String,
    /// The text around the digits.
    pub text: String,
}

/// The status of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MeetingUpdateState {
    /// It will be checked.
    Pending,
    /// It was updated.
    Changed,
    /// It was updated in part: digits like an earlier ID remain, and somebody must check them by hand.
    PartlyChanged,
    /// It stays as it is, and digits in it look like an earlier ID: somebody must check them by hand.
    ToCheck,
    /// It does not contain an earlier ID.
    NothingToDo,
    /// It cannot be updated safely and stays as it is.
    Refused,
    /// It could not be updated yet, and is tried again.
    Failed,
    /// Its update was undone.
    Undone,
}

impl MeetingUpdateState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Pending,
        Self::Changed,
        Self::PartlyChanged,
        Self::ToCheck,
        Self::NothingToDo,
        Self::Refused,
        Self::Failed,
        Self::Undone,
    ];

    /// Whether Konfid has written to the meeting, and the update can be undone while the data are kept.
    pub const fn was_written(self) -> bool {
        match self {
            Self::Changed | Self::PartlyChanged => true,
            Self::Pending
            | Self::ToCheck
            | Self::NothingToDo
            | Self::Refused
            | Self::Failed
            | Self::Undone => false,
        }
    }

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Changed => "changed",
            Self::PartlyChanged => "partlyChanged",
            Self::ToCheck => "toCheck",
            Self::NothingToDo => "nothingToDo",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Undone => "undone",
        }
    }
}

/// Which meetings a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct MeetingUpdateFilter {
    /// Only meetings with this status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<MeetingUpdateState>,
}

/// What a reset would affect, for a user with a connected calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetImpact {
    /// Future meetings that contain the conference ID.
    pub meetings: u32,
    /// The people invited to them, each counted once.
    pub invitees: u32,
}
