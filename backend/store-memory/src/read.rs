//! Looking.

use std::ops::Bound;
use std::sync::Arc;

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{
    AdministratorRecord, AuditQuery, IdempotentAnswer, LedgerEntry, MailQuery, MailRecord, MeetingRecord,
    Read, SecretHash, SessionRecord, SetUpLinkRecord, TokenRecord, UserQuery, account_name_key, has_term,
};
use shared::{
    Actor, AdministratorId, Assignment, AssignmentId, AuditAction, AuditEntry, AuditEntryId, BridgeId,
    ConferenceId, ConferenceIdUsage, Day, DayCounts, DialInFilter, DirectoryId, EmailAddress, IdOwner,
    Import, ImportId, MailId, MailReference, MailState, RemovedUser, Settings, Timestamp, User, UserId,
    UserPrincipalName,
};

use uuid::Uuid;

use crate::View;
use crate::state::{AssignmentRow, State, UserRow, beginning_with, order};

#[async_trait]
impl Read for View {
    async fn settings(&mut self) -> StoreResult<Settings> {
        Ok((*self.state.settings).clone())
    }

    async fn user(&mut self, id: UserId) -> StoreResult<Option<User>> {
        Ok(self.state.users.get(&id).map(|row| row.user.clone()))
    }

    async fn removed_user(&mut self, id: UserId) -> StoreResult<Option<RemovedUser>> {
        Ok(self.state.removed_users.get(&id).cloned())
    }

    async fn user_by_principal_name(&mut self, name: &UserPrincipalName) -> StoreResult<Option<User>> {
        let id = self.state.principal_names.get(&name.folded());
        Ok(id.and_then(|id| self.state.users.get(id)).map(|row| row.user.clone()))
    }

    async fn user_by_directory_id(&mut self, id: &DirectoryId) -> StoreResult<Option<User>> {
        let id = self.state.directory_ids.get(id);
        Ok(id.and_then(|id| self.state.users.get(id)).map(|row| row.user.clone()))
    }

    async fn user_by_provider_key(&mut self, key: &str) -> StoreResult<Option<User>> {
        let id = self.state.provider_keys.get(key);
        Ok(id.and_then(|id| self.state.users.get(id)).map(|row| row.user.clone()))
    }

    async fn users_by_primary_email(&mut self, address: &EmailAddress, limit: u32) -> StoreResult<Vec<User>> {
        let address = address.as_str().to_ascii_lowercase();
        let (first, last) = (UserId::from_uuid(Uuid::nil()), UserId::from_uuid(Uuid::max()));
        let places = self.state.addresses.range((address.clone(), first)..=(address, last));
        let users = places.filter_map(|(_, id)| self.state.users.get(id)).map(|row| row.user.clone());
        Ok(users.take(limit as usize).collect())
    }

    async fn users(&mut self, query: &UserQuery) -> StoreResult<Vec<User>> {
        let (index, backwards) = order(query.sort);
        let after = query.after.as_ref().map(|position| (position.key.clone(), position.user));
        let range = match after {
            Some(place) if backwards => (Bound::Unbounded, Bound::Excluded(place)),
            Some(place) => (Bound::Excluded(place), Bound::Unbounded),
            None => (Bound::Unbounded, Bound::Unbounded),
        };
        let places = self.state.orders[index].range(range);
        let rows = |(_, id): &(String, UserId)| self.state.users.get(id).filter(|row| matches(row, query));
        let limit = query.limit as usize;
        let users = |row: &Arc<UserRow>| row.user.clone();
        Ok(if backwards {
            places.rev().filter_map(rows).take(limit).map(users).collect()
        } else {
            places.filter_map(rows).take(limit).map(users).collect()
        })
    }

    async fn count_users(&mut self, query: &UserQuery) -> StoreResult<u64> {
        Ok(self.state.users.values().filter(|row| matches(row, query)).count() as u64)
    }

    async fn ledger_entry(&mut self, bridge: BridgeId, id: ConferenceId) -> StoreResult<Option<LedgerEntry>> {
        Ok(self.state.ledger.get(&(bridge, id)).copied())
    }

