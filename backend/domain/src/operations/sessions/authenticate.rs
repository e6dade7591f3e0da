//! Knowing who asks.

use std::time::Duration;

use shared::{AccountState, Administrator, Role, Timestamp};

use super::{SESSION_LIFETIME, SESSION_LONGEST};
use crate::operations::tokens;
use crate::{Actor, Application, Read, Result, SecretHash, TokenRecord};

/// A session is extended at most this often, so that reading does not become writing.
const EXTEND_AFTER: Duration = Duration::from_mins(10);

/// A session that is still good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSession {
    /// Who is signed in.
    pub administrator: Administrator,
    /// What they may do.
    pub role: Role,
    /// What the store knows the session by.
    pub secret: SecretHash,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ends unless something is done before.
    pub expires_at: Timestamp,
}

/// The session with the secret in the browser's cookie, if it is still good.
///
/// # Errors
///
/// Only when the store fails: a secret that is not good is `None`.
pub async fn authenticate_session(
    read: &mut dyn Read,
    now: Timestamp,
    secret: &str,
) -> Result<Option<KnownSession>> {
    let secret = tokens::hash(secret);
    let Some(session) = read.session(secret).await?.filter(|session| session.expires_at > now) else {
        return Ok(None);
    };
    let administrator = read.administrator(session.administrator).await?;
    // Disabling an account has ended its sessions; this is the second lock.
    let active = administrator.filter(|record| match record.state {
        AccountState::Active => true,
        AccountState::Disabled => false,
    });
    Ok(active.map(|record| KnownSession {
        administrator: record.administrator,
        role: record.role,
        secret,
        created_at: session.created_at,
        expires_at: session.expires_at,
    }))
}

/// The token with this secret, if it is still good.
///
/// # Errors
///
/// Only when the store fails: a token that is not good is `None`.
pub async fn authenticate_token(
    read: &mut dyn Read,
    now: Timestamp,
    secret: &str,
) -> Result<Option<TokenRecord>> {
    let token = read.token(tokens::hash(secret)).await?;
    Ok(token.filter(|token| token.is_good(now)))
}

impl From<&TokenRecord> for Actor {
    fn from(token: &TokenRecord) -> Self {
        if token.of_command {
            return Self::CommandLine;
        }
        Self::Token { id: token.id, name: Some(token.name.clone()) }
    }
}

/// When a session that is used now ends: later than before if that is worth writing down, and never behind its absolute
/// end.
pub fn session_end(session: &KnownSession, now: Timestamp) -> Timestamp {
    let expires_at = now.after(SESSION_LIFETIME).min(session.created_at.after(SESSION_LONGEST));
    if expires_at.since(session.expires_at) < EXTEND_AFTER { session.expires_at } else { expires_at }
}

/// Makes a session last until its [`session_end`].
///
/// # Errors
///
/// Only when the store fails.
pub async fn extend_session(
    application: &Application,
    session: KnownSession,
    expires_at: Timestamp,
) -> Result<()> {
    let (now, secret) = (application.now(), session.secret);
    application
        .in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.extend_session(secret, now, expires_at).await?) })
        })
        .await
}
