//! Trying meetings again, by hand.

use shared::{AuditAction, AuditDetail, MeetingUpdateId, MeetingUpdateState, ProblemKind, UserId};

use super::schedule_now;
use crate::operations::users::load;
use crate::{MeetingUpdateRecord, OperationContext, Read, Result, Transaction};

/// Looks at all of the user's meetings again, now.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::CalendarNotConnected`] or
/// [`ProblemKind::MeetingUpdatesOff`] when no calendar is connected or the organisation wants no updates.
pub async fn retry_meeting_updates(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
) -> Result<()> {
    let user = load(transaction.as_read(), user).await?;
    require_updates(transaction.as_read(), user.id).await?;
    schedule_now(transaction, context, user.id).await?;
    context.audit(transaction, AuditAction::MeetingsRetried, Some(user.id), None).await
}

/// Tries one meeting again, now.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such meeting, [`ProblemKind::MeetingNotRetryable`] when there is
/// nothing to try again, [`ProblemKind::CalendarNotConnected`] or [`ProblemKind::MeetingUpdatesOff`] when it
/// cannot be tried at all.
pub async fn retry_meeting_update(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: MeetingUpdateId,
) -> Result<MeetingUpdateRecord> {
    let mut record = transaction.meeting_update(id).await?.ok_or(ProblemKind::NotFound)?;
    match record.meeting.state {
        MeetingUpdateState::Failed
        | MeetingUpdateState::Refused
        | MeetingUpdateState::Undone
        | MeetingUpdateState::ToCheck => {}
        MeetingUpdateState::Pending
        | MeetingUpdateState::Changed
        | MeetingUpdateState::PartlyChanged
        | MeetingUpdateState::NothingToDo => {
            return Err(ProblemKind::MeetingNotRetryable.into());
        }
    }
    require_updates(transaction.as_read(), record.meeting.user).await?;
    record.meeting.state = MeetingUpdateState::Pending;
    record.meeting.attempts = 0;
    record.meeting.next_attempt_at = Some(context.now);
    record.meeting.updated_at = context.now;
    record.reason = None;
    record.undo_wanted = false;
    transaction.put_meeting_update(&record).await?;
    schedule_now(transaction, context, record.meeting.user).await?;
    let user = load(transaction.as_read(), record.meeting.user).await?;
    context
        .audit(
            transaction,
            AuditAction::MeetingsRetried,
            Some(user.id),
            Some(AuditDetail::Meeting { meeting: id }),
        )
        .await?;
    Ok(record)
}

/// Without a calendar, or while the organisation does not want it, trying again would do nothing.
async fn require_updates(read: &mut dyn Read, user: UserId) -> Result<()> {
    if read.calendar_connection(user).await?.is_none() {
        return Err(ProblemKind::CalendarNotConnected.into());
    }
    if !read.settings().await?.meeting_updates {
        return Err(ProblemKind::MeetingUpdatesOff.into());
    }
    Ok(())
}
