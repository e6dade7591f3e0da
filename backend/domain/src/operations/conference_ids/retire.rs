//! Taking an ID out of use.

use std::time::Duration;

use shared::{AssignmentCause, ConferenceId, IdOwner, Timestamp, User};

use crate::{AssignmentEnd, OperationContext, Result, Transaction, bridge};

/// Puts the user's ID into quarantine and ends its period in the history; says when the quarantine ends.
pub(crate) async fn retire(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    user: &User,
    id: ConferenceId,
    ended: AssignmentCause,
    reason: Option<String>,
) -> Result<Timestamp> {
    let bridge = bridge(transaction, user.bridge).await?;
    let days = u64::from(bridge.quarantine_days_with(&transaction.settings().await?));
    let quarantined_until = context.now.after(Duration::from_secs(days * 24 * 60 * 60));
    transaction.retire_conference_id(user.bridge, id, quarantined_until).await?;
    let end = AssignmentEnd { to: context.now, ended, ended_by: context.actor.clone(), reason };
    transaction.end_assignment(user.bridge, id, IdOwner::User(user.id), &end).await?;
    Ok(quarantined_until)
}
