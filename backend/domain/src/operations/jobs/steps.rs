//! The steps of a job, one after the other.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use shared::{JobRowReason, ProblemKind, Timestamp};

use super::rows::JobItem;
use super::run::JobRunner;
use super::step::{Claim, Manner, Stepped};
use crate::operations::meetings::busy;
use crate::{Error, JobRecord, Result, StoreError};

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

impl StoreError {
    /// Whether the same may succeed later.
    pub(super) const fn may_pass(&self) -> bool {
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
pub(super) struct Trouble {
    pub(super) count: u32,
}

impl Trouble {
    pub(super) fn next_wait(&mut self) -> Duration {
        let wait = TROUBLE_FIRST * 2_u32.saturating_pow(self.count);
        self.count += 1;
        wait
    }
}

/// The steps of one job.
pub(super) struct Steps<'r> {
    runner: &'r JobRunner,
    job: &'r JobRecord,
    claim: Claim,
    /// How many turns are over.
    done: u64,
    /// Whether a turn was put off since the turns were read: then there are more than this worker knows of.
    has_put_off: bool,
}

/// What comes next.
enum Next {
    /// These rows; none if all are done.
    Rows(Vec<JobItem>),
    /// Nothing before this moment.
    NotBefore(Timestamp),
}

impl<'r> Steps<'r> {
    /// The steps of a job of which so many turns are over.
    pub(super) const fn of(runner: &'r JobRunner, job: &'r JobRecord, claim: Claim, done: u64) -> Self {
        Self { runner, job, claim, done, has_put_off: false }
    }

    /// Does the rows that are not done yet.
    pub(super) async fn run<P: Future<Output = ()>>(
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
            let began = self.runner.now();
            let step: Arc<[JobItem]> = match next(waiting.iter().take(wanted), began) {
                Next::Rows(rows) => self.with_meetings(rows, began).await?.into(),
                // Who was put off by this worker may come before.
                Next::NotBefore(_) if self.has_put_off => return self.wait_until(began).await,
                Next::NotBefore(moment) => return self.wait_until(moment).await,
            };
            self.has_put_off |= step.iter().any(|row| row.put_off_until().is_some());
            let stepped = match self.step(&step, Manner::Properly).await {
                Err(error) if is_of_the_rows(&error) && step.len() > 1 => {
                    tracing::warn!(job = %self.job.id, %error, "rows of a job are done one by one");
                    alone = step.len();
                    continue;
                }
                Err(error) if is_of_the_rows(&error) && step.len() == 1 => {
                    self.step(&step, Manner::AsFailed(self.why_failed(&error))).await?
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

    /// The rows, with until when their users are in planned meetings, where that matters. It is looked up before the step,
    /// because it may take longer than a transaction should; a meeting that is planned meanwhile does not begin at once.
    async fn with_meetings(&self, rows: Vec<JobItem>, now: Timestamp) -> Result<Vec<JobItem>> {
        if !rows.iter().any(|row| row.turn().is_some()) {
            return Ok(rows);
        }
        let look_up = self.runner.application.in_snapshot(move |read| {
            Box::pin(async move {
                let mut looked_up = Vec::with_capacity(rows.len());
                for row in rows {
                    looked_up.push(match row.turn() {
                        Some(turn) => {
                            let busy = busy(read, turn.user, now).await?;
                            row.with_busy(busy)
                        }
                        None => row,
                    });
                }
                Ok(looked_up)
            })
        });
        look_up.await
    }

    async fn wait_until(&self, moment: Timestamp) -> Result<()> {
        let (claim, actor) = (self.claim, self.job.actor.clone());
        let wait = self.runner.application.in_transaction_as(actor, move |transaction, _| {
            Box::pin(async move { claim.wait_until(transaction, moment).await })
        });
        wait.await
    }

    /// What is written down of a row that could not be done.
    fn why_failed(&self, error: &Error) -> JobRowReason {
        if matches!(error, Error::Problem(ProblemKind::ConferenceIdsExhausted)) {
            return JobRowReason::NotReset;
        }
        tracing::error!(job = %self.job.id, row = self.done + 1, %error, "a row of a job failed");
        JobRowReason::Internal
    }

    async fn step(&self, items: &Arc<[JobItem]>, manner: Manner) -> Result<Stepped> {
        let (claim, done, items) = (self.claim, self.done, Arc::clone(items));
        let actor = self.job.actor.clone();
        let step = self.runner.application.in_transaction_as(actor, move |transaction, context| {
            let (items, manner) = (items.clone(), manner.clone());
            Box::pin(async move { claim.step(transaction, context, done, &items, &manner).await })
        });
        step.await
    }
}

/// The rows whose time has come.
fn next<'i>(waiting: impl Iterator<Item = &'i JobItem>, now: Timestamp) -> Next {
    let mut rows = Vec::new();
    for item in waiting {
        match item.turn().and_then(|turn| turn.not_before) {
            Some(not_before) if not_before > now && rows.is_empty() => {
                return Next::NotBefore(not_before);
            }
            Some(not_before) if not_before > now => break,
            Some(_) | None => rows.push(item.clone()),
        }
    }
    Next::Rows(rows)
}

/// Whether it is the rows that cannot be done, and not the store that is in trouble.
const fn is_of_the_rows(error: &Error) -> bool {
    match error {
        Error::Problem(_) => true,
        Error::Store(error) => !error.may_pass(),
    }
}
