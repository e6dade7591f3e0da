//! Jobs, what became of their rows, and long texts in pieces.

use futures::future::join;
use shared::{
    Import, ImportChange, ImportId, ImportOptions, ImportRefusal, JobAct, JobCounts, JobError, JobId,
    JobOutcome, JobRowReason, JobState, JobWork, Language, UserFilter, UserId, Version,
};

use super::fixture::{identifier, is_already_exists, second};
use super::overlapping::overlapping;
use crate::operations::jobs::act_on_job;
use crate::{Actor, Application, JobRecord, JobRowQuery, JobRowRecord, Result};

/// A job that has been due since this second.
pub(super) fn job(due: u64) -> JobRecord {
    JobRecord {
        id: JobId::from_uuid(identifier()),
        version: Version::FIRST,
        state: JobState::Queued,
        due_at: Some(second(due)),
        lease: None,
        attempts: 0,
        work: JobWork::ActOnUsers { act: shared::UsersAct::Reset, send_email: Some(false), number: None },
        filter: Some(UserFilter { q: Some("Åsa".into()), ..UserFilter::default() }),
        reason: Some("an audit".into()),
        counts: JobCounts { total: Some(9), new: 1, ..JobCounts::default() },
        put_off: 3,
        actor: Actor::CommandLine,
        starts_at: Some(second(due)),
        created_at: second(due),
        finished_at: None,
        error: None,
    }
}

fn row(number: u64, outcome: JobOutcome) -> JobRowRecord {
    JobRowRecord {
        number,
        line: Some(number + 1),
        outcome,
        enabled: number.is_multiple_of(2),
        user: None,
        display_name: format!("Åsa {number}"),
        user_principal_name: "asa@contoso.example".into(),
        changes: vec![ImportChange { field: "displayName".into(), before: "\"".into(), after: "å".into() }],
        reason: Some(JobRowReason::Row(ImportRefusal::DuplicatePrincipalName { line: 3 })),
    }
}

async fn insert(application: &Application, jobs: &[JobRecord]) {
    let jobs = jobs.to_vec();
    let insert = application.in_transaction(move |transaction| {
        Box::pin(async move {
            for job in &jobs {
                transaction.insert_job(job).await?;
            }
            Ok(())
        })
    });
    insert.await.expect("jobs can be added");
}

async fn claim(application: &Application) -> Result<Option<JobRecord>> {
    let claim = application.in_transaction(|transaction| {
        Box::pin(async move { Ok(transaction.claim_due_job(second(10), second(70), identifier()).await?) })
    });
    claim.await
}

async fn get(application: &Application, id: JobId) -> Option<JobRecord> {
    let read = application.in_snapshot(move |read| Box::pin(async move { Ok(read.job(id).await?) }));
    read.await.expect("a job can be read")
}

/// A job comes back whole, and is changed only by who has seen its version.
pub async fn jobs_are_kept_and_listed_newest_first(application: Application) {
    let (older, newer) = (job(1), job(2));
    insert(&application, &[older.clone(), newer.clone()]).await;
    let mut last = older.clone();
    for state in JobState::ALL {
        let after = JobRecord {
            version: last.version.next(),
            state,
            due_at: None,
            lease: Some(identifier()),
            attempts: 3,
            filter: None,
            reason: None,
            put_off: 4,
            starts_at: None,
            counts: JobCounts { total: None, failed: 7, conference_ids: 2, ..JobCounts::default() },
            finished_at: Some(second(5)),
            error: Some(JobError::Interrupted),
            ..last.clone()
        };
        let (expected, update) = (last.version, after.clone());
        let changed = application.in_transaction(move |transaction| {
            Box::pin(async move {
                let stale = transaction.update_job(&update, Version(99)).await?;
                Ok((stale, transaction.update_job(&update, expected).await?))
            })
        });
        assert_eq!(changed.await.expect("a job can be changed"), (false, true));
        assert_eq!(get(&application, older.id).await, Some(after.clone()));
        last = after;
    }
    let (older, newer) = (older.id, newer.id);
    let read = application.in_snapshot(move |read| {
        Box::pin(async move {
            let ids = |jobs: Vec<JobRecord>| jobs.into_iter().map(|job| job.id).collect::<Vec<_>>();
            Ok([
                ids(read.jobs(None, 10).await?),
                ids(read.jobs(None, 1).await?),
                ids(read.jobs(Some(newer), 10).await?),
                ids(read.jobs(Some(older), 10).await?),
            ])
        })
    });
    let lists = read.await.expect("jobs can be listed");
    assert_eq!(lists, [vec![newer, older], vec![newer], vec![older], vec![]]);
}

