//! Jobs that begin later: at their moment, and never during a planned meeting of a user.

use std::cell::RefCell;
use std::time::Duration;

use futures::future::ready;
use konfid_domain::operations::jobs::{
    JOB_LEASE, JobRunner, act_on_job, list_scheduled_jobs, reschedule_job, start_acting,
};
use konfid_domain::operations::meetings::create_meeting;
use konfid_domain::{Actor, Error, JobRecord, NewMeeting};
use proptest::prelude::*;
use shared::{
    ActOnUsersRequest, CreateMeetingRequest, Fault, IdOwner, Job, JobAct, JobId, JobOutcome, JobRowReason,
    JobState, Language, MeetingSchedule, ProblemKind, RescheduleJobRequest, Timestamp, UserFilter, UserId,
    UserSelection, UsersAct,
};

use crate::support::World;
use crate::{Event, agrees, look, run};

const MINUTE: Duration = Duration::from_mins(1);

impl World {
    fn now(&self) -> Timestamp {
        self.application.now()
    }

    async fn enabled_users(&self, count: usize) -> Vec<UserId> {
        let mut users = Vec::new();
        for number in 0..count {
            let user = self.add_user(&format!("user{number}")).await;
            self.enable(user.id, Some(false)).await.unwrap();
            users.push(user.id);
        }
        users
    }

    /// A reset of these users, so many minutes from now.
    async fn schedule(&self, selection: UserSelection, minutes: u32) -> konfid_domain::Result<JobId> {
        let request = ActOnUsersRequest {
            start_at: Some(self.now().after(MINUTE * minutes)),
            reason: Some("every quarter".into()),
            ..ActOnUsersRequest::new(UsersAct::Reset, selection)
        };
        let start = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let request = request.clone();
            Box::pin(async move { start_acting(transaction, context, &request).await })
        });
        start.await.map(|job| job.id)
    }

    async fn reschedule(&self, job: JobId, start_at: Option<Timestamp>) -> konfid_domain::Result<Job> {
        let request = RescheduleJobRequest { start_at };
        let reschedule =
            self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
                Box::pin(
                    async move { reschedule_job(transaction, context, job, request, Language::En).await },
                )
            });
        reschedule.await
    }

    async fn act(&self, job: JobId, act: JobAct) -> Job {
        let done = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            Box::pin(async move { act_on_job(transaction, context, job, act, Language::En).await })
        });
        done.await.unwrap()
    }

    /// Plans a meeting that begins so many minutes after 06:00 in universal time on the first day.
    async fn meet(&self, organizer: UserId, begins: u32, minutes: u32, recurrence: Option<&str>) {
        let clock = |minutes: u32| {
            let (day, hour, minute) = (24 + minutes / 1_440, minutes / 60 % 24, minutes % 60);
            format!("2026-11-{day:02}T{hour:02}:{minute:02}:00")
        };
        let schedule = MeetingSchedule {
            start: clock(6 * 60 + begins),
            end: clock(6 * 60 + begins + minutes),
            time_zone: "Etc/UTC".into(),
            recurrence: recurrence.map(Into::into),
        };
        let request = CreateMeetingRequest { organizer: None, subject: "Budget".into(), schedule };
        let meeting = NewMeeting::check(&request).unwrap();
        let plan = self.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let meeting = meeting.clone();
            Box::pin(
                async move { create_meeting(transaction, context, organizer, meeting, Language::En).await },
            )
        });
        plan.await.unwrap();
    }

    async fn run_due(&self) {
        JobRunner::new(self.application.clone()).run_due(|_| ready(()), || false).await.unwrap();
    }

    /// When the user's latest ID began.
    async fn latest_id_since(&self, user: UserId) -> Timestamp {
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move { Ok(read.assignments_of_owner(IdOwner::User(user)).await?) })
        });
        read.await.unwrap().iter().map(|assignment| assignment.from).max().unwrap()
    }

    async fn scheduled_for(&self, user: UserId) -> Vec<JobId> {
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move { list_scheduled_jobs(read, user, Language::En).await })
        });
        read.await.unwrap().into_iter().map(|job| job.id).collect()
    }
}