    async fn conference_id_usage(&mut self, bridge: BridgeId) -> StoreResult<ConferenceIdUsage> {
        let entries = || self.state.ledger.values().filter(|entry| entry.bridge == bridge);
        let quarantined = entries().filter(|entry| entry.quarantined_until.is_some()).count();
        let count = |size: usize| u32::try_from(size).unwrap_or(u32::MAX);
        Ok(self.space.usage(bridge, count(entries().count() - quarantined), count(quarantined)))
    }

    async fn is_never_drawn(&mut self, bridge: BridgeId, id: ConferenceId) -> StoreResult<bool> {
        Ok(self.space.is_never_drawn(bridge, id))
    }

    async fn assignments_of_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
    ) -> StoreResult<Vec<Assignment>> {
        let places =
            self.state.assignments_by_id.range(beginning_with((bridge, id), AssignmentId::from_uuid));
        Ok(newest_first(&self.state, places.map(|(_, id)| id)))
    }

    async fn assignments_of_owner(&mut self, owner: IdOwner) -> StoreResult<Vec<Assignment>> {
        let places = self.state.assignments_by_owner.range(beginning_with(owner, AssignmentId::from_uuid));
        Ok(newest_first(&self.state, places.map(|(_, id)| id)))
    }

    async fn mail(&mut self, id: MailId) -> StoreResult<Option<MailRecord>> {
        Ok(self.state.mails.get(&id).map(|mail| self.state.with_causer(mail)))
    }

    async fn mails(&mut self, query: &MailQuery) -> StoreResult<Vec<(MailRecord, String)>> {
        let state = &self.state;
        let is_before = |id: &MailId| query.before.is_none_or(|before| *id < before);
        let matches = |mail: &&Arc<MailRecord>| query.filter.state.is_none_or(|wanted| mail.state == wanted);
        let limit = query.limit as usize;
        let found: Vec<&Arc<MailRecord>> = if let Some(user) = query.filter.user {
            let places = state.mails_by_user.range(beginning_with(user, MailId::from_uuid)).rev();
            let ids = places.map(|(_, id)| id).filter(|id| is_before(id));
            ids.filter_map(|id| state.mails.get(id)).filter(matches).take(limit).collect()
        } else {
            let end = query.before.map_or(Bound::Unbounded, Bound::Excluded);
            let mails = state.mails.range((Bound::Unbounded, end)).rev().map(|(_, mail)| mail);
            mails.filter(matches).take(limit).collect()
        };
        Ok(found
            .into_iter()
            .map(|mail| (state.with_causer(mail), state.display_name(mail.user).unwrap_or_default()))
            .collect())
    }

    async fn latest_mail(&mut self, user: UserId) -> StoreResult<Option<MailReference>> {
        let latest = self.state.mails_by_user.range(beginning_with(user, MailId::from_uuid)).next_back();
        let mail = latest.and_then(|(_, id)| self.state.mails.get(id));
        Ok(mail.map(|mail| MailReference { id: mail.id, event: mail.event, state: mail.state }))
    }

    async fn next_mail_due(&mut self) -> StoreResult<Option<Timestamp>> {
        Ok(self.state.due_mails.first().map(|(due, _)| *due))
    }

    async fn audit(&mut self, query: &AuditQuery) -> StoreResult<Vec<AuditEntry>> {
        let matches = |entry: &&Arc<AuditEntry>| {
            query.user.is_none_or(|user| entry.user == Some(user))
                && query.action.is_none_or(|action| entry.action == action)
                && query.job.is_none_or(|job| entry.job == Some(job))
                && !(query.folded && entry.job.is_some())
        };
        let start = query.from.map_or(Bound::Unbounded, Bound::Included);
        let end = query.before.map_or(Bound::Unbounded, Bound::Excluded);
        // A map refuses a range that ends before it begins.
        if query.from.zip(query.before).is_some_and(|(from, before)| from >= before) {
            return Ok(Vec::new());
        }
        let entries = self.state.audit.range((start, end)).rev().map(|(_, entry)| entry);
        let found = entries.filter(matches).take(query.limit as usize);
        Ok(found.map(|entry| self.state.with_names(entry)).collect())
    }

    async fn count_audit(
        &mut self,
        action: AuditAction,
        from: AuditEntryId,
        before: AuditEntryId,
    ) -> StoreResult<u64> {
        if from >= before {
            return Ok(0);
        }
        let entries = self.state.audit.range(from..before);
        Ok(entries.filter(|(_, entry)| entry.action == action).count() as u64)
    }

    async fn day_counts(&mut self, first: Day, last: Day) -> StoreResult<Vec<DayCounts>> {
        if first > last {
            return Ok(Vec::new());
        }
        Ok(self.state.day_counts.range(first..=last).map(|(_, counts)| *counts).collect())
    }

    async fn count_failed_mails(&mut self, limit: u32) -> StoreResult<u32> {
        let failed = self.state.mails.values().filter(|mail| mail.state == MailState::Failed);
        Ok(u32::try_from(failed.take(limit as usize).count()).unwrap_or(u32::MAX))
    }

    async fn import(&mut self, id: ImportId) -> StoreResult<Option<Import>> {
        Ok(self.state.imports.get(&id).map(|import| (**import).clone()))
    }

    async fn newest_identifier(&mut self) -> StoreResult<Option<Uuid>> {
        let state = &self.state;
        let newest = [
            state.audit.keys().map(|id| id.uuid()).max(),
            state.mails.keys().map(|id| id.uuid()).max(),
            state.imports.keys().map(|id| id.uuid()).max(),
            state.jobs.keys().map(|id| id.uuid()).max(),
        ];
        Ok(newest.into_iter().flatten().max())
    }

    async fn has_administrators(&mut self) -> StoreResult<bool> {
        Ok(self.state.administrators.values().any(|record| record.password_hash.is_some()))
    }

    async fn administrator(&mut self, id: AdministratorId) -> StoreResult<Option<AdministratorRecord>> {
        Ok(self.state.administrators.get(&id).map(|record| (**record).clone()))
    }

    async fn administrators(&mut self) -> StoreResult<Vec<AdministratorRecord>> {
        let ids = self.state.administrator_names.values();
        Ok(ids.filter_map(|id| self.state.administrators.get(id)).map(|record| (**record).clone()).collect())
    }

    async fn administrator_by_name(&mut self, name: &str) -> StoreResult<Option<AdministratorRecord>> {
        let id = self.state.administrator_names.get(&account_name_key(name));
        Ok(id.and_then(|id| self.state.administrators.get(id)).map(|record| (**record).clone()))
    }

    async fn session(&mut self, secret: SecretHash) -> StoreResult<Option<SessionRecord>> {
        Ok(self.state.sessions.get(&secret).cloned())
    }

    async fn token(&mut self, secret: SecretHash) -> StoreResult<Option<TokenRecord>> {
        Ok(self.state.tokens.get(&secret).cloned())
    }

    async fn sessions(&mut self) -> StoreResult<Vec<SessionRecord>> {
        let mut sessions: Vec<SessionRecord> = self.state.sessions.values().cloned().collect();
        sessions.sort_by_key(|session| std::cmp::Reverse(session.id));
        Ok(sessions)
    }

    async fn tokens(&mut self) -> StoreResult<Vec<TokenRecord>> {
        let mut tokens: Vec<TokenRecord> = self.state.tokens.values().cloned().collect();
        tokens.sort_by_key(|token| std::cmp::Reverse(token.id));
        Ok(tokens)
    }

    async fn mark(&mut self, key: SecretHash) -> StoreResult<Option<Timestamp>> {
        Ok(self.state.marks.get(&key).copied())
    }

    async fn set_up_link(&mut self, secret: SecretHash) -> StoreResult<Option<SetUpLinkRecord>> {
        Ok(self.state.set_up_links.get(&secret).copied())
    }

    async fn idempotent_answer(&mut self, scope: &str, key: &str) -> StoreResult<Option<IdempotentAnswer>> {
        let key = (scope.to_owned(), key.to_owned());
        Ok(self.state.answers.get(&key).map(|answer| (**answer).clone()))
    }
}

