//! The end of a job.

use shared::{AuditAction, JobError, JobState, JobWork};

use crate::{JobRecord, OperationContext, Result, StoreError, Transaction};

/// What a job is and how far it has come, for the audit log.
pub(super) fn summary(job: &JobRecord) -> String {
    let counts = &job.counts;
    let what = match job.work {
        JobWork::ImportUsers { .. } => "import of users",
        JobWork::EnableUsers { .. } => "enabling of users",
    };
    let Some(total) = counts.total else { return what.to_owned() };
    let rows = [
        (counts.new, "new"),
        (counts.changed, "changed"),
        (counts.unchanged, "unchanged"),
        (counts.refused, "refused"),
        (counts.failed, "failed"),
        (counts.conference_ids, "enabled"),
    ];
    let rows = rows.iter().filter(|(count, _)| *count > 0);
    let rows: Vec<String> = rows.map(|(count, what)| format!("{count} {what}")).collect();
    let done = format!("{what}: {} of {total} rows done", counts.done());
    if rows.is_empty() { done } else { format!("{done}; {}", rows.join(", ")) }
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
