//! Looking.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{
    AdministratorRecord, AuditQuery, IdempotentAnswer, LedgerEntry, MailQuery, MailRecord, Read,
    ReadBridges as _, SecretHash, SessionRecord, SetUpLinkRecord, TokenRecord, UserQuery, is_service_number,
};
use shared::{
    AdministratorId, Assignment, AuditAction, AuditEntry, AuditEntryId, Bridge, BridgeId, ConferenceId,
    ConferenceIdUsage, Day, DayCounts, DirectoryId, EmailAddress, IdOwner, Import, ImportId, MailId,
    MailReference, RemovedUser, Settings, Timestamp, User, UserId, UserPrincipalName,
};

use uuid::Uuid;

use super::{
    SqlTransaction, administrators, answers, audit, conference_ids, day_counts, history, imports, mails,
    removal, sessions, settings, users,
};

use crate::connection::query_one;

#[async_trait]
impl Read for SqlTransaction<'_> {
    async fn settings(&mut self) -> StoreResult<Settings> {
        if let Some(settings) = &self.settings {
            return Ok(settings.clone());
        }
        let settings = settings::get(self.connection).await?;
        self.settings = Some(settings.clone());
        Ok(settings)
    }

    async fn user(&mut self, id: UserId) -> StoreResult<Option<User>> {
        let user = users::get(self.connection, id).await?;
        self.loaded.clone_from(&user);
        Ok(user)
    }

    async fn removed_user(&mut self, id: UserId) -> StoreResult<Option<RemovedUser>> {
        removal::get(self.connection, id).await
    }

    async fn user_by_principal_name(&mut self, name: &UserPrincipalName) -> StoreResult<Option<User>> {
        users::get_by_principal_name(self.connection, name).await
    }

    async fn user_by_directory_id(&mut self, id: &DirectoryId) -> StoreResult<Option<User>> {
        users::get_by_directory_id(self.connection, id).await
    }

    async fn user_by_provider_key(&mut self, key: &str) -> StoreResult<Option<User>> {
        users::get_by_provider_key(self.connection, key).await
    }

    async fn users_by_primary_email(&mut self, address: &EmailAddress, limit: u32) -> StoreResult<Vec<User>> {
        users::get_by_primary_email(self.connection, address, limit).await
    }

    async fn users(&mut self, query: &UserQuery) -> StoreResult<Vec<User>> {
        users::list(self.connection, query).await
    }

    async fn count_users(&mut self, query: &UserQuery) -> StoreResult<u64> {
        users::count(self.connection, query).await
    }

    async fn ledger_entry(&mut self, bridge: BridgeId, id: ConferenceId) -> StoreResult<Option<LedgerEntry>> {
        conference_ids::get(self.connection, bridge, id).await
    }

    async fn conference_id_usage(&mut self, bridge: BridgeId) -> StoreResult<ConferenceIdUsage> {
        conference_ids::usage(self.connection, self.space, bridge).await
    }

    async fn is_never_drawn(&mut self, bridge: BridgeId, id: ConferenceId) -> StoreResult<bool> {
        let bridges = self.bridges().await?;
        let is_number = |known: &Bridge| known.id == bridge && is_service_number(known, id);
        Ok(id.is_guessable() || bridges.iter().any(is_number))
    }

    async fn assignments_of_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
    ) -> StoreResult<Vec<Assignment>> {
        history::of_conference_id(self.connection, bridge, id).await
    }

    async fn assignments_of_owner(&mut self, owner: IdOwner) -> StoreResult<Vec<Assignment>> {
        history::of_owner(self.connection, owner).await
    }

    async fn mail(&mut self, id: MailId) -> StoreResult<Option<MailRecord>> {
        mails::get(self.connection, id).await
    }

    async fn mails(&mut self, query: &MailQuery) -> StoreResult<Vec<(MailRecord, String)>> {
        mails::list(self.connection, query).await
    }

    async fn latest_mail(&mut self, user: UserId) -> StoreResult<Option<MailReference>> {
        mails::latest(self.connection, user).await
    }

    async fn next_mail_due(&mut self) -> StoreResult<Option<Timestamp>> {
        mails::next_due(self.connection).await
    }

    async fn audit(&mut self, query: &AuditQuery) -> StoreResult<Vec<AuditEntry>> {
        audit::list(self.connection, query).await
    }

    async fn count_audit(
        &mut self,
        action: AuditAction,
        from: AuditEntryId,
        before: AuditEntryId,
    ) -> StoreResult<u64> {
        audit::count(self.connection, action, from, before).await
    }

    async fn day_counts(&mut self, first: Day, last: Day) -> StoreResult<Vec<DayCounts>> {
        day_counts::list(self.connection, first, last).await
    }

    async fn count_failed_mails(&mut self, limit: u32) -> StoreResult<u32> {
        mails::count_failed(self.connection, limit).await
    }

    async fn import(&mut self, id: ImportId) -> StoreResult<Option<Import>> {
        imports::get(self.connection, id).await
    }

    async fn newest_identifier(&mut self) -> StoreResult<Option<Uuid>> {
        let mut newest = None;
        // Each is answered from the end of an index.
        for table in ["audit_entries", "mails", "imports", "jobs"] {
            let statement = format!("SELECT id FROM {table} ORDER BY id DESC LIMIT 1");
            if let Some(mut row) = query_one(self.connection, &statement, &[]).await? {
                newest = newest.max(Some(row.take::<Uuid>()?));
            }
        }
        Ok(newest)
    }

    async fn has_administrators(&mut self) -> StoreResult<bool> {
        administrators::exist(self.connection).await
    }

    async fn administrator(&mut self, id: AdministratorId) -> StoreResult<Option<AdministratorRecord>> {
        administrators::get(self.connection, id).await
    }

    async fn administrators(&mut self) -> StoreResult<Vec<AdministratorRecord>> {
        administrators::list(self.connection).await
    }

    async fn administrator_by_name(&mut self, name: &str) -> StoreResult<Option<AdministratorRecord>> {
        administrators::get_by_name(self.connection, name).await
    }

    async fn session(&mut self, secret: SecretHash) -> StoreResult<Option<SessionRecord>> {
        sessions::session(self.connection, secret).await
    }

    async fn token(&mut self, secret: SecretHash) -> StoreResult<Option<TokenRecord>> {
        sessions::token(self.connection, secret).await
    }

    async fn sessions(&mut self) -> StoreResult<Vec<SessionRecord>> {
        sessions::sessions(self.connection).await
    }

    async fn tokens(&mut self) -> StoreResult<Vec<TokenRecord>> {
        sessions::tokens(self.connection).await
    }

    async fn mark(&mut self, key: SecretHash) -> StoreResult<Option<Timestamp>> {
        sessions::mark(self.connection, key).await
    }

    async fn set_up_link(&mut self, secret: SecretHash) -> StoreResult<Option<SetUpLinkRecord>> {
        administrators::set_up_link(self.connection, secret).await
    }

    async fn idempotent_answer(&mut self, scope: &str, key: &str) -> StoreResult<Option<IdempotentAnswer>> {
        answers::get(self.connection, scope, key).await
    }
}
