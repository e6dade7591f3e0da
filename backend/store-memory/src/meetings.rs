//! Planned meetings.

use std::ops::Bound;
use std::sync::Arc;

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{MeetingQuery, MeetingRecord, ReadMeetings, StoreError, WriteMeetings};
use shared::{MeetingId, Timestamp, UserId, Version};

use crate::View;
use crate::state::{State, beginning_with, broken};

impl State {
    /// Adds or replaces a meeting.
    pub(crate) fn put_meeting(&mut self, meeting: MeetingRecord) {
        if let Some(place) = self.meetings.get(&meeting.id).and_then(|previous| retirement(previous)) {
            self.meetings_to_retire.remove_mut(&place);
        }
        if let Some(place) = retirement(&meeting) {
            self.meetings_to_retire.insert_mut(place);
        }
        self.meetings_by_organizer.insert_mut((meeting.organizer, meeting.id));
        self.meetings.insert_mut(meeting.id, Arc::new(meeting));
    }

    pub(crate) fn meetings_of(
        &self,
        organizer: UserId,
    ) -> impl DoubleEndedIterator<Item = &Arc<MeetingRecord>> {
        let places = self.meetings_by_organizer.range(beginning_with(organizer, MeetingId::from_uuid));
        places.filter_map(|(_, id)| self.meetings.get(id))
    }

    /// The meetings that match, newest first, without regard to place and limit.
    fn meetings_that_match(&self, query: &MeetingQuery) -> Vec<&Arc<MeetingRecord>> {
        let matches = |meeting: &&Arc<MeetingRecord>| {
            let filter = query.filter;
            filter.state.is_none_or(|wanted| meeting.state(query.now) == wanted)
                && filter.conference_id_type.is_none_or(|wanted| meeting.conference_id_type == wanted)
        };
        match query.organizer {
            Some(organizer) => self.meetings_of(organizer).rev().filter(matches).collect(),
            None => self.meetings.values().rev().filter(matches).collect(),
        }
    }
}

/// Where a meeting stands among those whose IDs are to be retired one day.
fn retirement(meeting: &MeetingRecord) -> Option<(Timestamp, MeetingId)> {
    meeting.own_id?;
    Some((meeting.ends_at?, meeting.id))
}

#[async_trait]
impl ReadMeetings for View {
    async fn meeting(&mut self, id: MeetingId) -> StoreResult<Option<MeetingRecord>> {
        Ok(self.state.meetings.get(&id).map(|meeting| (**meeting).clone()))
    }

    async fn meetings(&mut self, query: &MeetingQuery) -> StoreResult<Vec<MeetingRecord>> {
        let found = self.state.meetings_that_match(query).into_iter();
        let found = found.filter(|meeting| query.before.is_none_or(|before| meeting.id < before));
        Ok(found.take(query.limit as usize).map(|meeting| (**meeting).clone()).collect())
    }

    async fn count_meetings(&mut self, query: &MeetingQuery) -> StoreResult<u64> {
        Ok(self.state.meetings_that_match(query).len() as u64)
    }

    async fn meetings_during(
        &mut self,
        organizer: UserId,
        from: Timestamp,
        until: Timestamp,
    ) -> StoreResult<Vec<MeetingRecord>> {
        let found = self.state.meetings_of(organizer).filter(|meeting| {
            let is_in_time = meeting.starts_at < until && meeting.ends_at.is_none_or(|ends| ends > from);
            meeting.cancelled_at.is_none() && is_in_time
        });
        Ok(found.map(|meeting| (**meeting).clone()).collect())
    }

    async fn meetings_with_an_id(&mut self, organizer: UserId) -> StoreResult<Vec<MeetingRecord>> {
        let found = self.state.meetings_of(organizer).filter(|meeting| meeting.own_id.is_some());
        Ok(found.map(|meeting| (**meeting).clone()).collect())
    }

    async fn ended_meetings_with_an_id(
        &mut self,
        ended_by: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<MeetingRecord>> {
        let last = (ended_by, MeetingId::from_uuid(uuid::Uuid::max()));
        let places = self.state.meetings_to_retire.range((Bound::Unbounded, Bound::Included(last)));
        let found = places.filter_map(|(_, id)| self.state.meetings.get(id));
        Ok(found.take(limit as usize).map(|meeting| (**meeting).clone()).collect())
    }
}

#[async_trait]
impl WriteMeetings for View {
    async fn insert_meeting(&mut self, meeting: &MeetingRecord) -> StoreResult<()> {
        if self.state.meetings.contains_key(&meeting.id) {
            return Err(StoreError::AlreadyExists);
        }
        self.state.require_user(meeting.organizer)?;
        self.state.put_meeting(meeting.clone());
        Ok(())
    }

    async fn update_meeting(&mut self, meeting: &MeetingRecord, expected: Version) -> StoreResult<bool> {
        match self.state.meetings.get(&meeting.id) {
            None => broken("there is no such meeting"),
            Some(previous) if previous.version != expected => Ok(false),
            Some(_) => {
                self.state.put_meeting(meeting.clone());
                Ok(true)
            }
        }
    }
}
