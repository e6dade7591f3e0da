//! Changing.

use std::sync::Arc;

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{
    AdministratorRecord, AssignmentEnd, IdempotentAnswer, LedgerEntry, MailRecord, MarkAdvance,
    NewAssignment, Random, Read, SecretHash, SessionRecord, SetUpLinkRecord, StoreError, TokenRecord,
    Transaction,
};
use shared::{
    AdministratorId, Assignment, AssignmentId, AuditDetail, AuditEntry, AuditEntryId, BridgeId, ConferenceId,
    DayCounts, IdOwner, Import, MailEvent, RemovedUser, Settings, Timestamp, User, UserId, Version,
};

use crate::View;
use crate::state::{AssignmentRow, Map, Place, beginning_with, broken};

#[async_trait]
impl Transaction for View {
    fn as_read(&mut self) -> &mut dyn Read {
        self
    }

    async fn update_settings(&mut self, settings: &Settings) -> StoreResult<()> {
        self.state.settings = Arc::new(settings.clone());
        Ok(())
    }

    async fn insert_user(&mut self, user: &User) -> StoreResult<()> {
        if self.state.users.contains_key(&user.id) {
            return Err(StoreError::AlreadyExists);
        }
        self.state.put_user(user)
    }

    async fn update_user(&mut self, user: &User, expected: Version) -> StoreResult<bool> {
        if self.state.users.get(&user.id).is_none_or(|row| row.user.version != expected) {
            return Ok(false);
        }
        self.state.put_user(user).map(|()| true)
    }

    async fn remove_user(&mut self, left: &RemovedUser) -> StoreResult<()> {
        self.state.remove_user(left)
    }

    async fn strike_out_name(&mut self, user: UserId, names: &[String]) -> StoreResult<()> {
        self.state.strike_out_name(user, names);
        Ok(())
    }

    async fn reserve_random_conference_id(
        &mut self,
        bridge: BridgeId,
        owner: IdOwner,
        random: &mut Random,
    ) -> StoreResult<Option<ConferenceId>> {
        while let Some(id) = self.space.draw(bridge, random) {
            if self.state.ledger.contains_key(&(bridge, id)) {
                // Or it was taken when this began, and is free again: then this is undone, and so is the taking.
                self.space.take(bridge, id);
                continue;
            }
            let entry = LedgerEntry { bridge, conference_id: id, owner, quarantined_until: None };
            self.state.put_ledger_entry(entry)?;
            self.space.take(bridge, id);
            return Ok(Some(id));
        }
        Ok(None)
    }

