//! Connected calendars and the meeting log.

use std::sync::Arc;

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{
    CalendarConnectionRecord, CalendarUpdateRecord, MeetingUpdateQuery, MeetingUpdateRecord,
    ReadMeetingUpdates, StoreError, UserQuery, WriteMeetingUpdates,
};
use shared::{
    BridgeId, ConferenceId, MeetingUpdateCounts, MeetingUpdateId, MeetingUpdateState, Timestamp, UserId,
};

use crate::View;
use crate::read::matches;
use crate::state::State;

impl State {
    /// Adds or replaces a meeting.
    pub(crate) fn put_meeting_update(&mut self, record: MeetingUpdateRecord) -> StoreResult<()> {
        let id = record.meeting.id;
        let place = (record.meeting.user, record.href.clone());
        self.require_user(record.meeting.user)?;
        if self.meeting_updates_by_href.get(&place).is_some_and(|holder| *holder != id) {
            return Err(StoreError::AlreadyExists);
        }
        self.meeting_updates_by_href.insert_mut(place, id);
        self.meeting_updates.insert_mut(id, Arc::new(record));
        Ok(())
    }

    fn forget_data(&mut self, forgotten: impl Fn(&MeetingUpdateRecord) -> bool) -> u64 {
        let found: Vec<MeetingUpdateRecord> = self
            .meeting_updates
            .values()
            .filter(|record| (record.data_before.is_some() || record.message.is_some()) && forgotten(record))
            .map(|record| (**record).clone())
            .collect();
        let count = found.len() as u64;
        for record in found {
            let record =
                MeetingUpdateRecord { data_before: None, message: None, undo_wanted: false, ..record };
            self.meeting_updates.insert_mut(record.meeting.id, Arc::new(record));
        }
        count
    }
}

#[async_trait]
impl ReadMeetingUpdates for View {
    async fn count_calendar_connections(&mut self, query: &UserQuery) -> StoreResult<u64> {
        let connected = self.state.calendar_connections.keys().filter_map(|user| self.state.users.get(user));
        Ok(connected.filter(|row| matches(row, query)).count() as u64)
    }

    async fn calendar_connection(&mut self, user: UserId) -> StoreResult<Option<CalendarConnectionRecord>> {
        let record = self.state.calendar_connections.get(&user);
        Ok(record.map(|record| {
            let mut record = (**record).clone();
            record.connection.connected_by = self.state.named(&record.connection.connected_by);
            record
        }))
    }

    async fn calendar_update(&mut self, user: UserId) -> StoreResult<Option<CalendarUpdateRecord>> {
        Ok(self.state.calendar_updates.get(&user).cloned())
    }

    async fn next_calendar_update_due(&mut self) -> StoreResult<Option<Timestamp>> {
        Ok(self.state.calendar_updates.values().filter_map(|update| update.due_at).min())
    }

    async fn meeting_update(&mut self, id: MeetingUpdateId) -> StoreResult<Option<MeetingUpdateRecord>> {
        Ok(self.state.meeting_updates.get(&id).map(|record| (**record).clone()))
    }

    async fn meeting_update_at(
        &mut self,
        user: UserId,
        href: &str,
    ) -> StoreResult<Option<MeetingUpdateRecord>> {
        let id = self.state.meeting_updates_by_href.get(&(user, href.to_owned()));
        Ok(id.and_then(|id| self.state.meeting_updates.get(id)).map(|record| (**record).clone()))
    }

    async fn meeting_updates(&mut self, query: &MeetingUpdateQuery) -> StoreResult<Vec<MeetingUpdateRecord>> {
        let wanted = |record: &MeetingUpdateRecord| {
            record.meeting.user == query.user
                && query.state.is_none_or(|state| record.meeting.state == state)
                && query.before.is_none_or(|before| record.meeting.id < before)
        };
        let newest_first = self.state.meeting_updates.values().rev().filter(|record| wanted(record));
        Ok(newest_first.take(query.limit as usize).map(|record| (**record).clone()).collect())
    }

