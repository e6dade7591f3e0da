//! What is counted on days agrees with what the history says, whatever was done in whatever order.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod support;

use std::time::Duration;

use konfid_domain::operations::conference_ids::{reset_conference_id, undo_reset};
use konfid_domain::operations::statistics::{count_days, show_statistics};
use konfid_domain::operations::users::{disable_user, remove_user};
use konfid_domain::{Actor, Error};
use proptest::prelude::*;
use shared::{
    Assignment, AssignmentCause, Day, DayReport, IdOwner, ProblemKind, ResetConferenceIdRequest,
    StatisticsRequest, UserActionRequest, UserId,
};
use support::World;

const DAYS: u32 = 20;

#[derive(Clone, Copy, Debug)]
enum Act {
    Enable,
    Disable,
    Reset,
    Undo,
    Remove,
    Wait(u64),
    /// What the server does every hour.
    CountDays,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::Enable),
        1 => Just(Act::Disable),
        4 => Just(Act::Reset),
        1 => Just(Act::Undo),
        1 => Just(Act::Remove),
        4 => (1_u64..40).prop_map(Act::Wait),
        2 => Just(Act::CountDays),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn days_are_counted_as_the_history_tells_them(
        seed: u64,
        acts in prop::collection::vec((0_usize..3, act()), 1..60),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let world = World::new(seed);
            let mut users = Vec::new();
            let mut everybody = Vec::new();
            for name in ["anna", "bo", "cia"] {
                users.push(world.add_user(name).await.id);
            }
            everybody.extend(users.clone());
            for (index, act) in acts {
                world.clock.advance(Duration::from_secs(1));
                world.act(users[index], act).await;
                if matches!(act, Act::Remove) {
                    users[index] = world.add_user(["anna", "bo", "cia"][index]).await.id;
                    everybody.push(users[index]);
                }
                assert_eq!(world.statistics().await, world.recount(&everybody).await);
            }
        });
    }
}

impl World {
    async fn act(&self, user: UserId, act: Act) {
        let done = match act {
            Act::Enable => self.enable(user, Some(false)).await.map(drop),
            Act::Wait(hours) => {
                self.clock.advance(Duration::from_hours(hours));
                return;
            }
            Act::Disable | Act::Reset | Act::Undo | Act::Remove | Act::CountDays => {
                self.application
                    .in_transaction_as(Actor::CommandLine, move |transaction, context| {
                        Box::pin(async move {
                            let before = transaction.user(user).await?.ok_or(ProblemKind::NotFound)?;
                            match act {
                                Act::Disable => {
                                    disable_user(
                                        transaction,
                                        context,
                                        user,
                                        None,
                                        UserActionRequest::default(),
                                    )
                                    .await?;
                                }
                                Act::Reset => {
                                    let request = ResetConferenceIdRequest::default();
                                    let seen = before.version;
                                    reset_conference_id(transaction, context, user, seen, &request).await?;
                                }
                                Act::Undo => {
                                    undo_reset(transaction, context, user, None, None).await?;
                                }
                                Act::Remove => {
                                    remove_user(transaction, context, user, before.version, None).await?;
                                }
                                Act::CountDays => while count_days(transaction, context).await? {},
                                Act::Enable | Act::Wait(_) => {}
                            }
                            Ok(())
                        })
                    })
                    .await
            }
        };
        match done {
            Ok(()) | Err(Error::Problem(ProblemKind::DialInNotEnabled | ProblemKind::NothingToUndo)) => {}
            Err(error) => panic!("{act:?}: {error}"),
        }
    }

    async fn statistics(&self) -> Vec<DayReport> {
        let now = self.application.now();
        let request = StatisticsRequest { days: Some(DAYS) };
        let read = self
            .application
            .in_snapshot(move |read| Box::pin(async move { show_statistics(read, now, request).await }));
        read.await.unwrap().days
    }

    /// The same, from the periods in which IDs belonged to users.
    async fn recount(&self, users: &[UserId]) -> Vec<DayReport> {
        let mut periods: Vec<Assignment> = Vec::new();
        for user in users {
            let owner = IdOwner::User(*user);
            let read = self.application.in_snapshot(move |read| {
                Box::pin(async move { Ok(read.assignments_of_owner(owner).await?) })
            });
            periods.extend(read.await.unwrap());
        }
        let today = Day::of(self.application.now());
        let days = (0..DAYS).rev().map(|ago| today.minus(ago));
        let on = |day| {
            let is_reset = |period: &&Assignment| {
                period.ended == Some(AssignmentCause::Reset) && period.to.map(Day::of) == Some(day)
            };
            let holds = |period: &&Assignment| {
                Day::of(period.from) <= day && period.to.is_none_or(|to| Day::of(to) > day)
            };
            let count = |periods: usize| u64::try_from(periods).unwrap();
            DayReport {
                day,
                resets: count(periods.iter().filter(is_reset).count()),
                enabled_users: count(periods.iter().filter(holds).count()),
            }
        };
        days.map(on).collect()
    }
}
