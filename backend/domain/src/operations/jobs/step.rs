//! One step of a job: a short transaction that does a few rows.

use std::time::Duration;

use shared::{JobId, JobRowReason, JobState, Timestamp};
use uuid::Uuid;

use super::end::{finish, save};
use super::rows::JobItem;
use super::run::JOB_LEASE;
use super::turns::{keep_put_off, write_users};
use crate::{JobRecord, OperationContext, Result, Transaction, WithinJob};

/// A job that a worker has taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub(super) job: JobId,
    pub(super) lease: Uuid,
}

/// How a step ended.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stepped {
    /// The job goes on, and so many of its turns are over.
    On(u64),
    /// The job is over, or somebody else has it, or somebody paused it: this worker has nothing to do with it any more.
    Out,
}

/// How the rows of a step are done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    Properly,
    /// Doing them broke: they are only written down as failed, for this reason.
    AsFailed(JobRowReason),
}

impl Claim {
    /// The job, if this worker still has it: it runs, and under this lease. Whoever has lost it changes nothing.
    async fn held(&self, transaction: &mut dyn Transaction) -> Result<Option<JobRecord>> {
        let job = transaction.job(self.job).await?;
        Ok(job.filter(|job| job.state == JobState::Running && job.lease == Some(self.lease)))
    }

    /// Does the rows whose turns come after the first `done` ones. If the job has already come further, because the answer
    /// to the last step's commit was missing, it does nothing and says where the job is. Without rows the job is done, or
    /// goes on with those that were put off. A turn is put off where the user is in a planned meeting.
    pub(super) async fn step(
        &self,
        transaction: &mut dyn Transaction,
        context: &mut OperationContext,
        done: u64,
        items: &[JobItem],
        manner: &Manner,
    ) -> Result<Stepped> {
        let Some(mut job) = self.held(transaction).await? else { return Ok(Stepped::Out) };
        if job.turns() != done {
            return Ok(Stepped::On(job.turns()));
        }
        let mut rows = Vec::with_capacity(items.len());
        let mut put_off = Vec::new();
        context.within = Some(WithinJob { job: self.job, way: job.way() });
        for item in items {
            if let (Some(moment), Some(turn), Manner::Properly) = (item.put_off_until(), item.turn(), manner)
            {
                // Never before its own moment, whatever the clock says: see `kept_turns`.
                put_off.push((turn.user, turn.not_before.map_or(moment, |own| own.max(moment))));
                continue;
            }
            let number = job.counts.done() + 1;
            let row = match manner {
                Manner::Properly => item.carry_out(transaction, context, number).await?,
                Manner::AsFailed(reason) => item.failed(transaction, number, reason.clone()).await?,
            };
            job.counts.count(row.outcome, row.enabled);
            rows.push(row);
        }
        // What is said of the job itself is no part of it.
        context.within = None;
        transaction.append_job_rows(self.job, &rows).await?;
        if !put_off.is_empty() {
            keep_put_off(transaction, self.job, job.put_off, context.now, &put_off).await?;
            job.put_off += put_off.len() as u64;
        }
        job.attempts = 0;
        job.due_at = Some(context.now.after(JOB_LEASE));
        if items.is_empty() && job.put_off > 0 {
            // Whose turn was put off since the turns were read stands behind them.
            save(transaction, waiting(job, context.now)).await?;
            return Ok(Stepped::Out);
        }
        if items.is_empty() {
            job.counts.total = Some(job.counts.done());
        }
        if job.counts.total == Some(job.counts.done()) {
            finish(transaction, context, job, None).await?;
            return Ok(Stepped::Out);
        }
        Ok(Stepped::On(save(transaction, job).await?.turns()))
    }

    /// Leaves the job until this moment, when the next turn comes.
    pub(super) async fn wait_until(
        &self,
        transaction: &mut dyn Transaction,
        moment: Timestamp,
    ) -> Result<()> {
        if let Some(job) = self.held(transaction).await? {
            save(transaction, waiting(job, moment)).await?;
        }
        Ok(())
    }

    /// Keeps a piece of the users that the job's filter has found.
    pub(super) async fn keep_users(
        &self,
        transaction: &mut dyn Transaction,
        now: Timestamp,
        number: u32,
        users: &[shared::UserId],
    ) -> Result<bool> {
        if self.held(transaction).await?.is_none() {
            return Ok(false);
        }
        transaction.put_piece(self.job.uuid(), number, now, &write_users(users)).await?;
        Ok(true)
    }

    /// Notes how many users the job's filter has found: from now on they are its rows, whoever matches later.
    pub(super) async fn set_total(
        &self,
        transaction: &mut dyn Transaction,
        context: &OperationContext,
        total: u64,
    ) -> Result<()> {
        let Some(mut job) = self.held(transaction).await? else { return Ok(()) };
        job.counts.total = Some(total);
        job.filter = None;
        job.due_at = Some(context.now.after(JOB_LEASE));
        save(transaction, job).await.map(drop)
    }

    /// The job stops with this error.
    pub(super) async fn fail(
        &self,
        transaction: &mut dyn Transaction,
        context: &mut OperationContext,
        error: shared::JobError,
    ) -> Result<()> {
        if let Some(job) = self.held(transaction).await? {
            finish(transaction, context, job, Some(error)).await?;
        }
        Ok(())
    }

    /// Leaves the job to whoever takes it next, after a while.
    pub(super) async fn give_back(
        &self,
        transaction: &mut dyn Transaction,
        context: &OperationContext,
        wait: Duration,
    ) -> Result<()> {
        if let Some(job) = self.held(transaction).await? {
            let due_at = Some(context.now.after(wait));
            save(transaction, JobRecord { state: JobState::Queued, due_at, lease: None, ..job }).await?;
        }
        Ok(())
    }
}

/// A job that waits until a moment for its next turn.
fn waiting(job: JobRecord, until: Timestamp) -> JobRecord {
    JobRecord { state: JobState::Scheduled, due_at: Some(until), lease: None, attempts: 0, ..job }
}