fn everybody() -> UserSelection {
    UserSelection::Matching(UserFilter::default())
}

fn state_and_due(job: &JobRecord) -> (JobState, Option<Timestamp>) {
    (job.state, job.due_at)
}

#[tokio::test]
async fn a_scheduled_job_begins_at_its_moment() {
    let world = World::new(1);
    let users = world.enabled_users(3).await;
    let job = world.schedule(everybody(), 90).await.unwrap();
    let moment = world.now().after(MINUTE * 90);
    assert_eq!(state_and_due(&look(&world, job).await.0), (JobState::Scheduled, Some(moment)));
    world.run_due().await;
    world.clock.advance(MINUTE * 89);
    world.run_due().await;
    assert_eq!(look(&world, job).await.0.counts.done(), 0, "it is not time");
    // Whoever is there when it begins is in it.
    let late = world.add_user("zoe").await.id;
    world.clock.advance(MINUTE);
    world.run_due().await;
    let (done, rows) = look(&world, job).await;
    agrees(&done, &rows);
    assert_eq!((done.state, done.counts.reset, done.reason), (JobState::Done, 3, None));
    assert_eq!(world.periods(late).await, 0, "the act concerns who is enabled");
    for user in users {
        let read = world.application.in_snapshot(move |read| {
            Box::pin(async move { Ok(read.assignments_of_owner(IdOwner::User(user)).await?) })
        });
        let ended = read.await.unwrap().into_iter().find_map(|assignment| assignment.reason);
        assert_eq!(ended.as_deref(), Some("every quarter"), "the history says why");
    }
}

#[tokio::test]
async fn a_scheduled_job_can_be_moved_paused_and_called_off() {
    let world = World::new(1);
    world.enabled_users(2).await;
    let job = world.schedule(everybody(), 60).await.unwrap();
    let later = world.now().after(MINUTE * 120);
    assert_eq!(world.reschedule(job, Some(later)).await.unwrap().start_at, Some(later));
    let version = look(&world, job).await.0.version;
    assert_eq!(world.reschedule(job, Some(later)).await.unwrap().version, version, "twice is once");
    world.clock.advance(MINUTE * 61);
    world.run_due().await;
    assert_eq!(look(&world, job).await.0.counts.done(), 0, "the earlier moment is forgotten");

    world.act(job, JobAct::Pause).await;
    let resumed = world.act(job, JobAct::Resume).await;
    assert_eq!((resumed.state, resumed.start_at), (JobState::Scheduled, Some(later)));
    world.act(job, JobAct::Pause).await;
    world.clock.advance(MINUTE * 120);
    world.run_due().await;
    assert_eq!(look(&world, job).await.0.state, JobState::Paused, "nobody runs it");
    assert_eq!(world.reschedule(job, None).await.unwrap().state, JobState::Queued);
    world.run_due().await;
    assert_eq!(look(&world, job).await.0.counts.reset, 2);
    let over = world.reschedule(job, None).await;
    assert!(matches!(over, Err(Error::Problem(ProblemKind::JobOver))), "{over:?}");

    let cancelled = world.schedule(everybody(), 60).await.unwrap();
    let cancelled = world.act(cancelled, JobAct::Cancel).await;
    assert_eq!((cancelled.state, cancelled.reason), (JobState::Cancelled, None));
    world.clock.advance(MINUTE * 120);
    world.run_due().await;
    assert_eq!(look(&world, cancelled.id).await.0.counts.done(), 0);
    assert_eq!(world.scheduled_for(world.users().await[0]).await, []);
}

