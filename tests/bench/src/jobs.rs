//! Resets while a large import runs: nobody should wait for it.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use domain::operations::imports::preview_import;
use domain::operations::jobs::{show_job, start_import};
use domain::{Actor, Application};
use shared::{ImportOptions, Job, JobId, JobState, Language, Settings, User};
use store_sql::SqliteStore;
use worker::{JobWorker, WorkerBell};

use crate::figures::{Disk, lines, percentile, rate};
use crate::resets::{SystemClock, SystemEntropy, make_users, reset};

const CLIENTS: usize = 8;
const ROWS: usize = 50_000;
const ALONE: Duration = Duration::from_secs(5);
/// How often somebody looks how far the import has come.
const LOOK_EVERY: Duration = Duration::from_millis(100);

pub(crate) async fn measure(disk: Disk) -> Result<()> {
    let folder = tempfile::tempdir_in(std::env::current_dir()?)?;
    let store =
        SqliteStore::open(&folder.path().join("bench.db"), &Settings::initial("conference.example.com"))?;
    let bell = WorkerBell::new();
    let application = Application::new(
        Arc::new(store),
        Arc::new(SystemClock),
        Arc::new(SystemEntropy),
        Arc::new(bell.clone()),
    );
    let users = make_users(&application, 0..crate::resets::USERS).await?;
    let is_over = AtomicBool::new(false);
    let alone = async {
        tokio::time::sleep(ALONE).await;
        is_over.store(true, Ordering::Relaxed);
        anyhow::Ok(())
    };
    let ((users, times), ()) = tokio::try_join!(resets(&application, users, &is_over), alone)?;
    print("alone", times, ALONE, disk);

    let worker = tokio::spawn(JobWorker::new(application.clone(), bell).run(pending()));
    is_over.store(false, Ordering::Relaxed);
    let began = Instant::now();
    let imported = async {
        let job = import(&application).await;
        is_over.store(true, Ordering::Relaxed);
        job
    };
    let ((_, times), job) = tokio::try_join!(resets(&application, users, &is_over), imported)?;
    let took = began.elapsed();
    print("with an import", times, took, disk);
    println!(
        "{:>20}  {} rows imported and enabled in {:.1} s, {:.0}/s",
        "",
        job.counts.conference_ids,
        took.as_secs_f64(),
        rate(ROWS, took)
    );
    worker.abort();
    Ok(())
}

fn print(name: &str, mut times: Vec<Duration>, within: Duration, disk: Disk) {
    let per_second = rate(times.len(), within);
    let milliseconds = |share: f64, times: &mut [Duration]| percentile(times, share).as_secs_f64() * 1e3;
    println!(
        "{name:>20}  {per_second:>8.0}/s  {:>8}  median {:>6.2} ms  p99 {:>6.2} ms  longest {:>6.2} ms",
        disk.ratio(per_second),
        milliseconds(0.5, &mut times),
        milliseconds(0.99, &mut times),
        milliseconds(1.0, &mut times),
    );
}

/// Lets the clients reset users of their own, one after the other, until it is over.
async fn resets(
    application: &Application,
    users: Vec<User>,
    is_over: &AtomicBool,
) -> Result<(Vec<User>, Vec<Duration>)> {
    let shares = users.chunks(users.len() / CLIENTS).take(CLIENTS).map(<[User]>::to_vec);
    let clients = shares.map(|mut share| async move {
        let mut times = Vec::new();
        for place in (0..share.len()).cycle() {
            if is_over.load(Ordering::Relaxed) {
                break;
            }
            let began = Instant::now();
            share[place] = reset(application, share[place].clone()).await?;
            times.push(began.elapsed());
        }
        anyhow::Ok((share, times))
    });
    let (shares, times): (Vec<_>, Vec<_>) = futures::future::try_join_all(clients).await?.into_iter().unzip();
    Ok((shares.concat(), times.concat()))
}

/// Previews a file, imports and enables its users, and waits until that is done.
async fn import(application: &Application) -> Result<Job> {
    let rows = lines(0..ROWS, |number| {
        format!("Åsa Öberg {number},new{number}@contoso.example,new{number}@contoso.example\n")
    });
    let file = format!("Display name,User principal name,Mail\n{rows}");
    let options = ImportOptions { enable: true, send_email: Some(true), full_directory: false };
    let import = preview_import(application, Actor::System, file, None, options).await?.id;
    let start = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move {
            start_import(transaction, context, import, shared::ApplyImportRequest::default()).await
        })
    });
    let id: JobId = start.await?.id;
    loop {
        let look =
            application.look_up(move |read| Box::pin(async move { show_job(read, id, Language::En).await }));
        let job = look.await.context("the job cannot be read")?;
        match job.state {
            JobState::Done => return Ok(job),
            JobState::Queued | JobState::Running => tokio::time::sleep(LOOK_EVERY).await,
            JobState::Scheduled | JobState::Paused | JobState::Cancelled | JobState::Failed => {
                bail!("the job stopped: {job:?}")
            }
        }
    }
}
