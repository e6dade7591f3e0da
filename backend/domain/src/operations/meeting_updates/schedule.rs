//! Deciding when a user's meetings are looked at.

use std::time::Duration;

use shared::{BridgeId, Settings, Timestamp, UserId};

use crate::{CalendarUpdateRecord, OperationContext, Result, Transaction};

/// After a reset: if a calendar is connected and the organisation wants it, the meetings are mended
/// after the grace, so that an undo in time changes no meeting.
pub(crate) async fn schedule_after_change(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    user: UserId,
) -> Result<()> {
    let settings = transaction.settings().await?;
    if settings.meeting_updates && transaction.calendar_connection(user).await?.is_some() {
        schedule(transaction, user, context.now.after(grace(&settings))).await?;
    }
    Ok(())
}

fn grace(settings: &Settings) -> Duration {
    Duration::from_mins(u64::from(settings.meeting_update_grace_minutes))
}

/// After an undo: at once, for meetings that were mended in the meantime show an ID that no longer works, and an undo
/// cannot be undone.
pub(crate) async fn schedule_after_undo(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    user: UserId,
) -> Result<()> {
    let wanted = transaction.settings().await?.meeting_updates;
    if wanted && transaction.calendar_connection(user).await?.is_some() {
        schedule(transaction, user, context.now).await?;
    }
    Ok(())
}

/// Because somebody asked: without a grace.
pub(crate) async fn schedule_now(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    user: UserId,
) -> Result<()> {
    schedule(transaction, user, context.now).await
}

/// Because the organisation wants it again: whatever was left while it did not is done now.
pub(crate) async fn schedule_all_now(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
) -> Result<()> {
    Ok(transaction.put_calendar_updates_of_all(None, context.now).await?)
}

/// Because a number of the bridge is gone: whoever has a connected calendar may name it in invitations, also who had
/// another one as their own. It waits as after a reset: somebody's reset may be waiting there.
pub(crate) async fn schedule_bridge(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    bridge: BridgeId,
) -> Result<()> {
    let settings = transaction.settings().await?;
    if settings.meeting_updates {
        let due_at = context.now.after(grace(&settings));
        transaction.put_calendar_updates_of_all(Some(bridge), due_at).await?;
    }
    Ok(())
}

/// An update that runs meanwhile sees that it no longer has the record, and leaves it.
async fn schedule(transaction: &mut dyn Transaction, user: UserId, due_at: Timestamp) -> Result<()> {
    let before = transaction.calendar_update(user).await?;
    let update = CalendarUpdateRecord {
        user,
        due_at: Some(due_at),
        running: false,
        attempts: 0,
        finished_at: before.as_ref().and_then(|before| before.finished_at),
        last_error: None,
    };
    Ok(transaction.put_calendar_update(&update).await?)
}
