//! Running jobs in the browser.

use std::time::Duration;

use domain::operations::jobs::JobRunner;
use futures::channel::oneshot;
use gloo_timers::callback::Timeout;

use wasm_bindgen_futures::spawn_local;

use super::DEMO;

/// Between two steps: long enough to see that something is being done, and to pause it.
const PAUSE_MILLISECONDS: u32 = 40;

const LOOK_MILLISECONDS: u32 = 60_000;

/// Runs the jobs that are due, unless they are being run already.
pub(super) async fn run() {
    while let Some(runner) = begin().await {
        // Nothing in memory fails; and if it did, the job would wait for the next ring.
        let _ = runner.run_due(pause, || false).await;
        DEMO.with_borrow_mut(|demo| {
            if let Some(demo) = demo {
                demo.runs_jobs = false;
            }
        });
        // What was started meanwhile has rung in vain.
    }
    look_again().await;
}

/// Looks again when the next scheduled job is due, but within a minute: a browser's long timers do not count while the
/// computer sleeps.
async fn look_again() {
    let Some(runner) = DEMO.with_borrow(|demo| demo.as_ref().map(|demo| demo.jobs.clone())) else { return };
    let Ok(Some(due)) = runner.next_due().await else { return };
    let wait = u32::try_from(due.since(runner.now()).as_millis()).unwrap_or(u32::MAX);
    DEMO.with_borrow_mut(|demo| {
        if let Some(demo) = demo {
            let wait = wait.clamp(PAUSE_MILLISECONDS, LOOK_MILLISECONDS);
            demo.next_job = Some(Timeout::new(wait, || spawn_local(run())));
        }
    });
}

/// Takes the turn if something is due. Only looking rings no bell.
async fn begin() -> Option<JobRunner> {
    let runner = DEMO.with_borrow(|demo| demo.as_ref().map(|demo| demo.jobs.clone()))?;
    runner.next_due().await.ok().flatten().filter(|due| *due <= runner.now())?;
    DEMO.with_borrow_mut(|demo| {
        let demo = demo.as_mut().filter(|demo| !demo.runs_jobs)?;
        demo.runs_jobs = true;
        Some(runner)
    })
}

async fn pause(wait: Duration) {
    let wait = u32::try_from(wait.as_millis()).unwrap_or(u32::MAX).max(PAUSE_MILLISECONDS);
    let (sender, over) = oneshot::channel();
    let timeout = Timeout::new(wait, move || {
        // Nobody waits any more when the demo is started over.
        let _ = sender.send(());
    });
    let _ = over.await;
    drop(timeout);
}
