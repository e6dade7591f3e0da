//! Taking conference IDs out of use that were only kept for planned meetings.

use shared::{AssignmentCause, AuditAction, MailEvent, User};

use super::carried::ended_by;
use crate::operations::conference_ids::retire;
use crate::operations::mails::enqueue;
use crate::operations::users::{load, save};
use crate::{OperationContext, Result, Transaction};

/// How many IDs are retired in one transaction at most.
const RETIRED_AT_ONCE: u32 = 100;

/// Puts the IDs into quarantine that users with dynamic IDs only keep for meetings that are over by now, a few at a time;
/// says whether to call it again.
///
/// # Errors
///
/// Only when the store fails.
pub async fn retire_kept_ids(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
) -> Result<bool> {
    let ended_by = ended_by(&transaction.settings().await?, context.now);
    let users = transaction.users_with_idle_kept_ids(ended_by, RETIRED_AT_ONCE).await?;
    let more = users.len() == RETIRED_AT_ONCE as usize;
    for user in users {
        let before = load(transaction.as_read(), user).await?;
        let Some(id) = before.conference_id else { continue };
        retire(transaction, context, &before, id, AssignmentCause::TypeChanged, None).await?;
        let after =
            User { conference_id: None, conference_id_kept: false, conference_id_since: None, ..before };
        let after = save(transaction, context, after).await?;
        context.audit(transaction, AuditAction::KeptConferenceIdRetired, Some(user), None).await?;
        correct_what_waits(transaction, context, &after).await?;
    }
    Ok(more)
}

/// Emails that still wait name the ID that has gone; they are written again without it.
async fn correct_what_waits(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
) -> Result<()> {
    let rewritten = [
        MailEvent::Enabled,
        MailEvent::ConferenceIdTypeChanged,
        MailEvent::DefaultNumberChanged,
        MailEvent::ConferenceInfo,
    ];
    for event in rewritten {
        if transaction.supersede_mails(user.id, &[event], context.now).await? > 0 {
            enqueue(transaction, context, user, event).await?;
        }
    }
    Ok(())
}
