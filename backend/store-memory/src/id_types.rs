//! Static and dynamic conference IDs.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{ReadIdTypes, TypeSwitchCounts};
use shared::{ConferenceIdType, MeetingState, Timestamp, UserId};

use crate::View;
use crate::state::State;

impl State {
    /// How many meetings of this type the user has planned; one whose last occurrence ended by this moment is not.
    fn planned(&self, user: UserId, kind: ConferenceIdType, ended_by: Timestamp) -> usize {
        let is_one = |meeting: &domain::MeetingRecord| {
            meeting.conference_id_type == kind && meeting.state(ended_by) == MeetingState::Planned
        };
        self.meetings_of(user).filter(|meeting| is_one(meeting)).count()
    }
}

#[async_trait]
impl ReadIdTypes for View {
    async fn users_with_idle_kept_ids(
        &mut self,
        ended_by: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<UserId>> {
        let users = self.state.users.values().map(|row| &row.user);
        let idle = users.filter(|user| {
            user.conference_id_kept && self.state.planned(user.id, ConferenceIdType::Static, ended_by) == 0
        });
        Ok(idle.take(limit as usize).map(|user| user.id).collect())
    }

    async fn count_type_switch(
        &mut self,
        to: ConferenceIdType,
        ended_by: Timestamp,
    ) -> StoreResult<TypeSwitchCounts> {
        let mut counts = TypeSwitchCounts::default();
        let users = self.state.users.values().map(|row| &row.user);
        for user in users.filter(|user| user.conference_id_type_now().is_some_and(|kind| kind != to)) {
            // What they have keeps its ID.
            let meetings = self.state.planned(user.id, to.other(), ended_by);
            let keeps = match to {
                ConferenceIdType::Static => user.conference_id_kept,
                ConferenceIdType::Dynamic => meetings > 0,
            };
            let count = if user.conference_id_type.is_some() {
                &mut counts.own_choice
            } else if to == ConferenceIdType::Dynamic && user.conference_id_locked {
                &mut counts.locked
            } else {
                counts.meetings += meetings as u64;
                if keeps { &mut counts.keeping } else { &mut counts.others }
            };
            *count += 1;
        }
        Ok(counts)
    }
}