#[tokio::test]
async fn a_moment_must_be_ahead_and_not_too_far() {
    let world = World::new(1);
    world.enabled_users(1).await;
    let request = |start_at, reason: Option<String>| ActOnUsersRequest {
        start_at: Some(start_at),
        reason,
        ..ActOnUsersRequest::new(UsersAct::Reset, everybody())
    };
    let day = Duration::from_hours(24);
    let now = world.now();
    for (wrong, fault) in [
        (request(now.before(MINUTE * 3), None), Fault::MomentOver),
        (request(now.after(day * 367), None), Fault::MoreDaysAheadThan(366)),
        (request(now.after(day), Some("x".repeat(501))), Fault::LongerThan(500)),
    ] {
        let start = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
            let wrong = wrong.clone();
            Box::pin(async move { start_acting(transaction, context, &wrong).await })
        });
        let Err(Error::Problem(ProblemKind::InvalidFields(faults))) = start.await else {
            panic!("it is refused")
        };
        assert_eq!(faults[0].fault, fault);
    }
    let at_once = world.schedule(everybody(), 0).await.unwrap();
    world.run_due().await;
    assert_eq!(look(&world, at_once).await.0.counts.reset, 1);
}

#[tokio::test]
async fn nobody_is_reset_during_a_planned_meeting() {
    let world = World::new(1);
    let users = world.enabled_users(4).await;
    // The job begins at 06:30. One is in a meeting, one in two that follow each other, one in a series, one is free.
    world.meet(users[0], 15, 30, None).await;
    world.meet(users[1], 33, 20, None).await;
    world.meet(users[1], 57, 10, None).await;
    world.meet(users[2], 10, 60, Some("FREQ=DAILY;COUNT=5")).await;
    world.clock.advance(Duration::from_hours(24));
    world.meet(users[0], 1_440 + 15, 30, None).await;
    world.meet(users[1], 1_440 + 33, 20, None).await;
    world.meet(users[1], 1_440 + 57, 10, None).await;
    let begins = world.now();
    let job = world.schedule(everybody(), 30).await.unwrap();
    for user in &users {
        assert_eq!(world.scheduled_for(*user).await, [job]);
    }
    world.clock.advance(MINUTE * 30);
    world.run_due().await;
    let (waiting, rows) = look(&world, job).await;
    agrees(&waiting, &rows);
    assert_eq!((waiting.counts.reset, waiting.counts.total, waiting.put_off), (1, Some(4), 3));
    assert_eq!(state_and_due(&waiting), (JobState::Scheduled, Some(begins.after(MINUTE * 50))));
    assert_eq!((rows[0].user, rows[0].reason.clone()), (Some(users[3]), None));
    assert_eq!(world.scheduled_for(users[0]).await, [job], "it still is to come");
    assert_eq!(world.scheduled_for(users[3]).await, [], "and is done");
    let begun = world.reschedule(job, None).await;
    assert!(matches!(begun, Err(Error::Problem(ProblemKind::JobNotScheduled))), "{begun:?}");

    // A minute after each of the meetings.
    for (minutes, done) in [(20, 2), (22, 3), (3, 4)] {
        world.clock.advance(MINUTE * minutes);
        world.run_due().await;
        assert_eq!(look(&world, job).await.0.counts.reset, done, "after {minutes} minutes more");
    }
    let (done, rows) = look(&world, job).await;
    agrees(&done, &rows);
    assert_eq!((done.state, done.counts.reset), (JobState::Done, 4));
    let order: Vec<_> = rows.iter().filter_map(|row| row.user).collect();
    assert_eq!(order, [users[3], users[0], users[1], users[2]]);
    assert!(rows[1..].iter().all(|row| row.reason == Some(JobRowReason::AfterMeeting)));
}