/// The job that has been due for longest is taken, with a lease; when that ends, it is due again.
pub async fn due_jobs_are_claimed_with_a_lease(application: Application) {
    let (later, sooner, future) = (job(6), job(5), job(11));
    insert(&application, &[later.clone(), sooner.clone(), future]).await;
    let next = || async {
        let read = application.in_snapshot(|read| Box::pin(async move { Ok(read.next_job_due().await?) }));
        read.await.expect("it can be read")
    };
    assert_eq!(next().await, Some(second(5)));
    let first = claim(&application).await.expect("it can be claimed").expect("one is due");
    assert_eq!(
        (first.id, first.state, first.due_at, first.attempts, first.version),
        (sooner.id, JobState::Running, Some(second(70)), 1, Version(2))
    );
    assert!(first.lease.is_some());
    assert_eq!(get(&application, sooner.id).await.as_ref(), Some(&first));
    let other = claim(&application).await.expect("it can be claimed").expect("another is due");
    assert_eq!(other.id, later.id);
    assert_eq!(claim(&application).await.expect("it can be asked"), None);
    assert_eq!(next().await, Some(second(11)));
    let end = application.in_transaction(|transaction| {
        Box::pin(async move { Ok(transaction.end_job_leases(second(9)).await?) })
    });
    end.await.expect("leases can be ended");
    let again = claim(&application).await.expect("it can be claimed").expect("both are due again");
    assert_eq!((again.attempts, again.lease == first.lease), (2, false));
}

/// Rows come back whole and in their order, and are there once.
pub async fn job_rows_are_kept_and_filtered(application: Application) {
    let (one, other) = (job(1), job(2));
    insert(&application, &[one.clone(), other.clone()]).await;
    let rows: Vec<JobRowRecord> =
        (1..=6).map(|number| row(number, JobOutcome::ALL[(number % 2) as usize])).collect();
    let append = |job: JobId, rows: Vec<JobRowRecord>| {
        application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.append_job_rows(job, &rows).await?) })
        })
    };
    append(one.id, rows.clone()).await.expect("rows can be added");
    append(other.id, vec![row(1, JobOutcome::Failed)]).await.expect("another job has rows of its own");
    assert!(is_already_exists(&append(one.id, vec![row(6, JobOutcome::New)]).await));
    let read = |outcome, after, limit| {
        let query = JobRowQuery { job: one.id, outcome, after, limit };
        application.in_snapshot(move |read| Box::pin(async move { Ok(read.job_rows(&query).await?) }))
    };
    assert_eq!(read(None, 0, 100).await.expect("rows can be read"), rows);
    assert_eq!(read(None, 2, 2).await.expect("rows can be read"), rows[2..4]);
    let odd = read(Some(JobOutcome::Changed), 1, 100).await.expect("rows can be read");
    assert_eq!(odd.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 5]);
}

/// Jobs that wait are found by a user in their pieces; those without pieces may concern anybody.
pub async fn waiting_jobs_are_found_by_user(application: Application) {
    let in_state = |state| JobRecord { state, due_at: None, ..job(1) };
    let scheduled = in_state(JobState::Scheduled);
    let [paused, of_another, open] =
        [JobState::Paused, JobState::Scheduled, JobState::Scheduled].map(in_state);
    let begun =
        JobState::ALL.into_iter().filter(|state| !matches!(state, JobState::Scheduled | JobState::Paused));
    let begun: Vec<_> = begun.map(in_state).collect();
    let waiting = [scheduled.clone(), paused.clone(), of_another.clone(), open.clone()];
    insert(&application, &[&waiting[..], &begun].concat()).await;
    let (user, other) = (UserId::from_uuid(identifier()), UserId::from_uuid(identifier()));
    let check = application.in_transaction(move |transaction| {
        let (scheduled, paused, of_another, open) = (scheduled.id, paused.id, of_another.id, open.id);
        Box::pin(async move {
            let line = |user: UserId| user.uuid().simple().to_string();
            let (both, others) = (format!("{}\n{} 17", line(other), line(user)), line(other));
            transaction.put_piece(scheduled.uuid(), 0, second(1), &others).await?;
            transaction.put_piece(scheduled.uuid(), 7, second(1), &both).await?;
            transaction.put_piece(paused.uuid(), 0, second(1), &line(user)).await?;
            transaction.put_piece(of_another.uuid(), 0, second(1), &others).await?;
            let found = transaction.waiting_jobs(user, 10).await?;
            let found: Vec<_> = found.into_iter().map(|job| job.id).collect();
            assert_eq!(found, [open, paused, scheduled]);
            assert_eq!(transaction.waiting_jobs(user, 1).await?.len(), 1);
            assert_eq!(transaction.waiting_jobs(other, 10).await?.len(), 3);
            Ok(())
        })
    });
    check.await.expect("jobs can be found");
}

