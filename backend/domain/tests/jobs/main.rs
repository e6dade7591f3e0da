//! Whatever stops a job and whoever runs it, each of its rows is done once.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod schedule;
#[path = "../support/mod.rs"]
mod support;
mod world;

use std::cell::RefCell;
use std::fmt::Write as _;
use std::time::Duration;

use futures::future::{join, ready};
use konfid_domain::operations::imports::preview_import;
use konfid_domain::operations::jobs::{JOB_LEASE, JobRunner, act_on_job, start_acting, start_import};
use konfid_domain::operations::upkeep::{keep_up, tidy_jobs};
use konfid_domain::{Actor, JobRecord, JobRowQuery, JobRowRecord};
use proptest::prelude::*;
use shared::{
    ActOnUsersRequest, ImportOptions, JobAct, JobId, JobOutcome, JobState, Language, UserFilter,
    UserSelection, UsersAct,
};
use support::World;
use tokio::task::yield_now;

/// What happens between two steps, or instead of the next.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// Nothing.
    Nothing,
    Pause,
    Resume,
    Cancel,
    /// The worker is killed: its future is dropped.
    Kill,
    /// Its lease ends.
    LoseLease,
    /// The process stops in order.
    Stop,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => Just(Event::Nothing),
        2 => Just(Event::Pause),
        2 => Just(Event::Resume),
        1 => Just(Event::Cancel),
        3 => Just(Event::Kill),
        3 => Just(Event::LoseLease),
        2 => Just(Event::Stop),
    ]
}

async fn act(world: &World, job: JobId, act: JobAct) {
    let done = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { act_on_job(transaction, context, job, act, Language::En).await })
    });
    // One that is over refuses.
    let _ = done.await;
}

async fn look(world: &World, job: JobId) -> (JobRecord, Vec<JobRowRecord>) {
    let read = world.application.in_snapshot(move |read| {
        Box::pin(async move {
            let query = JobRowQuery { job, outcome: None, after: 0, limit: 10_000 };
            Ok((read.job(job).await?.unwrap(), read.job_rows(&query).await?))
        })
    });
    read.await.unwrap()
}

/// The rows are the first ones, in their order, once each, and the counts are theirs.
fn agrees(job: &JobRecord, rows: &[JobRowRecord]) {
    let numbers: Vec<u64> = rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, (1..=job.counts.done()).collect::<Vec<_>>());
    for outcome in JobOutcome::ALL {
        let count = rows.iter().filter(|row| row.outcome == outcome).count() as u64;
        assert_eq!(job.counts.of(outcome), count, "{outcome:?}");
    }
    let ids = rows.iter().filter(|row| row.enabled).count() as u64;
    assert_eq!(job.counts.conference_ids, ids);
}

/// Runs what is due, with an event between two steps, and lets others go on there too.
async fn run(world: &World, job: JobId, events: &RefCell<Vec<Event>>) {
    let (killed, stopped) = (RefCell::new(false), RefCell::new(false));
    let runner = JobRunner::new(world.application.clone());
    let between = |_: Duration| {
        let event = events.borrow_mut().pop().unwrap_or(Event::Nothing);
        let (killed, stopped) = (&killed, &stopped);
        async move {
            yield_now().await;
            match event {
                Event::Nothing => {}
                Event::Pause => act(world, job, JobAct::Pause).await,
                Event::Resume => act(world, job, JobAct::Resume).await,
                Event::Cancel => act(world, job, JobAct::Cancel).await,
                Event::LoseLease => world.clock.advance(JOB_LEASE + Duration::from_secs(1)),
                Event::Stop => *stopped.borrow_mut() = true,
                Event::Kill => {
                    *killed.borrow_mut() = true;
                    std::future::pending::<()>().await;
                }
            }
        }
    };
    let kill = async {
        while !*killed.borrow() {
            yield_now().await;
        }
    };
    tokio::select! {
        ended = runner.run_due(between, || *stopped.borrow()) => ended.unwrap(),
        () = kill => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn each_row_is_done_once(
        seed: u64,
        rows in 1_usize..70,
        work in work(),
        workers in 1_usize..3,
        events in prop::collection::vec(event(), 0..40),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let world = World::new(seed);
            let job = match work {
                None => import(&world, rows).await,
                Some(act) => self::act_on(&world, act, rows).await,
            };
            let events = RefCell::new(events);
            let mut rounds = 0;
            loop {
                if workers == 2 {
                    join(run(&world, job, &events), run(&world, job, &events)).await;
                } else {
                    run(&world, job, &events).await;
                }
                let (record, done) = look(&world, job).await;
                agrees(&record, &done);
                match record.state {
                    JobState::Done | JobState::Cancelled => break,
                    JobState::Paused | JobState::Failed => act(&world, job, JobAct::Resume).await,
                    // Whoever had it was killed.
                    JobState::Scheduled | JobState::Queued | JobState::Running => {
                        world.clock.advance(JOB_LEASE + Duration::from_secs(1));
                    }
                }
                rounds += 1;
                assert!(rounds < 100, "it comes to an end");
            }
            let (record, done) = look(&world, job).await;
            if record.state == JobState::Done {
                assert_eq!(record.counts.done(), rows as u64);
            }
            match work {
                None | Some(UsersAct::Enable) => world.check_enabled(&record, &done).await,
                Some(
                    UsersAct::Reset
                    | UsersAct::Disable
                    | UsersAct::SendConferenceInfo
                    | UsersAct::ResetPin
                    | UsersAct::MakeStatic
                    | UsersAct::MakeDynamic
                    | UsersAct::FollowOrganisation
                    | UsersAct::ChangeNumber,
                ) => {
                    world.check_acted_on(&record, &done, rows as u64).await;
                }
            }
        });
    }
}

