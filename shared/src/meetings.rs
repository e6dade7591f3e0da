//! Connected calendars, and what became of the meetings in them.

use serde::{Deserialize, Serialize};

use crate::{MeetingUpdateId, Timestamp, UserId};

/// A calendar account that an organizer has connected, so that Konfid mends the meetings after a reset. The
/// password never travels back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarConnection {
    /// Whose it is.
    pub user: UserId,
    /// The CalDAV server, or a calendar on it.
    pub url: String,
    /// The name to sign in with.
    pub username: String,
    /// When it was connected.
    pub connected_at: Timestamp,
    /// Who connected it.
    pub connected_by: String,
    /// When Konfid last used it.
    pub last_used_at: Option<Timestamp>,
    /// What went wrong the last time, if it did.
    pub last_error: Option<String>,
}

/// What names of organizers begin with where it is told who did something.
const ORGANIZER: &str = "organizer ";

/// The name of an organizer who did something themselves, by the user principal name.
pub fn organizer_as_actor(name: &crate::UserPrincipalName) -> String {
    format!("{ORGANIZER}{name}")
}

impl CalendarConnection {
    /// Whether the organizer connected it themselves.
    pub fn is_by_organizer(&self) -> bool {
        self.connected_by.starts_with(ORGANIZER)
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
    /// An app password: one that can be revoked by itself.
    pub password: String,
}

/// How far the update of a user's meetings has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarUpdate {
    /// The connected calendar; `null` when there is none.
    pub connection: Option<CalendarConnection>,
    /// When the next update begins; `null` when none waits.
    pub due_at: Option<Timestamp>,
    /// Whether one is being done now.
    pub running: bool,
    /// When the latest one ended.
    pub finished_at: Option<Timestamp>,
    /// Why the latest one could not be done, if it could not.
    pub last_error: Option<String>,
    /// How many meetings are in which state.
    pub counts: MeetingUpdateCounts,
    /// How many messages to invitees are ready for the organizer to send, because the calendar server tells nobody.
    #[serde(default)]
    pub messages: u64,
}

/// How many meetings are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeetingUpdateCounts {
    /// They will be looked at.
    pub pending: u64,
    /// They were mended.
    pub changed: u64,
    /// No earlier ID stands in them.
    pub nothing_to_do: u64,
    /// They cannot be mended safely.
    pub refused: u64,
    /// They could not be mended yet.
    pub failed: u64,
    /// Their mending was taken back.
    pub undone: u64,
}

impl MeetingUpdateCounts {
    /// The count of one state.
    pub const fn of_mut(&mut self, state: MeetingUpdateState) -> &mut u64 {
        match state {
            MeetingUpdateState::Pending => &mut self.pending,
            MeetingUpdateState::Changed => &mut self.changed,
            MeetingUpdateState::NothingToDo => &mut self.nothing_to_do,
            MeetingUpdateState::Refused => &mut self.refused,
            MeetingUpdateState::Failed => &mut self.failed,
            MeetingUpdateState::Undone => &mut self.undone,
        }
    }
}

/// A meeting in the meeting log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeetingUpdate {
    /// Names the meeting in the meeting log.
    pub id: MeetingUpdateId,
    /// Whose it is.
    pub user: UserId,
    /// What the meeting is called.
    pub summary: String,
    /// When it begins (a series: its first occurrence), as the calendar writes it.
    pub start: Option<String>,
    /// What became of it.
    pub state: MeetingUpdateState,
    /// Why it was refused or failed, in the reader's language.
    pub reason: Option<String>,
    /// Each line that was changed.
    pub changes: Vec<MeetingChange>,
    /// How many people are invited.
    pub invitees: u32,
    /// How many times it has been tried.
    pub attempts: u32,
    /// When it is tried next, after a failure.
    pub next_attempt_at: Option<Timestamp>,
    /// When its state last changed.
    pub updated_at: Timestamp,
    /// Until when the change can be taken back.
    pub undo_until: Option<Timestamp>,
    /// Whether the calendar server tells nobody of the change, so that a message to the invitees is ready for the
    /// organizer to send.
    #[serde(default)]
    pub has_message: bool,
}

/// One line that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeetingChange {
    /// The property, as in `DESCRIPTION`.
    pub property: String,
    /// The part around the digits before.
    pub before: String,
    /// And after.
    pub after: String,
}

/// What became of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MeetingUpdateState {
    /// It will be looked at.
    Pending,
    /// It was mended.
    Changed,
    /// No earlier ID stands in it.
    NothingToDo,
    /// It cannot be mended safely; it stays as it is.
    Refused,
    /// It could not be mended yet, and is tried again.
    Failed,
    /// Its mending was taken back.
    Undone,
}

impl MeetingUpdateState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Pending, Self::Changed, Self::NothingToDo, Self::Refused, Self::Failed, Self::Undone];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Changed => "changed",
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
    /// Only meetings in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<MeetingUpdateState>,
}

/// What a reset would touch, for a user with a connected calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetImpact {
    /// Future meetings that carry the conference ID.
    pub meetings: u32,
    /// People invited to them, each counted once.
    pub invitees: u32,
}
