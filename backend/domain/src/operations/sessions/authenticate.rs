//! Knowing who asks.

use std::time::Duration;

use shared::{Administrator, Timestamp};

use super::SESSION_LIFETIME;
use crate::operations::tokens;
use crate::{Actor, Konfid, Read, Result, SecretHash};

/// A session is extended at most this often, so that reading does not become writing.
const EXTEND_AFTER: Duration = Duration::from_mins(10);

/// A session that is still good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSession {
    /// Who is signed in.
    pub administrator: Administrator,
    /// What the store knows the session by.
    pub secret: SecretHash,
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
    Ok(administrator.map(|record| KnownSession {
        administrator: record.administrator,
        secret,
        expires_at: session.expires_at,
    }))
}

/// Who sends this token, if it is still good.
///
/// # Errors
///
/// Only when the store fails: a token that is not good is `None`.
pub async fn authenticate_token(read: &mut dyn Read, now: Timestamp, secret: &str) -> Result<Option<Actor>> {
    let token = read.token(tokens::hash(secret)).await?;
    let good = token.filter(|token| token.expires_at.is_none_or(|until| until > now));
    Ok(good.map(|token| Actor::Token { id: token.id, name: token.name }))
}

/// Makes a session that is used last longer.
///
/// # Errors
///
/// Only when the store fails.
pub async fn extend_session(konfid: &Konfid, session: KnownSession) -> Result<KnownSession> {
    let expires_at = konfid.now().after(SESSION_LIFETIME);
    if expires_at.since(session.expires_at) < EXTEND_AFTER {
        return Ok(session);
    }
    let secret = session.secret;
    konfid
        .write(move |transaction| {
            Box::pin(async move { Ok(transaction.extend_session(secret, expires_at).await?) })
        })
        .await?;
    Ok(KnownSession { expires_at, ..session })
}
