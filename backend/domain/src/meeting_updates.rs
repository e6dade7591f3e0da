//! Connected calendars and the meeting log: what a store keeps, and what Konfid needs of a
//! calendar server.

use crate::store::StoreResult;
use crate::{Actor, UserQuery};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use shared::{
    BridgeId, CalendarConnection, ConferenceId, ConnectCalendarRequest, MeetingUpdate, MeetingUpdateCounts,
    MeetingUpdateId, MeetingUpdateReason, MeetingUpdateState, ResetImpact, Timestamp, UserId,
};

/// Which hosts Konfid may ask for a calendar. It depends on who connected it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CalendarReach {
    /// Any, as administrators and scripts may.
    #[default]
    Anywhere,
    /// Public ones, and those inside that the operator lists: an organizer must not send Konfid anywhere in the
    /// organisation's own network.
    Public,
}

impl CalendarReach {
    /// What this actor may connect.
    pub const fn of(actor: &Actor) -> Self {
        match actor {
            Actor::Administrator { .. } | Actor::Token { .. } | Actor::CommandLine | Actor::System => {
                Self::Anywhere
            }
            Actor::Organizer { .. } | Actor::Anonymous => Self::Public,
        }
    }
}

/// A connected calendar with its sealed password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarConnectionRecord {
    /// What travels on the wire.
    pub connection: CalendarConnection,
    /// The password, sealed with a key that is not in the database.
    pub sealed_password: Vec<u8>,
    /// Which hosts may be asked for it.
    #[serde(default)]
    pub reach: CalendarReach,
}

/// A connected calendar, ready to be used.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenedConnection {
    /// What travels on the wire.
    pub connection: CalendarConnection,
    /// The password; `None` if the key is another by now.
    pub password: Option<String>,
    /// Which hosts may be asked for it.
    pub reach: CalendarReach,
}

/// The message to the invitees of a mended meeting, where the calendar server tells nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingMessage {
    /// The message (RFC 5322).
    pub text: String,
    /// The conference ID in it; the message is worth sending only while it is the user's.
    pub conference_id: ConferenceId,
}

/// The update of a user's meetings that waits, runs or was done last. There is at most one for each user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarUpdateRecord {
    /// Whose meetings.
    pub user: UserId,
    /// When it begins; while it runs, until when the worker has it; `None` when there is nothing to do.
    pub due_at: Option<Timestamp>,
    /// Whether a worker has it.
    pub running: bool,
    /// Failures in a row.
    pub attempts: u32,
    /// When the latest one ended.
    pub finished_at: Option<Timestamp>,
    /// Why the latest one could not be done.
    pub last_error: Option<MeetingUpdateReason>,
}

/// A meeting in the meeting log. There is at most one for each address in a user's calendars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingUpdateRecord {
    /// What travels on the wire; its `reason` is left out and made from the code when it is shown.
    pub meeting: MeetingUpdate,
    /// The address of the meeting on the calendar server.
    pub href: String,
    /// Why it was refused or failed.
    pub reason: Option<MeetingUpdateReason>,
    /// The data before the change, for an undo; forgotten after a while.
    pub data_before: Option<String>,
    /// The entity tag of what was written; an undo is refused when somebody has changed it since.
    pub entity_tag_after: Option<String>,
    /// Whether the change is to be taken back by the worker.
    pub undo_wanted: bool,
    /// The message to the invitees; forgotten with the data.
    #[serde(default)]
    pub message: Option<MeetingMessage>,
}

/// Which meetings a list shows, newest first (by identifier, which grows with time).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeetingUpdateQuery {
    /// Whose meetings.
    pub user: UserId,
    /// Only meetings in this state.
    pub state: Option<MeetingUpdateState>,
    /// Only meetings before this one.
    pub before: Option<MeetingUpdateId>,
    /// How many at most.
    pub limit: u32,
}

/// Seals secrets with a key that is kept outside the database.
pub trait Sealer: Send + Sync + 'static {
    /// Seals a secret for this user: it cannot be opened for another.
    fn seal(&self, user: UserId, secret: &str, random: &mut crate::Random) -> Vec<u8>;
    /// Opens what was sealed; `None` if the key or the user is another.
    fn open(&self, user: UserId, sealed: &[u8]) -> Option<String>;
}