impl State {
    /// The actor with the name that it has now.
    pub(crate) fn named(&self, actor: &Actor) -> Actor {
        let name = match actor {
            Actor::Administrator { id, .. } => {
                let name = self.administrators.get(id).map(|record| &record.administrator.name);
                name.or_else(|| self.removed_administrators.get(id).map(|(name, _)| name)).cloned()
            }
            Actor::Token { id, .. } => {
                self.tokens.values().find(|token| token.id == *id).map(|token| token.name.clone())
            }
            Actor::Organizer { user, .. } => self.display_name(*user),
            Actor::CommandLine | Actor::System | Actor::Anonymous => None,
        };
        actor.clone().with_name(name)
    }

    fn with_names(&self, entry: &AuditEntry) -> AuditEntry {
        AuditEntry {
            actor: self.named(&entry.actor),
            user_display_name: entry.user.and_then(|user| self.display_name(user)),
            user_removed: entry.user.is_some_and(|user| self.removed_users.contains_key(&user)),
            ..entry.clone()
        }
    }

    /// A period with the names of now.
    pub(crate) fn named_assignment(&self, row: &AssignmentRow) -> Assignment {
        let (owner_name, owner_removed) = self.owner_name(row.assignment.owner);
        let organizer = self.meeting_of(row.assignment.owner).map(|meeting| meeting.organizer);
        Assignment {
            owner_name,
            organizer,
            organizer_name: organizer.and_then(|user| self.display_name(user)),
            owner_removed,
            began_by: self.named(&row.assignment.began_by),
            ended_by: row.assignment.ended_by.as_ref().map(|actor| self.named(actor)),
            ..row.assignment.clone()
        }
    }