    async fn retire_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        quarantined_until: Timestamp,
    ) -> StoreResult<()> {
        match self.state.ledger.get(&(bridge, id)).copied() {
            Some(entry @ LedgerEntry { quarantined_until: None, .. }) => {
                let until = Some(quarantined_until);
                self.state.put_ledger_entry(LedgerEntry { quarantined_until: until, ..entry })
            }
            _ => broken("the conference ID belongs to nobody"),
        }
    }

    async fn reinstate_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        owner: IdOwner,
    ) -> StoreResult<bool> {
        match self.state.ledger.get(&(bridge, id)).copied() {
            Some(entry) if entry.owner == owner && entry.quarantined_until.is_some() => {
                self.state.put_ledger_entry(LedgerEntry { quarantined_until: None, ..entry })?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    async fn end_quarantines(&mut self, now: Timestamp) -> StoreResult<u64> {
        let ended: Vec<Place> = self
            .state
            .quarantines
            .iter()
            .take_while(|(until, _)| *until <= now)
            .map(|(_, place)| *place)
            .collect();
        for place in &ended {
            self.state.remove_ledger_entry(*place);
            self.space.free(place.0, place.1);
        }
        Ok(ended.len() as u64)
    }

    async fn begin_assignment(&mut self, assignment: &NewAssignment) -> StoreResult<()> {
        let NewAssignment { id, bridge, conference_id, owner, from, began, began_by, began_with } =
            assignment.clone();
        let assignment = Assignment {
            bridge,
            conference_id,
            owner,
            owner_name: None,
            organizer: None,
            organizer_name: None,
            owner_removed: false,
            from,
            to: None,
            began,
            ended: None,
            reason: None,
            began_by: began_by.with_name(None),
            began_with,
            ended_by: None,
        };
        self.state.put_assignment(AssignmentRow { id, assignment });
        Ok(())
    }

    async fn end_assignment(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        owner: IdOwner,
        end: &AssignmentEnd,
    ) -> StoreResult<()> {
        let places =
            self.state.assignments_by_id.range(beginning_with((bridge, id), AssignmentId::from_uuid));
        let mut rows = places.filter_map(|(_, id)| self.state.assignments.get(id));
        let is_open =
            |row: &&Arc<AssignmentRow>| row.assignment.owner == owner && row.assignment.to.is_none();
        let Some(row) = rows.find(is_open) else {
            return broken("the conference ID does not belong to the owner");
        };
        let AssignmentEnd { to, ended, ended_by, reason } = end.clone();
        let assignment = Assignment {
            to: Some(to),
            ended: Some(ended),
            ended_by: Some(ended_by.with_name(None)),
            reason,
            ..row.assignment.clone()
        };
        let row = AssignmentRow { id: row.id, assignment };
        self.state.put_assignment(row);
        Ok(())
    }

    async fn insert_mail(&mut self, mail: &MailRecord) -> StoreResult<()> {
        if self.state.mails.contains_key(&mail.id) {
            return Err(StoreError::AlreadyExists);
        }
        self.state.put_mail(mail.clone())
    }

    async fn update_mail(&mut self, mail: &MailRecord) -> StoreResult<()> {
        if !self.state.mails.contains_key(&mail.id) {
            return broken("there is no such email");
        }
        self.state.put_mail(mail.clone())
    }

    async fn supersede_mails(
        &mut self,
        user: UserId,
        events: &[MailEvent],
        now: Timestamp,
    ) -> StoreResult<u64> {
        self.state.supersede_mails(user, events, now)
    }

    async fn forget_mail_content(
        &mut self,
        event: MailEvent,
        user: Option<UserId>,
        finished_by: Timestamp,
    ) -> StoreResult<u64> {
        self.state.forget_mail_content(event, user, finished_by)
    }

    async fn claim_due_mails(
        &mut self,
        now: Timestamp,
        leased_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<MailRecord>> {
        self.state.claim_due_mails(now, leased_until, limit)
    }

    async fn append_audit(&mut self, entry: &AuditEntry) -> StoreResult<()> {
        let kept = AuditEntry {
            actor: entry.actor.clone().with_name(None),
            user_display_name: None,
            user_removed: false,
            ..entry.clone()
        };
        add(&mut self.state.audit, entry.id, Arc::new(kept))
    }

    async fn replace_audit_detail(&mut self, id: AuditEntryId, detail: &AuditDetail) -> StoreResult<()> {
        if let Some(entry) = self.state.audit.get_mut(&id) {
            Arc::make_mut(entry).detail = Some(detail.clone());
        }
        Ok(())
    }

    async fn insert_day_counts(&mut self, counts: &DayCounts) -> StoreResult<()> {
        if !self.state.day_counts.contains_key(&counts.day) {
            self.state.day_counts.insert_mut(counts.day, *counts);
        }
        Ok(())
    }

    async fn insert_import(&mut self, import: &Import) -> StoreResult<()> {
        add(&mut self.state.imports, import.id, Arc::new(import.clone()))
    }

    async fn update_import(&mut self, import: &Import) -> StoreResult<()> {
        if !self.state.imports.contains_key(&import.id) {
            return broken("there is no such import");
        }
        self.state.imports.insert_mut(import.id, Arc::new(import.clone()));
        Ok(())
    }

    async fn delete_imports_before(&mut self, moment: Timestamp) -> StoreResult<()> {
        let old = self.state.imports.values().filter(|import| import.created_at < moment);
        let old: Vec<_> = old.map(|import| import.id).collect();
        for id in old {
            if !self.state.is_import_needed(id) {
                self.state.imports.remove_mut(&id);
            }
        }
        Ok(())
    }

    async fn insert_administrator(&mut self, administrator: &AdministratorRecord) -> StoreResult<()> {
        if self.state.administrators.contains_key(&administrator.administrator.id) {
            return Err(StoreError::AlreadyExists);
        }
        self.state.put_administrator(administrator.clone())
    }

    async fn update_administrator(&mut self, administrator: &AdministratorRecord) -> StoreResult<()> {
        if !self.state.administrators.contains_key(&administrator.administrator.id) {
            return broken("there is no such account");
        }
        self.state.put_administrator(administrator.clone())
    }

    async fn remove_administrator(&mut self, id: AdministratorId, now: Timestamp) -> StoreResult<()> {
        self.state.remove_administrator(id, now)
    }

    async fn insert_session(&mut self, session: &SessionRecord) -> StoreResult<()> {
        if !self.state.administrators.contains_key(&session.administrator) {
            return broken("there is no such account");
        }
        add(&mut self.state.sessions, session.secret, session.clone())
    }

    async fn extend_session(
        &mut self,
        secret: SecretHash,
        used_at: Timestamp,
        expires_at: Timestamp,
    ) -> StoreResult<()> {
        if let Some(session) = self.state.sessions.get_mut(&secret) {
            session.used_at = used_at;
            session.expires_at = expires_at;
        }
        Ok(())
    }

    async fn delete_session(&mut self, secret: SecretHash) -> StoreResult<()> {
        self.state.sessions.remove_mut(&secret);
        Ok(())
    }

    async fn delete_sessions_of(&mut self, administrator: AdministratorId) -> StoreResult<()> {
        remove_where(&mut self.state.sessions, |session| session.administrator == administrator);
        Ok(())
    }

    async fn advance_mark(&mut self, key: SecretHash, advance: MarkAdvance) -> StoreResult<bool> {
        let stands = self.state.marks.get(&key).copied().unwrap_or(advance.now);
        if stands > advance.latest {
            return Ok(false);
        }
        self.state.marks.insert_mut(key, stands.max(advance.now).after(advance.by));
        Ok(true)
    }

    async fn put_mark(&mut self, key: SecretHash, until: Timestamp) -> StoreResult<()> {
        self.state.marks.insert_mut(key, until);
        Ok(())
    }

    async fn delete_mark(&mut self, key: SecretHash) -> StoreResult<()> {
        self.state.marks.remove_mut(&key);
        Ok(())
    }

    async fn use_token(&mut self, secret: SecretHash, used_at: Timestamp) -> StoreResult<()> {
        if let Some(token) = self.state.tokens.get_mut(&secret) {
            token.used_at = Some(used_at);
        }
        Ok(())
    }

    async fn revoke_token(&mut self, secret: SecretHash, revoked_at: Timestamp) -> StoreResult<()> {
        if let Some(token) = self.state.tokens.get_mut(&secret) {
            token.revoked_at = Some(revoked_at);
        }
        Ok(())
    }

    async fn insert_token(&mut self, token: &TokenRecord) -> StoreResult<()> {
        add(&mut self.state.tokens, token.secret, token.clone())
    }

    async fn insert_set_up_link(&mut self, link: &SetUpLinkRecord) -> StoreResult<()> {
        if link.administrator.is_some_and(|id| !self.state.administrators.contains_key(&id)) {
            return broken("there is no such account");
        }
        add(&mut self.state.set_up_links, link.secret, *link)
    }

    async fn delete_set_up_link(&mut self, secret: SecretHash) -> StoreResult<()> {
        self.state.set_up_links.remove_mut(&secret);
        Ok(())
    }

    async fn delete_set_up_links_of(&mut self, administrator: AdministratorId) -> StoreResult<()> {
        remove_where(&mut self.state.set_up_links, |link| link.administrator == Some(administrator));
        Ok(())
    }

    async fn delete_expired(&mut self, now: Timestamp, answered_before: Timestamp) -> StoreResult<()> {
        remove_where(&mut self.state.sessions, |session| session.expires_at <= now);
        remove_where(&mut self.state.organizer_secrets, |record| record.expires_at <= now);
        remove_where(&mut self.state.set_up_links, |link| link.expires_at <= now);
        remove_where(&mut self.state.marks, |until| *until <= now);
        remove_where(&mut self.state.tokens, |token| {
            token.of_command && token.expires_at.is_some_and(|expires| expires <= now)
        });
        remove_where(&mut self.state.answers, |answer| answer.created_at < answered_before);
        Ok(())
    }

    async fn insert_idempotent_answer(&mut self, answer: &IdempotentAnswer) -> StoreResult<()> {
        add(&mut self.state.answers, answer.key.clone(), Arc::new(answer.clone()))
    }
}

/// Adds what must not be there yet.
fn add<K: Ord + Clone, V: Clone>(map: &mut Map<K, V>, key: K, value: V) -> StoreResult<()> {
    if map.contains_key(&key) {
        return Err(StoreError::AlreadyExists);
    }
    map.insert_mut(key, value);
    Ok(())
}

pub(crate) fn remove_where<K: Ord + Clone, V: Clone>(map: &mut Map<K, V>, is_wanted: impl Fn(&V) -> bool) {
    let keys: Vec<K> = map.iter().filter(|(_, value)| is_wanted(value)).map(|(key, _)| key.clone()).collect();
    for key in keys {
        map.remove_mut(&key);
    }
}
