//! Connecting a calendar, and forgetting it.

use std::time::Duration;

use shared::{
    AuditAction, AuditDetail, CalendarConnection, ConnectCalendarRequest, MeetingUpdateReason, ProblemKind,
    Timestamp, UserId,
};

use super::schedule_now;
use crate::operations::users::load;
use crate::{
    AuditQuery, CalendarConnectionRecord, CalendarReach, OpenedConnection, OperationContext, Read, Result,
    Sealer, Transaction,
};

/// How many failures to connect a user's calendar there may be.
const FAILURES_MAX: u32 = 10;
/// Within which time.
const FAILURES_WITHIN: Duration = Duration::from_hours(1);

/// Keeps the way to the user's calendar; the password sealed. Meetings that carry an earlier ID are mended soon, if
/// the organisation wants it.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user.
pub async fn connect_calendar(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
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
        connected_by: context.actor.clone(),
        last_used_at: None,
        last_error: None,
    };
    let sealed_password = sealer.seal(user.id, &request.password, &mut context.random);
    let reach = CalendarReach::of(&context.actor);
    let record = CalendarConnectionRecord { connection: connection.clone(), sealed_password, reach };
    transaction.put_calendar_connection(&record).await?;
    if transaction.settings().await?.meeting_updates {
        schedule_now(transaction, context, user.id).await?;
    }
    context.audit(transaction, AuditAction::CalendarConnected, Some(user.id), None).await?;
    Ok(connection)
}

/// Forgets the way to the user's calendar. Says whether there was one.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user.
pub async fn disconnect_calendar(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
) -> Result<bool> {
    let user = load(transaction.as_read(), user).await?;
    let existed = transaction.calendar_connection(user.id).await?.is_some();
    if existed {
        transaction.delete_calendar_connection(user.id).await?;
        context.audit(transaction, AuditAction::CalendarDisconnected, Some(user.id), None).await?;
    }
    Ok(existed)
}

/// The connection, if there is one.
///
/// # Errors
///
/// Only when the store fails: a password that cannot be opened is part of the answer.
pub async fn opened_connection(
    read: &mut dyn Read,
    sealer: &dyn Sealer,
    user: UserId,
) -> Result<Option<OpenedConnection>> {
    let record = read.calendar_connection(user).await?;
    Ok(record.map(|record| {
        let password = sealer.open(user, &record.sealed_password);
        OpenedConnection { connection: record.connection, password, reach: record.reach }
    }))
}

/// Refuses more than ten failures to connect in an hour: Konfid is no place to guess passwords from.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::TooManyAttempts`] after ten failures
/// within an hour.
pub async fn may_connect_calendar(read: &mut dyn Read, now: Timestamp, user: UserId) -> Result<()> {
    load(read, user).await?;
    let query = AuditQuery {
        user: Some(user),
        action: Some(AuditAction::CalendarRefused),
        limit: FAILURES_MAX,
        ..AuditQuery::default()
    };
    let failures = read.audit(&query).await?;
    let is_full = failures.len() >= FAILURES_MAX as usize;
    match failures.last().filter(|_| is_full).map(|oldest| oldest.at.after(FAILURES_WITHIN)) {
        Some(until) if until > now => {
            Err(ProblemKind::TooManyAttempts { minutes: until.since(now).as_secs().div_ceil(60) }.into())
        }
        _ => Ok(()),
    }
}

/// Notes that a calendar could not be connected.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user.
pub async fn note_refused_calendar(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    reason: MeetingUpdateReason,
) -> Result<()> {
    let user = load(transaction.as_read(), user).await?;
    let detail = Some(AuditDetail::CalendarRefused { reason });
    context.audit(transaction, AuditAction::CalendarRefused, Some(user.id), detail).await
}
