//! Knowing which organizer asks.

use std::time::Duration;

use shared::{Timestamp, User};

use super::{SESSION_LIFETIME, SESSION_LONGEST};
use crate::operations::tokens;
use crate::{Application, OrganizerSecretKind, OrganizerSecretRecord, Read, Result};

/// A session is extended at most this often, so that reading does not become writing.
const EXTEND_AFTER: Duration = Duration::from_mins(10);

/// An organizer whose session is still good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownOrganizer {
    /// Who is signed in.
    pub user: User,
    /// What the store knows of the session.
    pub record: OrganizerSecretRecord,
}

/// The organizer with the secret in the browser's cookie, if the session is still good.
///
/// # Errors
///
/// Only when the store fails: a secret that is not good is `None`.
pub async fn authenticate_organizer(
    read: &mut dyn Read,
    now: Timestamp,
    secret: &str,
) -> Result<Option<KnownOrganizer>> {
    let secret = tokens::hash(secret);
    let record = read.organizer_secret(OrganizerSecretKind::Session, secret).await?;
    let Some(record) = record.filter(|record| record.expires_at > now) else { return Ok(None) };
    Ok(read.user(record.user).await?.map(|user| KnownOrganizer { user, record }))
}

/// When a session that is used now ends: later than before if that is worth writing down, and never behind its absolute
/// end.
pub fn organizer_session_end(record: &OrganizerSecretRecord, now: Timestamp) -> Timestamp {
    let expires_at = now.after(SESSION_LIFETIME).min(record.created_at.after(SESSION_LONGEST));
    if expires_at.since(record.expires_at) < EXTEND_AFTER { record.expires_at } else { expires_at }
}

/// Makes a session last until its [`organizer_session_end`]. One that was ended meanwhile does not come back.
///
/// # Errors
///
/// Only when the store fails.
pub async fn extend_organizer_session(
    application: &Application,
    record: OrganizerSecretRecord,
    expires_at: Timestamp,
) -> Result<()> {
    application
        .in_transaction(move |transaction| {
            Box::pin(async move {
                let found = transaction.organizer_secret(record.kind, record.secret).await?;
                if found.is_some() {
                    let record = OrganizerSecretRecord { expires_at, ..record };
                    transaction.put_organizer_secret(&record).await?;
                }
                Ok(())
            })
        })
        .await
}