/// An import, or what is done to many users.
fn work() -> impl Strategy<Value = Option<UsersAct>> {
    // Static and dynamic conference IDs have tests of their own, and so has the change of a number.
    let has_tests = |act: &UsersAct| act.conference_id_type().is_some() || *act == UsersAct::ChangeNumber;
    let acts = UsersAct::ALL.into_iter().filter(|act| !has_tests(act));
    let acts: Vec<UsersAct> = acts.collect();
    prop_oneof![1 => Just(None), 4 => prop::sample::select(acts).prop_map(Some)]
}

/// A job that imports and enables so many users.
async fn import(world: &World, rows: usize) -> JobId {
    let mut file = String::from("Display name,User principal name,Mail\n");
    for number in 0..rows {
        writeln!(file, "User {number},user{number}@contoso.example,user{number}@contoso.example").unwrap();
    }
    let options = ImportOptions { enable: true, send_email: Some(true), full_directory: false };
    let import =
        preview_import(&world.application, Actor::CommandLine, file, None, options).await.unwrap().id;
    let start = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move {
            start_import(transaction, context, import, shared::ApplyImportRequest::default()).await
        })
    });
    start.await.unwrap().id
}

/// A job that enables so many users.
async fn enable(world: &World, rows: usize) -> JobId {
    act_on(world, UsersAct::Enable, rows).await
}

/// A job that does this to so many users whom it concerns.
async fn act_on(world: &World, act: UsersAct, rows: usize) -> JobId {
    for number in 0..rows {
        let user = world.add_user(&format!("user{number}")).await;
        if act != UsersAct::Enable {
            world.enable(user.id, Some(false)).await.unwrap();
        }
    }
    let selection = UserSelection::Matching(UserFilter::default());
    let request = ActOnUsersRequest { send_email: Some(true), ..ActOnUsersRequest::new(act, selection) };
    let start = world.application.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { start_acting(transaction, context, &request).await })
    });
    start.await.unwrap().id
}

#[tokio::test]
async fn a_job_that_never_gets_any_further_stops() {
    let world = World::new(1);
    let job = enable(&world, 3).await;
    let runner = JobRunner::new(world.application.clone());
    // Each process dies before its first step.
    for _ in 0..5 {
        assert!(runner.claim().await.unwrap().is_some());
        world.clock.advance(JOB_LEASE + Duration::from_secs(1));
    }
    runner.run_due(|_| ready(()), || false).await.unwrap();
    let (failed, _) = look(&world, job).await;
    assert_eq!((failed.state, failed.error), (JobState::Failed, Some(shared::JobError::Interrupted)));
    act(&world, job, JobAct::Resume).await;
    runner.run_due(|_| ready(()), || false).await.unwrap();
    assert_eq!(look(&world, job).await.0.state, JobState::Done);
}

