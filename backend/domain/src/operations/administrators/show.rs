//! One account.

use shared::{Account, Administrator, AdministratorId, ProblemKind, Timestamp};

use crate::{AdministratorRecord, Read, Result, SessionRecord, TokenRecord};

/// The account with this identifier.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such account.
pub async fn show_account(read: &mut dyn Read, now: Timestamp, id: AdministratorId) -> Result<Account> {
    let record = super::load(read, id, None).await?;
    complete(read, now, record).await
}

/// The account with this name, without regard to case, or with this identifier.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such account.
pub async fn find_account(read: &mut dyn Read, wanted: &str) -> Result<AdministratorId> {
    let named = read.administrator_by_name(&crate::operations::users::tidy(wanted)).await?;
    let found = match (named, wanted.parse()) {
        (Some(named), _) => Some(named),
        (None, Ok(id)) => read.administrator(id).await?,
        (None, Err(_)) => None,
    };
    Ok(found.ok_or(ProblemKind::NotFound)?.administrator.id)
}

/// The account with what belongs to it.
pub(super) async fn complete(
    read: &mut dyn Read,
    now: Timestamp,
    record: AdministratorRecord,
) -> Result<Account> {
    Ok(shown(record, now, &read.sessions().await?, &read.tokens().await?))
}

/// The account as it travels.
pub(super) fn shown(
    record: AdministratorRecord,
    now: Timestamp,
    sessions: &[SessionRecord],
    tokens: &[TokenRecord],
) -> Account {
    let Administrator { id, name } = record.administrator;
    let sessions = sessions.iter().filter(|session| session.administrator == id && session.expires_at > now);
    let tokens = tokens.iter().filter(|token| token.created_by == Some(id) && token.is_good(now));
    Account {
        id,
        version: record.version,
        name,
        role: record.role,
        state: record.state,
        has_password: record.password_hash.is_some(),
        created_at: record.created_at,
        signed_in_at: record.signed_in_at,
        sessions: u32::try_from(sessions.count()).unwrap_or(u32::MAX),
        tokens: u32::try_from(tokens.count()).unwrap_or(u32::MAX),
    }
}