/// What the API asks of calendar servers. The worker has its own way to them.
#[async_trait]
pub trait CalendarServers: Send + Sync + 'static {
    /// Whether one can sign in there and finds a calendar.
    async fn check(
        &self,
        request: &ConnectCalendarRequest,
        reach: CalendarReach,
    ) -> Result<(), MeetingUpdateReason>;
    /// What a reset would touch.
    async fn impact(
        &self,
        connection: &CalendarConnection,
        password: &str,
        reach: CalendarReach,
        addresses: &[String],
        ids: &[ConferenceId],
        now: Timestamp,
    ) -> Result<ResetImpact, MeetingUpdateReason>;
}

/// Looking at connected calendars and the meeting log. What is missing is `None`, not an error.
#[async_trait]
pub trait ReadMeetingUpdates: Send {
    /// The user's connected calendar.
    async fn calendar_connection(&mut self, user: UserId) -> StoreResult<Option<CalendarConnectionRecord>>;
    /// How many of the users that match have a connected calendar; order, place and limit do not count.
    async fn count_calendar_connections(&mut self, query: &UserQuery) -> StoreResult<u64>;
    /// The update of the user's meetings that waits, runs or was done last.
    async fn calendar_update(&mut self, user: UserId) -> StoreResult<Option<CalendarUpdateRecord>>;
    /// When the next update is due: the least `due_at`.
    async fn next_calendar_update_due(&mut self) -> StoreResult<Option<Timestamp>>;
    /// The meeting with this identifier.
    async fn meeting_update(&mut self, id: MeetingUpdateId) -> StoreResult<Option<MeetingUpdateRecord>>;
    /// The user's meeting at this address of the calendar server.
    async fn meeting_update_at(
        &mut self,
        user: UserId,
        href: &str,
    ) -> StoreResult<Option<MeetingUpdateRecord>>;
    /// The meetings that match, newest first.
    async fn meeting_updates(&mut self, query: &MeetingUpdateQuery) -> StoreResult<Vec<MeetingUpdateRecord>>;
    /// How many of the user's meetings are in which state.
    async fn meeting_update_counts(&mut self, user: UserId) -> StoreResult<MeetingUpdateCounts>;
    /// How many of the user's meetings have a message to the invitees with this ID.
    async fn meeting_message_count(&mut self, user: UserId, conference_id: ConferenceId) -> StoreResult<u64>;
    /// The meetings of the user that have a message to the invitees with this ID, newest first.
    async fn meetings_with_message(
        &mut self,
        user: UserId,
        conference_id: ConferenceId,
    ) -> StoreResult<Vec<MeetingUpdateRecord>>;
}

/// Changing connected calendars and the meeting log.
#[async_trait]
pub trait WriteMeetingUpdates: Send {
    /// Adds or replaces the user's connected calendar.
    async fn put_calendar_connection(&mut self, connection: &CalendarConnectionRecord) -> StoreResult<()>;
    /// Forgets the user's connected calendar and the update that waits for it, and the earlier data of its
    /// meetings with the messages about them. The meeting log itself stays.
    async fn delete_calendar_connection(&mut self, user: UserId) -> StoreResult<()>;
    /// Sets the update of every user with a connected calendar, or only of those on this bridge, to this moment, as if
    /// nothing had been tried.
    async fn put_calendar_updates_of_all(
        &mut self,
        bridge: Option<BridgeId>,
        due_at: Timestamp,
    ) -> StoreResult<()>;
    /// Adds or replaces the update of a user's meetings.
    async fn put_calendar_update(&mut self, update: &CalendarUpdateRecord) -> StoreResult<()>;
    /// Takes updates that are due (oldest first, at most `limit`): marks them as running, counts the attempt and
    /// sets `due_at` to `leased_until`. An update whose lease has ended is due again.
    async fn claim_due_calendar_updates(
        &mut self,
        now: Timestamp,
        leased_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<CalendarUpdateRecord>>;
    /// Adds or replaces a meeting in the meeting log, by identifier; user and address stay as they are.
    /// [`StoreError::AlreadyExists`](crate::StoreError::AlreadyExists) if another meeting of the user has the address.
    async fn put_meeting_update(&mut self, meeting: &MeetingUpdateRecord) -> StoreResult<()>;
    /// Forgets the earlier data of meetings whose `undo_until` has passed, and the messages about them; says how many
    /// meetings there were. Without `undo_until` the data are forgotten too, unless the meeting is pending or has failed:
    /// then they tell what was about to be written when a process died.
    async fn forget_meeting_update_data(&mut self, now: Timestamp) -> StoreResult<u64>;
}
