//! Changing.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{
    AdministratorRecord, AssignmentEnd, IdempotentAnswer, MailRecord, MarkAdvance, NewAssignment, Random,
    Read, ReadBridges as _, SecretHash, SessionRecord, SetUpLinkRecord, StoreError, TokenRecord, Transaction,
};
use shared::{
    AdministratorId, AuditDetail, AuditEntry, AuditEntryId, BridgeId, ConferenceId, DayCounts, IdOwner,
    Import, MailEvent, MailState, RemovedUser, Settings, Timestamp, User, UserId, Version,
};

use super::{
    SqlTransaction, administrators, answers, audit, conference_ids, day_counts, history, imports, mails,
    removal, sessions, settings, users,
};

#[async_trait]
impl Transaction for SqlTransaction<'_> {
    fn as_read(&mut self) -> &mut dyn Read {
        self
    }

    async fn update_settings(&mut self, settings: &Settings) -> StoreResult<()> {
        self.settings = None;
        settings::update(self.connection, settings).await
    }

    async fn insert_user(&mut self, user: &User) -> StoreResult<()> {
        users::insert(self.connection, user).await
    }

    async fn update_user(&mut self, user: &User, expected: Version) -> StoreResult<bool> {
        let loaded = self.loaded.take().filter(|loaded| loaded.id == user.id);
        users::update(self.connection, loaded, user, expected).await
    }

    async fn remove_user(&mut self, left: &RemovedUser) -> StoreResult<()> {
        self.loaded = None;
        removal::remove_user(self.connection, left).await
    }

    async fn strike_out_name(&mut self, user: UserId, names: &[String]) -> StoreResult<()> {
        removal::strike_out_name(self.connection, user, names).await
    }

    async fn reserve_random_conference_id(
        &mut self,
        bridge: BridgeId,
        owner: IdOwner,
        random: &mut Random,
    ) -> StoreResult<Option<ConferenceId>> {
        if !self.draws {
            let reason = "only the server that has the database draws conference IDs";
            return Err(StoreError::Unavailable(reason.into()));
        }
        let bridges = self.bridges().await?;
        let bridge = bridges.iter().find(|known| known.id == bridge);
        let bridge = bridge.ok_or_else(|| StoreError::Broken("there is no such bridge".into()))?;
        conference_ids::reserve_random(self.connection, self.space, bridge, owner, random).await
    }

    async fn retire_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        quarantined_until: Timestamp,
    ) -> StoreResult<()> {
        conference_ids::retire(self.connection, bridge, id, quarantined_until).await
    }

    async fn reinstate_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        owner: IdOwner,
    ) -> StoreResult<bool> {
        conference_ids::reinstate(self.connection, bridge, id, owner).await
    }

    async fn end_quarantines(&mut self, now: Timestamp) -> StoreResult<u64> {
        conference_ids::end_quarantines(self.connection, self.space, now).await
    }

    async fn begin_assignment(&mut self, assignment: &NewAssignment) -> StoreResult<()> {
        history::begin(self.connection, assignment).await
    }

    async fn end_assignment(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        owner: IdOwner,
        end: &AssignmentEnd,
    ) -> StoreResult<()> {
        history::end(self.connection, bridge, id, owner, end).await
    }

    async fn insert_mail(&mut self, mail: &MailRecord) -> StoreResult<()> {
        self.has_made_work |= mail.state == MailState::Queued;
        mails::insert(self.connection, mail).await
    }

    async fn update_mail(&mut self, mail: &MailRecord) -> StoreResult<()> {
        self.has_made_work |= mail.state == MailState::Queued;
        mails::update(self.connection, mail).await
    }

    async fn supersede_mails(
        &mut self,
        user: UserId,
        events: &[MailEvent],
        now: Timestamp,
    ) -> StoreResult<u64> {
        mails::supersede(self.connection, user, events, now).await
    }

    async fn forget_mail_content(
        &mut self,
        event: MailEvent,
        user: Option<UserId>,
        finished_by: Timestamp,
    ) -> StoreResult<u64> {
        mails::forget_content(self.connection, event, user, finished_by).await
    }

    async fn claim_due_mails(
        &mut self,
        now: Timestamp,
        leased_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<MailRecord>> {
        mails::claim_due(self.connection, now, leased_until, limit).await
    }

    async fn append_audit(&mut self, entry: &AuditEntry) -> StoreResult<()> {
        audit::append(self.connection, entry).await
    }

    async fn insert_day_counts(&mut self, counts: &DayCounts) -> StoreResult<()> {
        day_counts::insert(self.connection, counts).await
    }

    async fn replace_audit_detail(&mut self, id: AuditEntryId, detail: &AuditDetail) -> StoreResult<()> {
        audit::replace_detail(self.connection, id, detail).await
    }

    async fn insert_import(&mut self, import: &Import) -> StoreResult<()> {
        imports::insert(self.connection, import).await
    }

    async fn update_import(&mut self, import: &Import) -> StoreResult<()> {
        imports::update(self.connection, import).await
    }

    async fn delete_imports_before(&mut self, moment: Timestamp) -> StoreResult<()> {
        imports::delete_before(self.connection, moment).await
    }

    async fn insert_administrator(&mut self, administrator: &AdministratorRecord) -> StoreResult<()> {
        administrators::insert(self.connection, administrator).await
    }

    async fn update_administrator(&mut self, administrator: &AdministratorRecord) -> StoreResult<()> {
        administrators::update(self.connection, administrator).await
    }

    async fn remove_administrator(&mut self, id: AdministratorId, now: Timestamp) -> StoreResult<()> {
        administrators::remove(self.connection, id, now).await
    }

    async fn insert_session(&mut self, session: &SessionRecord) -> StoreResult<()> {
        sessions::insert_session(self.connection, session).await
    }

    async fn extend_session(
        &mut self,
        secret: SecretHash,
        used_at: Timestamp,
        expires_at: Timestamp,
    ) -> StoreResult<()> {
        sessions::extend_session(self.connection, secret, used_at, expires_at).await
    }

    async fn delete_session(&mut self, secret: SecretHash) -> StoreResult<()> {
        sessions::delete_session(self.connection, secret).await
    }

    async fn delete_sessions_of(&mut self, administrator: AdministratorId) -> StoreResult<()> {
        sessions::delete_sessions_of(self.connection, administrator).await
    }

    async fn advance_mark(&mut self, key: SecretHash, advance: MarkAdvance) -> StoreResult<bool> {
        sessions::advance_mark(self.connection, key, advance).await
    }

    async fn put_mark(&mut self, key: SecretHash, until: Timestamp) -> StoreResult<()> {
        sessions::put_mark(self.connection, key, until).await
    }

    async fn delete_mark(&mut self, key: SecretHash) -> StoreResult<()> {
        sessions::delete_mark(self.connection, key).await
    }

    async fn use_token(&mut self, secret: SecretHash, used_at: Timestamp) -> StoreResult<()> {
        sessions::use_token(self.connection, secret, used_at).await
    }

    async fn revoke_token(&mut self, secret: SecretHash, revoked_at: Timestamp) -> StoreResult<()> {
        sessions::revoke_token(self.connection, secret, revoked_at).await
    }

    async fn insert_token(&mut self, token: &TokenRecord) -> StoreResult<()> {
        sessions::insert_token(self.connection, token).await
    }

    async fn insert_set_up_link(&mut self, link: &SetUpLinkRecord) -> StoreResult<()> {
        administrators::insert_set_up_link(self.connection, link).await
    }

    async fn delete_set_up_link(&mut self, secret: SecretHash) -> StoreResult<()> {
        administrators::delete_set_up_link(self.connection, secret).await
    }

    async fn delete_set_up_links_of(&mut self, administrator: AdministratorId) -> StoreResult<()> {
        administrators::delete_set_up_links_of(self.connection, administrator).await
    }

    async fn delete_expired(&mut self, now: Timestamp, answered_before: Timestamp) -> StoreResult<()> {
        administrators::delete_expired(self.connection, now).await?;
        answers::delete_before(self.connection, answered_before).await
    }

    async fn insert_idempotent_answer(&mut self, answer: &IdempotentAnswer) -> StoreResult<()> {
        answers::insert(self.connection, answer).await
    }
}
