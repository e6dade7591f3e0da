//! Running a job: step after step, until it is done or somebody else says otherwise.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use shared::{JobError, JobWork, Timestamp, UserFilter, UserId, UserSort};

use super::rows::{JobItem, USERS_IN_A_PIECE, read_users};
use super::step::{Claim, Manner, Stepped};
use crate::operations::imports::parse;
use crate::operations::users::user_query;
use crate::store::sort_key;
use crate::{Actor, Application, Error, JobRecord, Result, StoreError, UserPosition};

/// For how long a worker has a job after each step. When it is killed, another one goes on after that.
pub const JOB_LEASE: Duration = Duration::from_mins(1);
/// How many rows a step does at most, and at first.
const ROWS_MAX: usize = 50;
const ROWS_FIRST: usize = 10;
/// A step should not take longer than this: whoever resets an ID meanwhile waits for it. What counts is the whole of it,
/// with the waiting for the disk.
const STEP_MAX: Duration = Duration::from_millis(12);
/// Between two steps others have the store for themselves: as long as the step took, within these bounds.
const PAUSE_MIN: Duration = Duration::from_millis(1);
const PAUSE_MAX: Duration = Duration::from_millis(100);
/// The wait after the first failure of the store; each one more doubles it.
const TROUBLE_FIRST: Duration = Duration::from_millis(100);
/// After so many failures in a row the job is left to whoever takes it next.
const TROUBLES_MAX: u32 = 8;
/// A job that was taken so often without getting any further stops: perhaps it is what ends the process.
const ATTEMPTS_MAX: u32 = 5;
/// How many users of a filter are read at a time.
const USERS_READ: u32 = 1_000;

/// Runs jobs. It has no timer and starts no threads, so that it works in a browser too: whoever runs it says how to wait.
#[derive(Clone)]
pub struct JobRunner {
    application: Application,
}

/// What a job works on.
enum Source {
    /// A file, and how its rows are imported.
    File(String, shared::ImportOptions),
    Users(Vec<UserId>, Option<bool>),
    /// It cannot be had.
    Missing(JobError),
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
            && let Some(filter) = now.filter.clone()
            && let Some(error) = self.find_users(job, claim, filter).await?
        {
            return self.fail(job, claim, error).await;
        }
        let steps = Steps { runner: self, job, claim, done: now.counts.done() };
        match self.source(job).await? {
            Source::Missing(error) => self.fail(job, claim, error).await,
            Source::Users(users, send_email) => {
                let items = users.into_iter().map(|user| JobItem::Enable(user, send_email));
                steps.run(items, trouble, pause, is_stopping).await
            }
            Source::File(text, options) => match parse(&text) {
                Ok(rows) => {
                    let items = rows.map(|row| JobItem::Import(Box::new(row), options));
                    steps.run(items, trouble, pause, is_stopping).await
                }
                Err(_) => self.fail(job, claim, JobError::SourceGone).await,
            },
        }
    }

    /// Reads what the job works on.
    async fn source(&self, job: &JobRecord) -> Result<Source> {
        let (work, id) = (job.work, job.id);
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move {
                Ok(match work {
                    JobWork::ImportUsers { import, options } => match read.import(import).await? {
                        None => Source::Missing(JobError::SourceGone),
                        Some(_) => Source::File(read.pieces(import.uuid()).await?.concat(), options),
                    },
                    JobWork::EnableUsers { send_email } => {
                        let pieces = read.pieces(id.uuid()).await?;
                        let users: Option<Vec<_>> = pieces.iter().map(|piece| read_users(piece)).collect();
                        let total = read.job(id).await?.and_then(|job| job.counts.total).unwrap_or_default();
                        match users {
                            None => Source::Missing(JobError::SelectionUnusable),
                            Some(users) => {
                                let mut users = users.concat();
                                users.truncate(usize::try_from(total).unwrap_or(usize::MAX));
                                Source::Users(users, send_email)
                            }
                        }
                    }
                })
            })
        });
        read.await
    }

    /// Finds the users that the job's filter means, and keeps them: from then on they are its rows.
    async fn find_users(
        &self,
        job: &JobRecord,
        claim: Claim,
        filter: UserFilter,
    ) -> Result<Option<JobError>> {
        let Ok(mut query) = user_query(&filter, UserSort::default(), USERS_READ) else {
            return Ok(Some(JobError::SelectionUnusable));
        };
        let read = self.application.in_snapshot(move |read| {
            Box::pin(async move {
                let mut found = Vec::new();
                loop {
                    let users = read.users(&query).await?;
                    found.extend(users.iter().map(|user| user.id));
                    match users.last() {
                        Some(last) if users.len() == USERS_READ as usize => {
                            query.after =
                                Some(UserPosition { key: sort_key(last, query.sort), user: last.id });
                        }
                        _ => return Ok(found),
                    }
                }
            })
        });
        let users = read.await?;
        for (number, piece) in (0..).zip(users.chunks(USERS_IN_A_PIECE)) {
            let piece: Arc<[UserId]> = piece.into();
            let keep = self.application.in_transaction_as(job.actor.clone(), move |transaction, context| {
                Box::pin(async move { claim.keep_users(transaction, context.now, number, &piece).await })
            });
            if !keep.await? {
                return Ok(None);
            }
        }
        let total = users.len() as u64;
        let set = self.application.in_transaction_as(job.actor.clone(), move |transaction, context| {
            Box::pin(async move { claim.set_total(transaction, context, total).await })
        });
        set.await.map(|()| None)
    }

    async fn fail(&self, job: &JobRecord, claim: Claim, error: JobError) -> Result<()> {
        let fail = self.application.in_transaction_as(job.actor.clone(), move |transaction, context| {
            Box::pin(async move { claim.fail(transaction, context, error).await })
        });
        fail.await
    }
}

