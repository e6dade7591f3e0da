//! Taking the mending of a meeting back.

use shared::{AuditAction, AuditDetail, MeetingUpdateId, ProblemKind};

use super::schedule_now;
use crate::operations::users::load;
use crate::{MeetingUpdateRecord, OperationContext, Result, Transaction};

/// Asks the worker to put the earlier data back, while they are kept. If somebody has changed the meeting since,
/// the worker refuses rather than lose that change.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such meeting, [`ProblemKind::MeetingNotUndoable`] when it was not
/// changed or the data from before are no longer kept, and [`ProblemKind::CalendarNotConnected`] when no
/// calendar is connected.
pub async fn undo_meeting_update(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: MeetingUpdateId,
) -> Result<MeetingUpdateRecord> {
    let mut record = transaction.meeting_update(id).await?.ok_or(ProblemKind::NotFound)?;
    let in_time = record.meeting.undo_until.is_some_and(|until| until > context.now);
    if !record.meeting.state.was_written() || record.data_before.is_none() || !in_time {
        return Err(ProblemKind::MeetingNotUndoable.into());
    }
    if transaction.calendar_connection(record.meeting.user).await?.is_none() {
        return Err(ProblemKind::CalendarNotConnected.into());
    }
    record.undo_wanted = true;
    transaction.put_meeting_update(&record).await?;
    schedule_now(transaction, context, record.meeting.user).await?;
    let user = load(transaction.as_read(), record.meeting.user).await?;
    context
        .audit(
            transaction,
            AuditAction::MeetingUndone,
            Some(user.id),
            Some(AuditDetail::Meeting { meeting: id }),
        )
        .await?;
    Ok(record)
}
