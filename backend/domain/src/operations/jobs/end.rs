//! The end of a job.

use shared::{AuditAction, AuditDetail, JobError, JobState, JobWork};

use crate::operations::bridges::finish_replacement;
use crate::{JobRecord, OperationContext, Result, StoreError, Transaction};

/// What a job is and how far it has come, for the audit log.
pub(super) fn summary(job: &JobRecord) -> AuditDetail {
    let is_ahead = matches!(job.state, JobState::Scheduled) && job.turns() == 0;
    let start_at = if is_ahead { job.starts_at } else { None };
    AuditDetail::Job { job: job.id, work: job.work.clone(), start_at, counts: job.counts }
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
    let reason = job.reason.filter(|_| !state.is_over());
    let finished_at = Some(context.now);
    let job = JobRecord { state, error, reason, due_at: None, lease: None, finished_at, ..job };
    let job = save(transaction, job).await?;
    if let (&JobWork::ReplaceNumber { bridge, .. }, None) = (&job.work, error) {
        finish_replacement(transaction, context, bridge, job.id).await?;
    }
    context.audit(transaction, action, None, Some(summary(&job))).await?;
    Ok(job)
}
