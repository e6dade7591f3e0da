//! Organizers' secrets.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{OrganizerSecretKind, OrganizerSecretRecord, ReadOrganizers, SecretHash, WriteOrganizers};
use shared::UserId;

use super::SqlTransaction;
use crate::connection::query_one;
use crate::value::{Name, values};

#[async_trait]
impl ReadOrganizers for SqlTransaction<'_> {
    async fn organizer_secret(
        &mut self,
        kind: OrganizerSecretKind,
        secret: SecretHash,
    ) -> StoreResult<Option<OrganizerSecretRecord>> {
        let statement =
            "SELECT user_id, created_at, expires_at FROM organizer_secrets WHERE kind = $1 AND secret = $2";
        let row = query_one(self.connection, statement, values![Name(kind), secret]).await?;
        let record = row.map(|mut row| {
            let (user, created_at, expires_at) = (row.take()?, row.take()?, row.take()?);
            Ok(OrganizerSecretRecord { kind, secret, user, created_at, expires_at })
        });
        record.transpose()
    }
}

#[async_trait]
impl WriteOrganizers for SqlTransaction<'_> {
    async fn put_organizer_secret(&mut self, secret: &OrganizerSecretRecord) -> StoreResult<()> {
        let statement = "INSERT INTO organizer_secrets (kind, secret, user_id, created_at, expires_at) \
                         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (kind, secret) DO UPDATE SET expires_at = excluded.expires_at";
        let OrganizerSecretRecord { kind, secret, user, created_at, expires_at } = *secret;
        let parameters = values![Name(kind), secret, user, created_at, expires_at];
        self.connection.execute(statement, parameters).await?;
        Ok(())
    }

    async fn delete_organizer_secret(
        &mut self,
        kind: OrganizerSecretKind,
        secret: SecretHash,
    ) -> StoreResult<()> {
        let statement = "DELETE FROM organizer_secrets WHERE kind = $1 AND secret = $2";
        self.connection.execute(statement, values![Name(kind), secret]).await?;
        Ok(())
    }

    async fn delete_organizer_secrets(&mut self, user: UserId, kind: OrganizerSecretKind) -> StoreResult<()> {
        let statement = "DELETE FROM organizer_secrets WHERE user_id = $1 AND kind = $2";
        self.connection.execute(statement, values![user, Name(kind)]).await?;
        Ok(())
    }
}