#[tokio::test]
async fn a_worker_that_has_lost_its_lease_changes_nothing() {
    let world = World::new(1);
    let job = enable(&world, 30).await;
    let runner = JobRunner::new(world.application.clone());
    let lost = runner.claim().await.unwrap().unwrap();
    runner.reclaim_abandoned().await.unwrap();
    let held = runner.claim().await.unwrap().unwrap();
    runner.run(lost, |_| ready(()), || false).await.unwrap();
    let (after, rows) = look(&world, job).await;
    assert_eq!((after, rows.len()), (held.clone(), 0), "neither a row, nor the lease of another");
    assert_eq!(world.enabled().await, 0);
    runner.run(held, |_| ready(()), || false).await.unwrap();
    assert_eq!(look(&world, job).await.0.state, JobState::Done);
}

#[tokio::test]
async fn who_is_enabled_before_their_turn_stays_as_they_are() {
    let world = World::new(1);
    let job = enable(&world, 30).await;
    let runner = JobRunner::new(world.application.clone());
    let last = world.add_user("zoe").await.id;
    let meanwhile = RefCell::new(true);
    let users = world.users().await;
    let between = |_| {
        let (world, users) = (&world, &users);
        let is_first = meanwhile.replace(false);
        async move {
            if is_first {
                for user in users {
                    world.enable(*user, Some(false)).await.unwrap();
                }
            }
        }
    };
    runner.run_due(between, || false).await.unwrap();
    let (done, rows) = look(&world, job).await;
    agrees(&done, &rows);
    assert!(done.counts.enabled > 0 && done.counts.unchanged > 0, "{done:?}");
    assert_eq!(done.counts.done(), 31, "who was there when the job began is in it");
    assert_eq!((world.periods(last).await, world.enabled().await), (1, 31));
}

#[tokio::test]
async fn a_file_is_kept_for_as_long_as_its_job_can_need_it() {
    let world = World::new(1);
    let job = import(&world, 3).await;
    act(&world, job, JobAct::Pause).await;
    let tidy = || async {
        let tidied = world.application.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move {
                keep_up(transaction, context).await?;
                while tidy_jobs(transaction, context).await? {}
                Ok(())
            })
        });
        tidied.await.unwrap();
    };
    world.clock.advance(Duration::from_hours(24 * 30));
    tidy().await;
    act(&world, job, JobAct::Resume).await;
    JobRunner::new(world.application.clone()).run_due(|_| ready(()), || false).await.unwrap();
    let (done, _) = look(&world, job).await;
    assert_eq!((done.state, done.counts.new), (JobState::Done, 3));
    tidy().await;
    let import = done.import().unwrap();
    let read = world.application.in_snapshot(move |read| {
        Box::pin(async move { Ok((read.import(import).await?, read.pieces(import.uuid()).await?)) })
    });
    assert_eq!(read.await.unwrap(), (None, vec![]), "now nobody needs it");
    // They are counted from its end.
    world.clock.advance(Duration::from_hours(24 * 90) + Duration::from_secs(1));
    tidy().await;
    let read = world.application.in_snapshot(move |read| Box::pin(async move { Ok(read.job(job).await?) }));
    assert_eq!(read.await.unwrap(), None);
}

#[tokio::test]
async fn who_got_a_new_id_after_the_job_began_keeps_it() {
    let world = World::new(1);
    let job = act_on(&world, UsersAct::Reset, 30).await;
    world.clock.advance(Duration::from_secs(1));
    let runner = JobRunner::new(world.application.clone());
    let meanwhile = RefCell::new(true);
    let users = world.users().await;
    let between = |_| {
        let (world, users) = (&world, &users);
        let is_first = meanwhile.replace(false);
        async move {
            for user in users.iter().filter(|_| is_first) {
                world.reset(*user).await;
            }
        }
    };
    runner.run_due(between, || false).await.unwrap();
    let (done, rows) = look(&world, job).await;
    agrees(&done, &rows);
    assert!(done.counts.reset > 0 && done.counts.unchanged > 0, "{done:?}");
    for row in rows {
        // By hand, and those of the first step by the job before.
        let resets = 1 + usize::from(row.outcome == JobOutcome::Reset);
        assert_eq!(world.periods(row.user.unwrap()).await, 1 + resets);
    }
}