    async fn meeting_update_counts(&mut self, user: UserId) -> StoreResult<MeetingUpdateCounts> {
        let mut counts = MeetingUpdateCounts::default();
        for record in self.state.meeting_updates.values().filter(|record| record.meeting.user == user) {
            *counts.of_mut(record.meeting.state) += 1;
        }
        Ok(counts)
    }

    async fn meeting_message_count(&mut self, user: UserId, conference_id: ConferenceId) -> StoreResult<u64> {
        Ok(self.meetings_with_message(user, conference_id).await?.len() as u64)
    }

    async fn meetings_with_message(
        &mut self,
        user: UserId,
        conference_id: ConferenceId,
    ) -> StoreResult<Vec<MeetingUpdateRecord>> {
        let has_one = |record: &&Arc<MeetingUpdateRecord>| {
            record.meeting.user == user
                && record.message.as_ref().is_some_and(|message| message.conference_id == conference_id)
        };
        let newest_first = self.state.meeting_updates.values().rev().filter(has_one);
        Ok(newest_first.map(|record| (**record).clone()).collect())
    }
}

#[async_trait]
impl WriteMeetingUpdates for View {
    async fn put_calendar_connection(&mut self, connection: &CalendarConnectionRecord) -> StoreResult<()> {
        self.state.require_user(connection.connection.user)?;
        let mut kept = connection.clone();
        kept.connection.connected_by = kept.connection.connected_by.with_name(None);
        self.state.calendar_connections.insert_mut(kept.connection.user, Arc::new(kept));
        Ok(())
    }

    async fn delete_calendar_connection(&mut self, user: UserId) -> StoreResult<()> {
        self.state.calendar_connections.remove_mut(&user);
        self.state.calendar_updates.remove_mut(&user);
        self.state.forget_data(|record| record.meeting.user == user);
        Ok(())
    }

    async fn put_calendar_updates_of_all(
        &mut self,
        bridge: Option<BridgeId>,
        due_at: Timestamp,
    ) -> StoreResult<()> {
        let is_there = |user: &UserId| {
            let row = self.state.users.get(user);
            bridge.is_none_or(|bridge| row.is_some_and(|row| row.user.bridge == bridge))
        };
        let connected = self.state.calendar_connections.keys().copied();
        let users: Vec<UserId> = connected.filter(is_there).collect();
        for user in users {
            let before = self.state.calendar_updates.get(&user);
            let update = CalendarUpdateRecord {
                user,
                due_at: Some(due_at),
                running: false,
                attempts: 0,
                finished_at: before.and_then(|before| before.finished_at),
                last_error: None,
            };
            self.state.calendar_updates.insert_mut(user, update);
        }
        Ok(())
    }

    async fn put_calendar_update(&mut self, update: &CalendarUpdateRecord) -> StoreResult<()> {
        self.state.require_user(update.user)?;
        self.state.calendar_updates.insert_mut(update.user, update.clone());
        Ok(())
    }

    async fn claim_due_calendar_updates(
        &mut self,
        now: Timestamp,
        leased_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<CalendarUpdateRecord>> {
        let is_due = |update: &&CalendarUpdateRecord| update.due_at.is_some_and(|due| due <= now);
        let mut due: Vec<_> = self.state.calendar_updates.values().filter(is_due).cloned().collect();
        due.sort_by_key(|update| (update.due_at, update.user));
        due.truncate(limit as usize);
        for update in &mut due {
            update.running = true;
            update.attempts += 1;
            update.due_at = Some(leased_until);
            self.state.calendar_updates.insert_mut(update.user, update.clone());
        }
        Ok(due)
    }

    async fn put_meeting_update(&mut self, meeting: &MeetingUpdateRecord) -> StoreResult<()> {
        self.state.put_meeting_update(meeting.clone())
    }

    async fn forget_meeting_update_data(&mut self, now: Timestamp) -> StoreResult<u64> {
        let is_over = |record: &MeetingUpdateRecord| match record.meeting.undo_until {
            Some(until) => until <= now,
            None => !matches!(record.meeting.state, MeetingUpdateState::Pending | MeetingUpdateState::Failed),
        };
        Ok(self.state.forget_data(is_over))
    }
}
