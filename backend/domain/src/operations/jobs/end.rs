//! The end of a job.

use shared::{AuditAction, AuditDetail, JobError, JobState};

use crate::{JobRecord, OperationContext, Result, StoreError, Transaction};

/// What a job is and how far it has come, for the audit log.
pub(super) const fn summary(job: &JobRecord) -> AuditDetail {
    AuditDetail::Job { job: job.id, work: job.work, counts: job.counts }
}

/// Writes a job down that a worker has moved on, under its next version.
pub(super) async fn save(transaction: &mut dyn Transaction, mut job: JobRecord) -> Result<JobRecord> {
    let expected = job.version;
    job.version = expected.next();
    if transaction.update_job(&job, expected).await? { Ok(job) } else { Err(StoreError::Conflict.into()) }
}

/// The job comes to its end.
pub(super) async fn finish(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    job: JobRecord,
    error: Option<JobError>,
) -> Result<JobRecord> {
    let (state, action) = match error {
        None => (JobState::Done, AuditAction::JobDone),
        Some(_) => (JobState::Failed, AuditAction::JobFailed),
    };
    let job = JobRecord { state, error, due_at: None, lease: None, finished_at: Some(context.now), ..job };
    let job = save(transaction, job).await?;
    context.audit(transaction, action, None, Some(summary(&job))).await?;
    Ok(job)
}
