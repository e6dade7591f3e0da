//! Organizers who sign in with a link from a mail: what a store keeps of them.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use shared::{Timestamp, UserId};

use crate::SecretHash;
use crate::store::StoreResult;

/// What an organizer's secret is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OrganizerSecretKind {
    /// It stands in a mail and signs in once.
    Link,
    /// It stands in a browser's cookie.
    Session,
}

/// An organizer's secret: never the secret itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizerSecretRecord {
    /// What it is good for.
    pub kind: OrganizerSecretKind,
    /// Its hash.
    pub secret: SecretHash,
    /// Whom it signs in.
    pub user: UserId,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stops working.
    pub expires_at: Timestamp,
}

/// Looking at organizers' secrets. What is missing is `None`, not an error.
#[async_trait]
pub trait ReadOrganizers: Send {
    /// The secret of this kind, whether it has expired or not.
    async fn organizer_secret(
        &mut self,
        kind: OrganizerSecretKind,
        secret: SecretHash,
    ) -> StoreResult<Option<OrganizerSecretRecord>>;
}

/// Changing organizers' secrets. What has expired goes with
/// [`delete_expired`](crate::Transaction::delete_expired).
#[async_trait]
pub trait WriteOrganizers: Send {
    /// Adds a secret, or sets when it expires.
    async fn put_organizer_secret(&mut self, secret: &OrganizerSecretRecord) -> StoreResult<()>;
    /// Removes one secret.
    async fn delete_organizer_secret(
        &mut self,
        kind: OrganizerSecretKind,
        secret: SecretHash,
    ) -> StoreResult<()>;
    /// Removes all secrets of this kind that the user has.
    async fn delete_organizer_secrets(&mut self, user: UserId, kind: OrganizerSecretKind) -> StoreResult<()>;
}
