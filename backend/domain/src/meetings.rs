//! Planned meetings: what a store keeps, and what operations need of it.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use shared::{
    BridgeId, ConferenceId, ConferenceIdType, MeetingFilter, MeetingId, MeetingSchedule, MeetingState,
    Timestamp, UserId, Version,
};

use crate::store::StoreResult;

/// A planned meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingRecord {
    /// Names the meeting.
    pub id: MeetingId,
    /// Counts the changes.
    pub version: Version,
    /// Whose meeting it is. It can outlive the user.
    pub organizer: UserId,
    /// What it is about; empty when its organizer was removed.
    pub subject: String,
    /// When it takes place, on the clock of its time zone.
    pub schedule: MeetingSchedule,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When its last occurrence ends; `None` for a series without an end.
    pub ends_at: Option<Timestamp>,
    /// When it was cancelled.
    pub cancelled_at: Option<Timestamp>,
    /// Whether it has an ID of its own or its organizer's. That stays as it was when the meeting was planned, unless the
    /// organizer's is gone when the meeting is changed.
    pub conference_id_type: ConferenceIdType,
    /// The ID of its own that is live in the ledger, with its bridge.
    pub own_id: Option<(BridgeId, ConferenceId)>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl MeetingRecord {
    /// Its status at this moment.
    pub fn state(&self, now: Timestamp) -> MeetingState {
        if self.cancelled_at.is_some() {
            MeetingState::Cancelled
        } else if self.ends_at.is_some_and(|ended| ended <= now) {
            MeetingState::Over
        } else {
            MeetingState::Planned
        }
    }
}

/// Which meetings a list shows, newest first (by identifier, which grows with time).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeetingQuery {
    /// Only meetings of this user.
    pub organizer: Option<UserId>,
    /// The other conditions.
    pub filter: MeetingFilter,
    /// The moment by which the status is judged.
    pub now: Timestamp,
    /// Only meetings before this one.
    pub before: Option<MeetingId>,
    /// How many at most.
    pub limit: u32,
}

/// Looking at planned meetings. What is missing is `None`, not an error.
#[async_trait]
pub trait ReadMeetings: Send {
    /// The meeting with this identifier.
    async fn meeting(&mut self, id: MeetingId) -> StoreResult<Option<MeetingRecord>>;
    /// The meetings that match, newest first.
    async fn meetings(&mut self, query: &MeetingQuery) -> StoreResult<Vec<MeetingRecord>>;
    /// How many meetings match; place and limit do not count.
    async fn count_meetings(&mut self, query: &MeetingQuery) -> StoreResult<u64>;
    /// The meetings of this user that are not cancelled, begin before `until` and end after `from`. For a series that is its
    /// first beginning and its last end.
    async fn meetings_during(
        &mut self,
        organizer: UserId,
        from: Timestamp,
        until: Timestamp,
    ) -> StoreResult<Vec<MeetingRecord>>;
    /// The meetings of this user that have an ID of their own now.
    async fn meetings_with_an_id(&mut self, organizer: UserId) -> StoreResult<Vec<MeetingRecord>>;
    /// Meetings that have an ID of their own and whose last occurrence had ended by this moment, those that ended first
    /// first.
    async fn ended_meetings_with_an_id(
        &mut self,
        ended_by: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<MeetingRecord>>;
}

/// Changing planned meetings.
#[async_trait]
pub trait WriteMeetings: Send {
    /// Adds a meeting.
    async fn insert_meeting(&mut self, meeting: &MeetingRecord) -> StoreResult<()>;
    /// Replaces a meeting if it still has the `expected` version; says whether it had.
    async fn update_meeting(&mut self, meeting: &MeetingRecord, expected: Version) -> StoreResult<bool>;
}
