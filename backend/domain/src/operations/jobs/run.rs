//! Running a job: step after step, until it is done or somebody else says otherwise.

use std::sync::Arc;
use std::time::Duration;

use shared::{JobError, Timestamp, UsersAct};

use super::rows::JobItem;
use super::source::Source;
use super::step::Claim;
use super::steps::{Steps, Trouble};
use super::turns::Turn;
use super::users::{UserItem, UserManner};
use crate::operations::imports::parse;
use crate::{Actor, Application, Error, JobRecord, Result};

/// For how long a worker has a job after each step. When it is killed, another one goes on after that.
pub const JOB_LEASE: Duration = Duration::from_mins(1);
/// After so many failures in a row the job is left to whoever takes it next.
const TROUBLES_MAX: u32 = 8;
/// A job that was taken so often without getting any further stops: perhaps it is what ends the process.
const ATTEMPTS_MAX: u32 = 5;
/// Runs jobs. It has no timer and starts no threads, so that it works in a browser too: whoever runs it says how to wait.
#[derive(Clone)]
pub struct JobRunner {
    pub(super) application: Application,
}

impl JobRunner {
    /// Runs the jobs of these operations.
    pub const fn new(application: Application) -> Self {
        Self { application }
    }

    /// The moment now.
    pub fn now(&self) -> Timestamp {
        self.application.now()
    }

    /// When the next job is due; it may be in the past.
    ///
    /// # Errors
    ///
    /// Only when the store fails.
    pub async fn next_due(&self) -> Result<Option<Timestamp>> {
        self.application.look_up(|read| Box::pin(async move { Ok(read.next_job_due().await?) })).await
    }

    /// Takes the job that has been due for longest, if there is one.
    ///
    /// # Errors
    ///
    /// Only when the store fails.
    pub async fn claim(&self) -> Result<Option<JobRecord>> {
        let claim = self.application.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move {
                let (now, lease) = (context.now, context.new_uuid());
                Ok(transaction.claim_due_job(now, now.after(JOB_LEASE), lease).await?)
            })
        });
        claim.await
    }

    /// Takes jobs that were left by a process that was killed. Only for a store that no other process works on.
    ///
    /// # Errors
    ///
    /// Only when the store fails.
    pub async fn reclaim_abandoned(&self) -> Result<()> {
        let end = self.application.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move { Ok(transaction.end_job_leases(context.now).await?) })
        });
        end.await
    }

    /// Runs what is due until nothing is.
    ///
    /// # Errors
    ///
    /// When the store fails for longer than a job waits for it.
    pub async fn run_due<P: Future<Output = ()>>(
        &self,
        pause: impl Fn(Duration) -> P,
        is_stopping: impl Fn() -> bool,
    ) -> Result<()> {
        while !is_stopping()
            && let Some(job) = self.claim().await?
        {
            self.run(job, &pause, &is_stopping).await?;
        }
        Ok(())
    }

    /// Runs a job that was claimed, until it is over, or paused, or somebody else has it. Between two steps it waits as
    /// `pause` does, and gives the job back when the process stops.
    ///
    /// # Errors
    ///
    /// When the store fails for longer than the job waits for it. Then it is due again later.
    pub async fn run<P: Future<Output = ()>>(
        &self,
        job: JobRecord,
        pause: impl Fn(Duration) -> P,
        is_stopping: impl Fn() -> bool,
    ) -> Result<()> {
        let Some(lease) = job.lease else { return Ok(()) };
        let claim = Claim { job: job.id, lease };
        let mut trouble = Trouble::default();
        let ended = loop {
            let ended = self.attempt(&job, claim, &mut trouble, &pause, &is_stopping).await;
            match ended {
                Err(Error::Store(error)) if error.may_pass() && trouble.count < TROUBLES_MAX => {
                    tracing::warn!(job = %job.id, %error, "a step of a job is tried again");
                    pause(trouble.next_wait()).await;
                }
                ended => break ended,
            }
        };
        let wait = match &ended {
            Ok(()) => Duration::ZERO,
            Err(_) => JOB_LEASE,
        };
        // A job that is over or lost is not touched by this.
        let given_back =
            self.application.in_transaction_as(job.actor.clone(), move |transaction, context| {
                Box::pin(async move { claim.give_back(transaction, context, wait).await })
            });
        ended.and(given_back.await)
    }

    /// Runs the job until it is out of hand, the process stops, or the store fails.
    async fn attempt<P: Future<Output = ()>>(
        &self,
        job: &JobRecord,
        claim: Claim,
        trouble: &mut Trouble,
        pause: &impl Fn(Duration) -> P,
        is_stopping: &impl Fn() -> bool,
    ) -> Result<()> {
        if job.attempts > ATTEMPTS_MAX {
            return self.fail(job, claim, JobError::Interrupted).await;
        }
        // Where it is now: an attempt before may have moved it on.
        let id = job.id;
        let read = self.application.look_up(move |read| Box::pin(async move { Ok(read.job(id).await?) }));
        let Some(now) = read.await? else { return Ok(()) };
        if now.counts.total.is_none()
            && let Some(error) = self.find_rows(&now, claim).await?
        {
            return self.fail(job, claim, error).await;
        }
        let steps = Steps::of(self, job, claim, now.turns());
        match self.source(job).await? {
            Source::Missing(error) => self.fail(job, claim, error).await,
            Source::Users(items) => steps.run(items.into_iter(), trouble, pause, is_stopping).await,
            Source::File(text, manner, missing) => match parse(&text) {
                Ok(rows) => {
                    let disabling = Arc::new(UserManner {
                        act: UsersAct::Disable,
                        send_email: manner.options.send_email,
                        number: None,
                        reason: None,
                        asked_at: job.created_at,
                        respects_meetings: false,
                    });
                    let turn = |user| Turn { user, not_before: None };
                    let disabled = |user| JobItem::Act(UserItem::of(turn(user), &disabling));
                    let rows = rows.map(|row| JobItem::Import(Box::new(row), manner));
                    let items = rows.chain(missing.into_iter().map(disabled));
                    steps.run(items, trouble, pause, is_stopping).await
                }
                Err(_) => self.fail(job, claim, JobError::SourceGone).await,
            },
        }
    }

    async fn fail(&self, job: &JobRecord, claim: Claim, error: JobError) -> Result<()> {
        let fail = self.application.in_transaction_as(job.actor.clone(), move |transaction, context| {
            Box::pin(async move { claim.fail(transaction, context, error).await })
        });
        fail.await
    }
}
