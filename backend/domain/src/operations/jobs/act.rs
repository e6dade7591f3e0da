//! Pausing, resuming and cancelling a job.

use shared::{AuditAction, Job, JobAct, JobId, JobState, JobWork, Language, ProblemKind};

use super::end::summary;
use super::find::on_the_wire;
use crate::operations::bridges::call_off_replacement;
use crate::{JobRecord, OperationContext, Result, StoreError, Transaction};

/// The state of a job after somebody did this; the same if it changes nothing.
///
/// # Errors
///
/// [`ProblemKind::JobOver`] when the job is over and the act would not leave it as it is.
pub const fn state_after(state: JobState, act: JobAct) -> Result<JobState, ProblemKind> {
    match (state, act) {
        (JobState::Scheduled | JobState::Queued | JobState::Running, JobAct::Pause) => Ok(JobState::Paused),
        (JobState::Paused | JobState::Failed, JobAct::Resume) => Ok(JobState::Queued),
        (
            JobState::Scheduled
            | JobState::Queued
            | JobState::Running
            | JobState::Paused
            | JobState::Failed
            | JobState::Cancelled,
            JobAct::Cancel,
        ) => Ok(JobState::Cancelled),
        // It does what is wanted already: it does not go on, or it does.
        (JobState::Paused | JobState::Failed, JobAct::Pause)
        | (JobState::Scheduled | JobState::Queued | JobState::Running, JobAct::Resume) => Ok(state),
        (JobState::Done | JobState::Cancelled, JobAct::Pause | JobAct::Resume)
        | (JobState::Done, JobAct::Cancel) => Err(ProblemKind::JobOver),
    }
}

/// Pauses, resumes or cancels a job. The step in hand is done or not done at all; the next one is not begun. Doing it
/// twice does no more than doing it once, so nobody has to name the version, which grows with every step.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such job, [`ProblemKind::JobOver`] when it is over.
pub async fn act_on_job(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: JobId,
    act: JobAct,
    language: Language,
) -> Result<Job> {
    let before = transaction.job(id).await?.ok_or(ProblemKind::NotFound)?;
    let state = state_after(before.state, act)?;
    if state == before.state {
        return Ok(on_the_wire(&before, language));
    }
    // One whose moment has not come waits for it again.
    let later = before.starts_at.filter(|starts_at| state == JobState::Queued && *starts_at > context.now);
    let state = if later.is_some() { JobState::Scheduled } else { state };
    let expected = before.version;
    let after = JobRecord {
        version: expected.next(),
        state,
        due_at: later.or(state.is_active().then_some(context.now)),
        lease: None,
        attempts: 0,
        error: None,
        finished_at: state.is_over().then_some(context.now),
        reason: before.reason.filter(|_| !state.is_over()),
        ..before
    };
    if !transaction.update_job(&after, expected).await? {
        return Err(StoreError::Conflict.into());
    }
    if let (&JobWork::ReplaceNumber { bridge, .. }, JobAct::Cancel) = (&after.work, act) {
        call_off_replacement(transaction, context, bridge, after.id).await?;
    }
    let action = match act {
        JobAct::Pause => AuditAction::JobPaused,
        JobAct::Resume => AuditAction::JobResumed,
        JobAct::Cancel => AuditAction::JobCancelled,
    };
    context.audit(transaction, action, None, Some(summary(&after))).await?;
    Ok(on_the_wire(&after, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_are_possible_where_they_mean_something() {
        use JobState::{Cancelled, Done, Failed, Paused, Queued, Running, Scheduled};
        // The state, then what pausing, resuming and cancelling lead to.
        let table = [
            (Scheduled, Some(Paused), Some(Scheduled), Some(Cancelled)),
            (Queued, Some(Paused), Some(Queued), Some(Cancelled)),
            (Running, Some(Paused), Some(Running), Some(Cancelled)),
            (Paused, Some(Paused), Some(Queued), Some(Cancelled)),
            (Failed, Some(Failed), Some(Queued), Some(Cancelled)),
            (Cancelled, None, None, Some(Cancelled)),
            (Done, None, None, None),
        ];
        assert_eq!(table.map(|(state, ..)| state).len(), JobState::ALL.len());
        for (state, pause, resume, cancel) in table {
            for (act, wanted) in JobAct::ALL.into_iter().zip([pause, resume, cancel]) {
                assert_eq!(state_after(state, act).ok(), wanted, "{state:?} {act:?}");
            }
        }
    }
}