    /// The name of an owner, and whether it was removed.
    pub(crate) fn owner_name(&self, owner: IdOwner) -> (Option<String>, bool) {
        let user = owner.user();
        let meeting = self.meeting_of(owner);
        let is_removed = user
            .or(meeting.map(|meeting| meeting.organizer))
            .is_some_and(|user| self.removed_users.contains_key(&user));
        let subject = meeting.map(|meeting| meeting.subject.clone()).filter(|subject| !subject.is_empty());
        (user.and_then(|user| self.display_name(user)).or(subject), is_removed)
    }

    fn meeting_of(&self, owner: IdOwner) -> Option<&MeetingRecord> {
        match owner {
            IdOwner::Meeting(meeting) => self.meetings.get(&meeting).map(|meeting| &**meeting),
            IdOwner::User(_) | IdOwner::Room(_) | IdOwner::Reservation(_) => None,
        }
    }

    /// The display name of a user, or the one that is left of a removed user.
    fn display_name(&self, user: UserId) -> Option<String> {
        match self.users.get(&user) {
            Some(row) => Some(row.user.display_name.clone()),
            None => self.removed_users.get(&user)?.display_name.clone(),
        }
    }
}

/// Whether a list with this query shows the user, apart from its place.
pub(crate) fn matches(row: &UserRow, query: &UserQuery) -> bool {
    let wanted = query.filter.dial_in.is_none_or(|filter| match filter {
        DialInFilter::Enabled => row.user.dial_in_enabled,
        DialInFilter::Disabled => !row.user.dial_in_enabled,
    });
    let wanted = wanted && query.filter.provider.is_none_or(|filter| row.user.provider.kind() == filter);
    let kind = query.filter.conference_id_type;
    let wanted = wanted && kind.is_none_or(|kind| row.user.conference_id_type_now() == Some(kind));
    wanted && query.terms.iter().all(|term| has_term(&row.search_text, term))
}

fn newest_first<'s>(state: &'s State, ids: impl Iterator<Item = &'s AssignmentId>) -> Vec<Assignment> {
    let mut rows: Vec<&AssignmentRow> =
        ids.filter_map(|id| state.assignments.get(id)).map(|row| &**row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.assignment.from, row.id)));
    rows.into_iter().map(|row| state.named_assignment(row)).collect()
}
