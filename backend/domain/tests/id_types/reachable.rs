//! Whatever is switched in whatever order, callers reach every planned meeting of whoever is enabled.

use std::time::Duration;

use konfid_domain::Error;
use proptest::prelude::*;
use shared::{ConferenceIdType, MeetingState, UserId};

use crate::world::{World, day};

/// Something that somebody does to the user, or that happens.
#[derive(Clone, Copy, Debug)]
enum Act {
    Switch(Option<ConferenceIdType>),
    Plan(u8),
    PutOff(usize, u8),
    Cancel(usize),
    Reset,
    Disable,
    Enable,
    Wait(u64),
    KeepUp,
}

fn act() -> impl Strategy<Value = Act> {
    let kind =
        prop_oneof![Just(None), Just(Some(ConferenceIdType::Static)), Just(Some(ConferenceIdType::Dynamic))];
    prop_oneof![
        6 => kind.prop_map(Act::Switch),
        5 => (1_u8..31).prop_map(Act::Plan),
        2 => (any::<usize>(), 1_u8..31).prop_map(|(which, day)| Act::PutOff(which, day)),
        2 => any::<usize>().prop_map(Act::Cancel),
        1 => Just(Act::Reset),
        1 => Just(Act::Disable),
        3 => Just(Act::Enable),
        3 => (1_u64..200).prop_map(Act::Wait),
        3 => Just(Act::KeepUp),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn planned_meetings_are_always_reached(seed: u64, acts in prop::collection::vec(act(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let world = World::new(seed);
            let anna = world.enabled("anna").await.id;
            for act in acts {
                world.clock.advance(Duration::from_secs(1));
                world.act(anna, act).await;
                world.check(anna).await;
            }
        });
    }
}

/// What was asked for can be refused, but nothing may break.
fn refused<T>(outcome: Result<T, Error>) {
    if let Err(error @ Error::Store(_)) = outcome {
        panic!("{error}");
    }
}

impl World {
    async fn act(&self, user: UserId, act: Act) {
        let meetings = self.meetings(user).await;
        let one = |which: usize| meetings.get(which % meetings.len().max(1));
        match act {
            Act::Switch(kind) => refused(self.switch(user, kind).await),
            Act::Plan(at) => refused(self.plan(user, day(at)).await),
            Act::PutOff(which, at) => {
                if let Some(meeting) = one(which) {
                    refused(self.put_off(meeting, day(at)).await);
                }
            }
            Act::Cancel(which) => {
                if let Some(meeting) = one(which) {
                    self.cancel(meeting).await;
                }
            }
            Act::Reset => refused(self.reset(user).await),
            Act::Disable => drop(self.disable(user).await),
            Act::Enable => refused(self.enable(user, None).await),
            Act::Wait(hours) => self.clock.advance(Duration::from_hours(hours)),
            Act::KeepUp => self.keep_up().await,
        }
    }

    async fn check(&self, user: UserId) {
        let now = self.user(user).await;
        for meeting in self.meetings(user).await {
            let planned = meeting.state == MeetingState::Planned;
            assert_eq!(
                self.admits(meeting.conference_id).await,
                now.dial_in_enabled && meeting.conference_id.is_some()
            );
            assert!(
                !(planned && now.dial_in_enabled) || meeting.conference_id.is_some(),
                "{meeting:?} {now:?}"
            );
        }
        assert!(!now.conference_id_kept || now.conference_id.is_some());
        let open = self.periods(user).await.into_iter().filter(|(_, ended)| ended.is_none());
        assert_eq!(
            open.map(|(id, _)| Some(id)).collect::<Vec<_>>(),
            Vec::from_iter(now.conference_id.map(Some))
        );
        for (event, id) in self.waiting(user).await {
            assert_eq!(id, now.conference_id, "{event:?}");
        }
    }
}
