//! What becomes of meetings' own IDs when their organizer is disabled, removed, goes to another provider, or is
//! enabled again.

use shared::{AssignmentCause, ConferenceIdType, MeetingFilter, MeetingState, User, UserId};

use super::ids::{assign, retire, save};
use crate::{MeetingQuery, OperationContext, Result, Transaction};

/// Puts the IDs that the user's meetings have of their own into quarantine.
pub(crate) async fn retire_ids_of_meetings(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    organizer: UserId,
    ended: AssignmentCause,
) -> Result<()> {
    for mut meeting in transaction.meetings_with_an_id(organizer).await? {
        retire(transaction, context, &mut meeting, ended).await?;
        save(transaction, context, &mut meeting).await?;
    }
    Ok(())
}

/// Gives the planned meetings of a user who is enabled again, or comes back from another provider, the IDs back that they had, or new ones where a quarantine
/// has ended.
pub(crate) async fn give_meetings_their_ids_back(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    organizer: &User,
) -> Result<()> {
    let filter = MeetingFilter {
        state: Some(MeetingState::Planned),
        conference_id_type: Some(ConferenceIdType::Dynamic),
    };
    let query = MeetingQuery {
        organizer: Some(organizer.id),
        filter,
        now: context.now,
        before: None,
        limit: u32::MAX,
    };
    for mut meeting in transaction.meetings(&query).await? {
        if meeting.own_id.is_none() {
            assign(transaction, context, &mut meeting, organizer.bridge, AssignmentCause::Enabled).await?;
            save(transaction, context, &mut meeting).await?;
        }
    }
    Ok(())
}