#[tokio::test]
async fn whoever_is_always_in_meetings_is_left_out() {
    let world = World::new(1);
    let users = world.enabled_users(2).await;
    world.meet(users[0], 0, 24 * 60, Some("FREQ=DAILY")).await;
    let job = world.schedule(everybody(), 60).await.unwrap();
    world.clock.advance(MINUTE * 60);
    world.run_due().await;
    let (done, rows) = look(&world, job).await;
    agrees(&done, &rows);
    assert_eq!((done.state, done.counts.reset, done.counts.refused), (JobState::Done, 1, 1));
    let left = rows.iter().find(|row| row.user == Some(users[0])).unwrap();
    assert_eq!(left.reason, Some(JobRowReason::AlwaysInMeetings));
    assert_eq!(world.periods(users[0]).await, 1);
    // Whoever wants it now gets it now.
    let request = ActOnUsersRequest::new(UsersAct::Reset, UserSelection::Ids(vec![users[0]]));
    let start = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        let request = request.clone();
        Box::pin(async move { start_acting(transaction, context, &request).await })
    });
    start.await.unwrap();
    world.run_due().await;
    assert_eq!(world.periods(users[0]).await, 2);
}

#[tokio::test]
async fn what_is_scheduled_is_found_by_user() {
    let world = World::new(1);
    let users = world.enabled_users(3).await;
    let of_two = world.schedule(UserSelection::Ids(users[..2].to_vec()), 120).await.unwrap();
    let filter = UserFilter { q: Some("user1".into()), ..UserFilter::default() };
    let of_a_filter = world.schedule(UserSelection::Matching(filter), 60).await.unwrap();
    assert_eq!(world.scheduled_for(users[0]).await, [of_two]);
    assert_eq!(world.scheduled_for(users[1]).await, [of_a_filter, of_two], "the earlier one first");
    assert_eq!(world.scheduled_for(users[2]).await, []);
    world.clock.advance(MINUTE * 60);
    world.run_due().await;
    assert_eq!(world.scheduled_for(users[1]).await, [of_two]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn whatever_happens_each_is_reset_once_and_in_no_meeting(
        seed: u64,
        meetings in prop::collection::vec((0_usize..8, 60_u32..600, 5_u32..120), 0..24),
        events in prop::collection::vec(
            prop_oneof![
                4 => Just(Event::Nothing),
                2 => Just(Event::Kill),
                2 => Just(Event::LoseLease),
                1 => Just(Event::Stop),
                1 => Just(Event::Pause),
            ],
            0..30,
        ),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let world = World::new(seed);
            let first = world.now();
            let users = world.enabled_users(8).await;
            for (user, begins, minutes) in &meetings {
                world.meet(users[*user], *begins, *minutes, None).await;
            }
            let job = world.schedule(everybody(), 60).await.unwrap();
            let events = RefCell::new(events);
            let mut rounds = 0;
            loop {
                run(&world, job, &events).await;
                let (record, rows) = look(&world, job).await;
                agrees(&record, &rows);
                match record.state {
                    JobState::Done => break,
                    JobState::Paused => {
                        world.act(job, JobAct::Resume).await;
                    }
                    JobState::Scheduled => {
                        let due = record.due_at.unwrap();
                        world.clock.advance(due.since(world.now()));
                    }
                    JobState::Queued | JobState::Running => {
                        world.clock.advance(JOB_LEASE + Duration::from_secs(1));
                    }
                    JobState::Cancelled | JobState::Failed => panic!("{record:?}"),
                }
                rounds += 1;
                assert!(rounds < 200, "it comes to an end");
            }
            let (record, rows) = look(&world, job).await;
            assert_eq!((record.counts.reset, record.counts.done()), (8, 8));
            assert!(rows.iter().all(|row| row.outcome == JobOutcome::Reset));
            for user in users {
                assert_eq!(world.periods(user).await, 2);
            }
            for (user, begins, minutes) in meetings {
                let user = world.users().await[user];
                let moment = world.latest_id_since(user).await.since(first).as_secs() / 60;
                let (begins, ends) = (u64::from(begins), u64::from(begins + minutes));
                assert!(moment < begins || moment >= ends, "{moment} is between {begins} and {ends}");
            }
        });
    }
}
