//! Organizers' secrets.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{OrganizerSecretKind, OrganizerSecretRecord, ReadOrganizers, SecretHash, WriteOrganizers};
use shared::UserId;

use crate::View;
use crate::transaction::remove_where;

#[async_trait]
impl ReadOrganizers for View {
    async fn organizer_secret(
        &mut self,
        kind: OrganizerSecretKind,
        secret: SecretHash,
    ) -> StoreResult<Option<OrganizerSecretRecord>> {
        Ok(self.state.organizer_secrets.get(&(kind, secret)).copied())
    }
}

#[async_trait]
impl WriteOrganizers for View {
    async fn put_organizer_secret(&mut self, secret: &OrganizerSecretRecord) -> StoreResult<()> {
        self.state.require_user(secret.user)?;
        self.state.organizer_secrets.insert_mut((secret.kind, secret.secret), *secret);
        Ok(())
    }

    async fn delete_organizer_secret(
        &mut self,
        kind: OrganizerSecretKind,
        secret: SecretHash,
    ) -> StoreResult<()> {
        self.state.organizer_secrets.remove_mut(&(kind, secret));
        Ok(())
    }

    async fn delete_organizer_secrets(&mut self, user: UserId, kind: OrganizerSecretKind) -> StoreResult<()> {
        remove_where(&mut self.state.organizer_secrets, |record| record.user == user && record.kind == kind);
        Ok(())
    }
}
