//! Cancelling a planned meeting.

use shared::{AssignmentCause, AuditAction, AuditDetail, Language, MeetingDetails, MeetingId, Version};

use super::ids::{load, retire, save};
use super::show::details;
use crate::{OperationContext, Result, Transaction};

/// Cancels a meeting: an ID of its own stops at once and goes into quarantine. A meeting that was cancelled stays as it is.
///
/// # Errors
///
/// [`ProblemKind::NotFound`](shared::ProblemKind::NotFound) when there is no such meeting,
/// [`ProblemKind::VersionStale`](shared::ProblemKind::VersionStale) when it has changed since `seen`.
pub async fn cancel_meeting(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: MeetingId,
    seen: Option<Version>,
    language: Language,
) -> Result<MeetingDetails> {
    let mut meeting = load(transaction, id, seen).await?;
    if meeting.cancelled_at.is_none() {
        let own = retire(transaction, context, &mut meeting, AssignmentCause::MeetingCancelled).await?;
        meeting.cancelled_at = Some(context.now);
        save(transaction, context, &mut meeting).await?;
        let detail = AuditDetail::PlannedMeeting { meeting: id, conference_id: own.map(Into::into) };
        context
            .audit(transaction, AuditAction::MeetingCancelled, Some(meeting.organizer), Some(detail))
            .await?;
    }
    details(transaction.as_read(), context.now, meeting, language).await
}
