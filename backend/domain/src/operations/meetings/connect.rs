//! Connecting a calendar, and forgetting it.

use shared::{AuditAction, CalendarConnection, ConnectCalendarRequest, UserId};

use super::schedule_now;
use crate::operations::users::load;
use crate::{CalendarConnectionRecord, Context, Read, Result, Sealer, Transaction};

/// Keeps the way to the user's calendar; the password sealed. Meetings that carry an earlier ID are mended soon.
pub async fn connect_calendar(
    transaction: &mut dyn Transaction,
    context: &mut Context,
    sealer: &dyn Sealer,
    user: UserId,
    request: &ConnectCalendarRequest,
) -> Result<CalendarConnection> {
    let user = load(transaction.as_read(), user).await?;
    let connection = CalendarConnection {
        user: user.id,
        url: request.url.trim().to_owned(),
        username: request.username.trim().to_owned(),
        connected_at: context.now,
        connected_by: context.actor.name(),
        last_used_at: None,
        last_error: None,
    };
    let sealed_password = sealer.seal(user.id, &request.password, &mut context.random);
    let record = CalendarConnectionRecord { connection: connection.clone(), sealed_password };
    transaction.put_calendar_connection(&record).await?;
    schedule_now(transaction, context, user.id).await?;
    context.audit(transaction, AuditAction::CalendarConnected, Some(&user), None).await?;
    Ok(connection)
}

/// Forgets the way to the user's calendar. Says whether there was one.
pub async fn disconnect_calendar(
    transaction: &mut dyn Transaction,
    context: &mut Context,
    user: UserId,
) -> Result<bool> {
    let user = load(transaction.as_read(), user).await?;
    let existed = transaction.calendar_connection(user.id).await?.is_some();
    if existed {
        transaction.delete_calendar_connection(user.id).await?;
        context.audit(transaction, AuditAction::CalendarDisconnected, Some(&user), None).await?;
    }
    Ok(existed)
}

/// The connection and its password, if there is one. The password is `None` if the key is another by now.
pub async fn opened_connection(
    read: &mut dyn Read,
    sealer: &dyn Sealer,
    user: UserId,
) -> Result<Option<(CalendarConnection, Option<String>)>> {
    let record = read.calendar_connection(user).await?;
    Ok(record.map(|record| {
        let password = sealer.open(user, &record.sealed_password);
        (record.connection, password)
    }))
}
