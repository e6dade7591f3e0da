//! Taking the IDs of meetings that are over out of use.

use shared::{AssignmentCause, AuditAction, AuditDetail};

use super::admission::days;
use super::ids::{retire, save};
use crate::{OperationContext, Result, Transaction};

/// How many IDs are retired in one transaction at most.
const RETIRED_AT_ONCE: u32 = 100;

/// Puts the IDs of meetings into quarantine whose time is over, a few at a time; says whether to call it again. Callers
/// are not admitted from that moment on, whether this has been done or not.
///
/// # Errors
///
/// Only when the store fails.
pub async fn retire_ended_meetings(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
) -> Result<bool> {
    let ended_by = context.now.before(days(transaction.settings().await?.meeting_valid_days));
    let meetings = transaction.ended_meetings_with_an_id(ended_by, RETIRED_AT_ONCE).await?;
    let more = meetings.len() == RETIRED_AT_ONCE as usize;
    for mut meeting in meetings {
        let own = retire(transaction, context, &mut meeting, AssignmentCause::MeetingOver).await?;
        save(transaction, context, &mut meeting).await?;
        let detail = AuditDetail::PlannedMeeting { meeting: meeting.id, conference_id: own.map(Into::into) };
        context
            .audit(transaction, AuditAction::MeetingIdRetired, Some(meeting.organizer), Some(detail))
            .await?;
    }
    Ok(more)
}