impl StoreError {
    /// Whether the same may succeed later.
    const fn may_pass(&self) -> bool {
        match self {
            Self::Conflict | Self::Busy | Self::OutcomeUnknown(_) | Self::TooSlow | Self::Unavailable(_) => {
                true
            }
            Self::AlreadyExists | Self::Broken(_) => false,
        }
    }
}

/// How often the store has failed in a row.
#[derive(Default)]
struct Trouble {
    count: u32,
}

impl Trouble {
    fn next_wait(&mut self) -> Duration {
        let wait = TROUBLE_FIRST * 2_u32.saturating_pow(self.count);
        self.count += 1;
        wait
    }
}

/// The steps of one job.
struct Steps<'r> {
    runner: &'r JobRunner,
    job: &'r JobRecord,
    claim: Claim,
    /// How many rows are done.
    done: u64,
}

impl Steps<'_> {
    /// Does the rows that are not done yet.
    async fn run<P: Future<Output = ()>>(
        mut self,
        items: impl Iterator<Item = JobItem>,
        trouble: &mut Trouble,
        pause: &impl Fn(Duration) -> P,
        is_stopping: &impl Fn() -> bool,
    ) -> Result<()> {
        let mut items = items.skip(usize::try_from(self.done).unwrap_or(usize::MAX));
        let mut waiting: VecDeque<JobItem> = VecDeque::new();
        let mut size = ROWS_FIRST;
        // So many rows are done one by one, because together they broke.
        let mut alone = 0_usize;
        // At least one step, so that a job gets further however seldom somebody has time for it.
        loop {
            let wanted = if alone > 0 { 1 } else { size };
            waiting.extend(items.by_ref().take(wanted.saturating_sub(waiting.len())));
            let step: Arc<[JobItem]> = waiting.iter().take(wanted).cloned().collect();
            let began = self.runner.now();
            let stepped = match self.step(&step, Manner::Properly).await {
                Err(error) if is_of_the_rows(&error) && step.len() > 1 => {
                    tracing::warn!(job = %self.job.id, %error, "rows of a job are done one by one");
                    alone = step.len();
                    continue;
                }
                Err(error) if is_of_the_rows(&error) && step.len() == 1 => {
                    tracing::error!(job = %self.job.id, row = self.done + 1, %error, "a row of a job failed");
                    self.step(&step, Manner::AsFailed).await?
                }
                stepped => stepped?,
            };
            trouble.count = 0;
            let Stepped::On(done) = stepped else { return Ok(()) };
            let moved = done.saturating_sub(self.done);
            let moved = usize::try_from(moved).unwrap_or(usize::MAX);
            self.done = done;
            let known = moved.min(waiting.len());
            waiting.drain(..known);
            // Nobody else moves it on while this worker has it; were it so, their rows are not done again.
            items.by_ref().take(moved - known).for_each(drop);
            alone = alone.saturating_sub(moved);
            let took = self.runner.now().since(began);
            size = if took > STEP_MAX { size / 2 } else { size + size / 2 }.clamp(ROWS_FIRST / 2, ROWS_MAX);
            pause(took.clamp(PAUSE_MIN, PAUSE_MAX)).await;
            if is_stopping() {
                return Ok(());
            }
        }
    }

    async fn step(&self, items: &Arc<[JobItem]>, manner: Manner) -> Result<Stepped> {
        let (claim, done, items) = (self.claim, self.done, Arc::clone(items));
        let actor = self.job.actor.clone();
        let step = self.runner.application.in_transaction_as(actor, move |transaction, context| {
            Box::pin(async move { claim.step(transaction, context, done, &items, manner).await })
        });
        step.await
    }
}

/// Whether it is the rows that cannot be done, and not the store that is in trouble.
const fn is_of_the_rows(error: &Error) -> bool {
    match error {
        Error::Problem(_) => true,
        Error::Store(error) => !error.may_pass(),
    }
}
