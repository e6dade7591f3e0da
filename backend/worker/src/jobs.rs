//! The worker that runs jobs.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use domain::operations::jobs::JobRunner;
use domain::{Application, JobRecord, Result};
use shared::Timestamp;
use tokio::time::sleep;

use crate::{DueWork, Pace, Worker, WorkerBell};

/// One job at a time: two would only take turns, and leave less room for everybody else.
const PACE: Pace =
    Pace { parallel: 1, batch: None, longest_sleep: Duration::from_secs(30), grace: Duration::from_secs(20) };

/// The worker: takes the job that is due and does it step by step.
///
/// Nothing is lost when the process is killed: the job goes on with the next row when its lease has ended. One that stops
/// in order gives the job back at once.
pub struct JobWorker {
    worker: Worker<DueJobs>,
}

impl JobWorker {
    /// A worker on these operations, woken by a bell.
    pub fn new(application: Application, bell: WorkerBell) -> Self {
        let jobs = DueJobs { runner: JobRunner::new(application), stopping: Arc::default() };
        Self { worker: Worker::new(jobs, bell, PACE) }
    }

    /// Works until `stop` is ready; then ends the step in hand and gives the job back.
    pub async fn run(self, stop: impl Future<Output = ()> + Send) {
        self.worker.run(stop).await;
    }
}

/// The jobs that are due.
struct DueJobs {
    runner: JobRunner,
    stopping: Arc<AtomicBool>,
}

#[async_trait]
impl DueWork for DueJobs {
    type Item = JobRecord;

    const NAME: &'static str = "jobs";

    fn now(&self) -> Timestamp {
        self.runner.now()
    }

    async fn next_due(&self) -> Result<Option<Timestamp>> {
        self.runner.next_due().await
    }

    async fn claim(&self, _: u32) -> Result<Vec<JobRecord>> {
        Ok(self.runner.claim().await?.into_iter().collect())
    }

    async fn carry_out(&self, job: JobRecord) {
        let id = job.id;
        let ended = self.runner.run(job, sleep, || self.stopping.load(Ordering::Relaxed)).await;
        if let Err(error) = ended {
            tracing::warn!(job = %id, %error, "a job was interrupted; it goes on later");
        }
    }

    async fn give_back(&self, _: Vec<JobRecord>) -> Result<()> {
        // None ever waits for its turn.
        Ok(())
    }

    fn stopping(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }
}