/// Old jobs go with their rows, a part at a time; those that go on by themselves stay.
pub async fn old_jobs_are_removed_in_parts(application: Application) {
    let over = JobRecord { state: JobState::Done, due_at: None, ..job(1) };
    // Scheduled long ago for long after, and done only now.
    let ended_late = JobRecord { finished_at: Some(second(9)), ..over.clone() };
    let ended_late = JobRecord { id: job(1).id, ..ended_late };
    let (active, recent) = (job(1), JobRecord { due_at: None, ..job(8) });
    insert(&application, &[over.clone(), ended_late.clone(), active.clone(), recent.clone()]).await;
    let check = application.in_transaction(move |transaction| {
        let (over, active, recent) = (over.clone(), active.clone(), recent.clone());
        let ended_late = ended_late.id;
        Box::pin(async move {
            let rows: Vec<_> = (1..=5).map(|number| row(number, JobOutcome::New)).collect();
            transaction.append_job_rows(over.id, &rows).await?;
            let mut parts = 0;
            while transaction.delete_jobs_before(second(8), 2).await? {
                parts += 1;
                assert!(parts < 10, "it comes to an end");
            }
            assert!(parts >= 3, "no part is larger than it may be");
            assert_eq!(transaction.job(over.id).await?, None);
            assert!(transaction.job(ended_late).await?.is_some());
            assert!(transaction.job(active.id).await?.is_some());
            assert!(transaction.job(recent.id).await?.is_some());
            let query = JobRowQuery { job: over.id, outcome: None, after: 0, limit: 10 };
            assert_eq!(transaction.job_rows(&query).await?, []);
            Ok(())
        })
    });
    check.await.expect("jobs can be removed");
}

/// Pieces come back in their order, and only those go that are old and belong to nothing.
pub async fn pieces_are_kept_in_order_and_tidied(application: Application) {
    let (of_a_job, of_an_import, nobodys) = (job(1), ImportId::from_uuid(identifier()), identifier());
    insert(&application, std::slice::from_ref(&of_a_job)).await;
    let job = of_a_job.id.uuid();
    let import = Import {
        id: of_an_import,
        options: ImportOptions::default(),
        counts: shared::ImportCounts::default(),
        created_at: second(1),
        job: None,
    };
    let check = application.in_transaction(move |transaction| {
        let import = import.clone();
        Box::pin(async move {
            transaction.insert_import(&import).await?;
            for owner in [job, import.id.uuid(), nobodys] {
                transaction.put_piece(owner, 1, second(1), "å\n\"").await?;
                transaction.put_piece(owner, 0, second(1), "first").await?;
                transaction.put_piece(owner, 10, second(1), "last").await?;
            }
            transaction.put_piece(job, 0, second(1), "again").await?;
            assert_eq!(transaction.pieces(job).await?, ["again", "å\n\"", "last"]);
            assert_eq!(transaction.delete_stray_pieces(second(1), 10).await?, 0, "they are not old");
            assert_eq!(transaction.delete_stray_pieces(second(2), 2).await?, 2);
            assert_eq!(transaction.delete_stray_pieces(second(2), 2).await?, 1);
            assert_eq!(transaction.pieces(nobodys).await?, [""; 0]);
            assert_eq!(transaction.pieces(import.id.uuid()).await?.len(), 3);
            transaction.delete_imports_before(second(2)).await?;
            assert_eq!(transaction.delete_stray_pieces(second(2), 10).await?, 3);
            assert_eq!(transaction.pieces(job).await?.len(), 3);
            Ok(())
        })
    });
    check.await.expect("pieces can be kept");
}

/// A job is taken by one of two workers.
pub async fn a_due_job_is_claimed_by_one(application: Application) {
    insert(&application, &[job(1)]).await;
    let at_once = overlapping(&application, 2);
    let (one, other) = join(claim(&at_once), claim(&at_once)).await;
    let claimed = [one.expect("one can ask"), other.expect("so can the other")];
    assert_eq!(claimed.iter().flatten().count(), 1, "one of them has it");
}

/// A job that is paused while a worker takes it is paused, and nobody has it.
pub async fn a_pause_and_a_claim_agree(application: Application) {
    let waiting = job(1);
    insert(&application, std::slice::from_ref(&waiting)).await;
    let at_once = overlapping(&application, 2);
    let id = waiting.id;
    let pause = at_once.in_transaction_as(Actor::CommandLine, move |transaction, context| {
        Box::pin(async move { act_on_job(transaction, context, id, JobAct::Pause, Language::En).await })
    });
    let (paused, claimed) = join(pause, claim(&at_once)).await;
    assert_eq!(paused.expect("a job can be paused").state, JobState::Paused);
    claimed.expect("it can be asked");
    let after = get(&application, id).await.expect("it is there");
    assert_eq!((after.state, after.due_at, after.lease), (JobState::Paused, None, None));
}
