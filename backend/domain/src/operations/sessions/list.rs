//! Looking at sessions, and ending them.

use shared::{AuditAction, AuditDetail, ProblemKind, SessionEntry, SessionId};

use crate::{OperationContext, Read, Result, SecretHash, Transaction};

/// The sessions that are still good, of all administrators, newest first.
///
/// # Errors
///
/// Only when the store fails.
pub async fn list_sessions(
    read: &mut dyn Read,
    now: shared::Timestamp,
    current: Option<SecretHash>,
) -> Result<Vec<SessionEntry>> {
    let mut entries = Vec::new();
    for session in read.sessions().await? {
        let Some(record) = read.administrator(session.administrator).await? else { continue };
        if session.expires_at > now {
            entries.push(SessionEntry {
                id: session.id,
                administrator: record.administrator,
                created_at: session.created_at,
                used_at: session.used_at,
                expires_at: session.expires_at,
                address: session.address,
                browser: session.browser,
                current: Some(session.secret) == current,
            });
        }
    }
    Ok(entries)
}

/// Ends one session, whoever's it is.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such session.
pub async fn end_session(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: SessionId,
) -> Result<()> {
    let sessions = transaction.as_read().sessions().await?;
    let session = sessions.into_iter().find(|session| session.id == id).ok_or(ProblemKind::NotFound)?;
    transaction.delete_session(session.secret).await?;
    let owner = transaction.administrator(session.administrator).await?;
    let administrator = owner.map(|record| record.administrator);
    let detail = AuditDetail::Session { session: id, administrator };
    context.audit(transaction, AuditAction::SessionEnded, None, Some(detail)).await
}

/// Ends all sessions but this one: of its own administrator, or, without one, of everybody. Says how many.
///
/// # Errors
///
/// Only when the store fails.
pub async fn end_other_sessions(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    kept: Option<SecretHash>,
) -> Result<u32> {
    let sessions = transaction.as_read().sessions().await?;
    let owner =
        sessions.iter().find(|session| Some(session.secret) == kept).map(|session| session.administrator);
    let mut ended = 0;
    for session in sessions {
        let is_meant = owner.is_none_or(|owner| owner == session.administrator);
        if is_meant && Some(session.secret) != kept {
            transaction.delete_session(session.secret).await?;
            ended += 1;
        }
    }
    if ended > 0 {
        let detail = AuditDetail::Sessions { count: ended };
        context.audit(transaction, AuditAction::SessionEnded, None, Some(detail)).await?;
    }
    Ok(ended)
}
