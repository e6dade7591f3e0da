//! Giving a scheduled job another time.

use shared::{AuditAction, Job, JobId, JobState, Language, ProblemKind, RescheduleJobRequest};

use super::end::summary;
use super::find::on_the_wire;
use super::start::check_start;
use crate::{JobRecord, OperationContext, Result, StoreError, Transaction};

/// Gives a job that was scheduled and has not begun another time, or has it begin now. If it was paused, it is scheduled
/// again. Like the other acts on jobs it says what is wanted, so nobody has to name the version.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such job, [`ProblemKind::JobOver`] when it is over,
/// [`ProblemKind::JobNotScheduled`] when it was not scheduled or has begun, and the fault of the moment.
pub async fn reschedule_job(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: JobId,
    request: RescheduleJobRequest,
    language: Language,
) -> Result<Job> {
    let before = transaction.job(id).await?.ok_or(ProblemKind::NotFound)?;
    let starts_at = match request.start_at {
        Some(moment) => check_start(moment, context.now)?,
        None => context.now,
    };
    if before.state.is_over() {
        return Err(ProblemKind::JobOver.into());
    }
    let waits = match before.state {
        JobState::Scheduled | JobState::Paused => before.starts_at.is_some() && before.turns() == 0,
        JobState::Queued | JobState::Running | JobState::Cancelled | JobState::Done | JobState::Failed => {
            false
        }
    };
    if !waits {
        return Err(ProblemKind::JobNotScheduled.into());
    }
    if before.state == JobState::Scheduled && before.starts_at == Some(starts_at) {
        return Ok(on_the_wire(&before, language));
    }
    let is_later = starts_at > context.now;
    let expected = before.version;
    let after = JobRecord {
        version: expected.next(),
        state: if is_later { JobState::Scheduled } else { JobState::Queued },
        due_at: Some(starts_at.max(context.now)),
        starts_at: Some(starts_at),
        ..before
    };
    if !transaction.update_job(&after, expected).await? {
        return Err(StoreError::Conflict.into());
    }
    let action = if is_later { AuditAction::JobRescheduled } else { AuditAction::JobStarted };
    context.audit(transaction, action, None, Some(summary(&after))).await?;
    Ok(on_the_wire(&after, language))
}
