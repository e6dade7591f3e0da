//! The state: tables and the orders in which they are looked at.

use std::ops::RangeInclusive;
use std::sync::Arc;

use domain::store::{StoreResult, sort_key};
use domain::{
    AdministratorRecord, CalendarConnectionRecord, CalendarUpdateRecord, IdempotentAnswer, JobRecord,
    JobRowRecord, LedgerEntry, MailRecord, MailTemplateRecord, MeetingRecord, MeetingUpdateRecord,
    OrganizerPinRecord, OrganizerSecretKind, OrganizerSecretRecord, ReplacedNumber, SecretHash,
    SessionRecord, SetUpLinkRecord, StoreError, TokenRecord, account_name_key, search_text,
};
use rpds::{RedBlackTreeMapSync, RedBlackTreeSetSync};
use serde::{Deserialize, Serialize};
use shared::{
    AdministratorId, Assignment, AssignmentId, AuditEntry, AuditEntryId, Bridge, BridgeDay, BridgeId,
    ConferenceId, Day, DayCounts, DirectoryId, IdOwner, Import, ImportId, JobId, LanguageTag, MailId,
    MeetingId, MeetingUpdateId, PhoneNumber, ProviderProfile, ProviderProfiles, RemovedUser, Reservation,
    ReservationId, ServiceNumber, Settings, Timestamp, User, UserId, UserSort,
};
use uuid::Uuid;

use crate::jobs::PieceRow;

pub(crate) type Map<K, V> = RedBlackTreeMapSync<K, V>;
pub(crate) type Set<T> = RedBlackTreeSetSync<T>;

/// A conference ID on its bridge.
pub(crate) type Place = (BridgeId, ConferenceId);

/// A user and what it is found by.
#[derive(Clone)]
pub(crate) struct UserRow {
    pub(crate) user: User,
    pub(crate) search_text: String,
}

/// A period of the history.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct AssignmentRow {
    pub(crate) id: AssignmentId,
    /// The owner's name in it is filled in when it is read.
    pub(crate) assignment: Assignment,
}

/// Everything. A copy costs a few pointers.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) settings: Arc<Settings>,
    pub(crate) users: Map<UserId, Arc<UserRow>>,
    pub(crate) removed_users: Map<UserId, RemovedUser>,
    pub(crate) principal_names: Map<String, UserId>,
    pub(crate) directory_ids: Map<DirectoryId, UserId>,
    /// The profiles at other providers, by their keys.
    pub(crate) provider_keys: Map<String, UserId>,
    /// Primary addresses in lower case (of ASCII), each with those who have it.
    pub(crate) addresses: Set<(String, UserId)>,
    /// The users in the order of each sort, ascending (see [`order`]).
    pub(crate) orders: [Set<(String, UserId)>; 4],
    pub(crate) bridges: Map<BridgeId, Arc<Bridge>>,
    pub(crate) ledger: Map<Place, LedgerEntry>,
    /// The live IDs by their owners; a reservation is not in it, because it can have many.
    pub(crate) assigned: Map<(BridgeId, IdOwner), ConferenceId>,
    pub(crate) quarantines: Set<(Timestamp, Place)>,
    pub(crate) reservations: Map<ReservationId, Reservation>,
    pub(crate) assignments: Map<AssignmentId, Arc<AssignmentRow>>,
    pub(crate) assignments_by_id: Set<(Place, AssignmentId)>,
    pub(crate) assignments_by_owner: Set<(IdOwner, AssignmentId)>,
    pub(crate) mail_templates: Map<(LanguageTag, &'static str), Arc<MailTemplateRecord>>,
    pub(crate) mails: Map<MailId, Arc<MailRecord>>,
    pub(crate) mails_by_user: Set<(UserId, MailId)>,
    /// The mails that are queued or being sent.
    pub(crate) due_mails: Set<(Timestamp, MailId)>,
    pub(crate) audit: Map<AuditEntryId, Arc<AuditEntry>>,
    pub(crate) day_counts: Map<Day, DayCounts>,
    pub(crate) bridge_days: Map<(BridgeId, Day), BridgeDay>,
    pub(crate) replaced_numbers: Map<PhoneNumber, ReplacedNumber>,
    pub(crate) imports: Map<ImportId, Arc<Import>>,
    pub(crate) pieces: Map<(Uuid, u32), Arc<PieceRow>>,
    pub(crate) jobs: Map<JobId, Arc<JobRecord>>,
    /// The jobs that are queued or run.
    pub(crate) due_jobs: Set<(Timestamp, JobId)>,
    pub(crate) job_rows: Map<(JobId, u64), Arc<JobRowRecord>>,
    pub(crate) administrators: Map<AdministratorId, Arc<AdministratorRecord>>,
    pub(crate) administrator_names: Map<String, AdministratorId>,
    /// The names of accounts that were removed, and when.
    pub(crate) removed_administrators: Map<AdministratorId, (String, Timestamp)>,
    pub(crate) sessions: Map<SecretHash, SessionRecord>,
    pub(crate) tokens: Map<SecretHash, TokenRecord>,
    pub(crate) set_up_links: Map<SecretHash, SetUpLinkRecord>,
    pub(crate) marks: Map<SecretHash, Timestamp>,
    pub(crate) answers: Map<(String, String), Arc<IdempotentAnswer>>,
    pub(crate) calendar_connections: Map<UserId, Arc<CalendarConnectionRecord>>,
    pub(crate) calendar_updates: Map<UserId, CalendarUpdateRecord>,
    pub(crate) meeting_updates: Map<MeetingUpdateId, Arc<MeetingUpdateRecord>>,
    pub(crate) meeting_updates_by_href: Map<(UserId, String), MeetingUpdateId>,
    pub(crate) meetings: Map<MeetingId, Arc<MeetingRecord>>,
    pub(crate) meetings_by_organizer: Set<(UserId, MeetingId)>,
    /// The meetings that have an ID of their own and an end, by that.
    pub(crate) meetings_to_retire: Set<(Timestamp, MeetingId)>,
    pub(crate) organizer_secrets: Map<(OrganizerSecretKind, SecretHash), OrganizerSecretRecord>,
    pub(crate) organizer_pins: Map<UserId, OrganizerPinRecord>,
}

/// The ascending sorts, in the order of [`State::orders`].
pub(crate) const ORDERS: [UserSort; 4] =
    [UserSort::DisplayName, UserSort::UserPrincipalName, UserSort::ConferenceId, UserSort::UpdatedAt];

/// Which of the orders a sort reads, and whether it reads it backwards.
pub(crate) const fn order(sort: UserSort) -> (usize, bool) {
    match sort {
        UserSort::DisplayName => (0, false),
        UserSort::DisplayNameDescending => (0, true),
        UserSort::UserPrincipalName => (1, false),
        UserSort::UserPrincipalNameDescending => (1, true),
        UserSort::ConferenceId => (2, false),
        UserSort::ConferenceIdDescending => (2, true),
        UserSort::UpdatedAt => (3, false),
        UserSort::UpdatedAtDescending => (3, true),
    }
}

/// Every pair that begins with `first`; `identifier` makes the identifiers at both ends.
pub(crate) fn beginning_with<A: Copy, B>(first: A, identifier: fn(Uuid) -> B) -> RangeInclusive<(A, B)> {
    (first, identifier(Uuid::nil()))..=(first, identifier(Uuid::max()))
}

/// Where a user stands among the addresses.
pub(crate) fn address_place(user: &User) -> (String, UserId) {
    (user.primary_email.as_str().to_ascii_lowercase(), user.id)
}

/// The keys of a user's profiles at other providers.
pub(crate) fn provider_keys(user: &User) -> Vec<String> {
    user.provider.profiles().into_iter().flat_map(ProviderProfiles::all).map(ProviderProfile::key).collect()
}

/// An error for what the operations never do.
pub(crate) fn broken<T>(what: &str) -> StoreResult<T> {
    Err(StoreError::Broken(what.to_owned()))
}

impl State {
    pub(crate) fn new(settings: Settings) -> Self {
        Self {
            settings: Arc::new(settings),
            users: Map::new_sync(),
            removed_users: Map::new_sync(),
            principal_names: Map::new_sync(),
            directory_ids: Map::new_sync(),
            provider_keys: Map::new_sync(),
            addresses: Set::new_sync(),
            orders: std::array::from_fn(|_| Set::new_sync()),
            bridges: [(BridgeId::FIRST, Arc::new(Bridge::first()))].into_iter().collect(),
            ledger: Map::new_sync(),
            assigned: Map::new_sync(),
            quarantines: Set::new_sync(),
            reservations: Map::new_sync(),
            assignments: Map::new_sync(),
            assignments_by_id: Set::new_sync(),
            assignments_by_owner: Set::new_sync(),
            mail_templates: Map::new_sync(),
            mails: Map::new_sync(),
            mails_by_user: Set::new_sync(),
            due_mails: Set::new_sync(),
            audit: Map::new_sync(),
            day_counts: Map::new_sync(),
            bridge_days: Map::new_sync(),
            replaced_numbers: Map::new_sync(),
            imports: Map::new_sync(),
            pieces: Map::new_sync(),
            jobs: Map::new_sync(),
            due_jobs: Set::new_sync(),
            job_rows: Map::new_sync(),
            administrators: Map::new_sync(),
            administrator_names: Map::new_sync(),
            removed_administrators: Map::new_sync(),
            sessions: Map::new_sync(),
            tokens: Map::new_sync(),
            set_up_links: Map::new_sync(),
            marks: Map::new_sync(),
            answers: Map::new_sync(),
            calendar_connections: Map::new_sync(),
            calendar_updates: Map::new_sync(),
            meeting_updates: Map::new_sync(),
            meeting_updates_by_href: Map::new_sync(),
            meetings: Map::new_sync(),
            meetings_by_organizer: Set::new_sync(),
            meetings_to_retire: Set::new_sync(),
            organizer_secrets: Map::new_sync(),
            organizer_pins: Map::new_sync(),
        }
    }

    /// Checks that the user exists, as a foreign key does.
    pub(crate) fn require_user(&self, id: UserId) -> StoreResult<()> {
        if self.users.contains_key(&id) { Ok(()) } else { broken("there is no such user") }
    }

    /// Adds or replaces a user.
    pub(crate) fn put_user(&mut self, user: &User) -> StoreResult<()> {
        let name = user.user_principal_name.folded();
        if self.principal_names.get(&name).is_some_and(|owner| *owner != user.id) {
            return Err(StoreError::AlreadyExists);
        }
        let holder = user.directory_id.as_ref().and_then(|id| self.directory_ids.get(id));
        if holder.is_some_and(|holder| *holder != user.id) {
            return Err(StoreError::AlreadyExists);
        }
        let keys = provider_keys(user);
        let holders = keys.iter().filter_map(|key| self.provider_keys.get(key));
        if holders.into_iter().any(|holder| *holder != user.id) {
            return Err(StoreError::AlreadyExists);
        }
        if let Some(previous) = self.users.get(&user.id).map(Arc::clone) {
            for key in provider_keys(&previous.user) {
                self.provider_keys.remove_mut(&key);
            }
            self.principal_names.remove_mut(&previous.user.user_principal_name.folded());
            if let Some(id) = &previous.user.directory_id {
                self.directory_ids.remove_mut(id);
            }
            self.addresses.remove_mut(&address_place(&previous.user));
            for (set, sort) in self.orders.iter_mut().zip(ORDERS) {
                set.remove_mut(&(sort_key(&previous.user, sort), user.id));
            }
        }
        self.principal_names.insert_mut(name, user.id);
        if let Some(id) = &user.directory_id {
            self.directory_ids.insert_mut(id.clone(), user.id);
        }
        for key in keys {
            self.provider_keys.insert_mut(key, user.id);
        }
        self.addresses.insert_mut(address_place(user));
        for (set, sort) in self.orders.iter_mut().zip(ORDERS) {
            set.insert_mut((sort_key(user, sort), user.id));
        }
        let row =
            UserRow { user: User { latest_mail: None, ..user.clone() }, search_text: search_text(user) };
        self.users.insert_mut(user.id, Arc::new(row));
        Ok(())
    }

    /// Adds or replaces an entry of the ledger.
    pub(crate) fn put_ledger_entry(&mut self, entry: LedgerEntry) -> StoreResult<()> {
        let place = (entry.bridge, entry.conference_id);
        self.remove_ledger_entry(place);
        if let Some(until) = entry.quarantined_until {
            self.quarantines.insert_mut((until, place));
        } else if !matches!(entry.owner, IdOwner::Reservation(_)) {
            let owner = (entry.bridge, entry.owner);
            if self.assigned.contains_key(&owner) {
                return Err(StoreError::AlreadyExists);
            }
            self.assigned.insert_mut(owner, entry.conference_id);
        }
        self.ledger.insert_mut(place, entry);
        Ok(())
    }

    pub(crate) fn remove_ledger_entry(&mut self, place: Place) {
        if let Some(entry) = self.ledger.get(&place).copied() {
            match entry.quarantined_until {
                Some(until) => self.quarantines.remove_mut(&(until, place)),
                None => self.assigned.remove_mut(&(entry.bridge, entry.owner)),
            };
            self.ledger.remove_mut(&place);
        }
    }

    /// Adds or replaces a bridge.
    pub(crate) fn put_bridge(&mut self, bridge: &Bridge) -> StoreResult<()> {
        let clashes = |other: &Bridge| {
            let has =
                |number: &ServiceNumber| other.service_numbers.iter().any(|own| own.number == number.number);
            other.id != bridge.id
                && (other.default && bridge.default || bridge.service_numbers.iter().any(has))
        };
        if self.bridges.values().any(|other| clashes(other)) {
            return Err(StoreError::AlreadyExists);
        }
        self.bridges.insert_mut(bridge.id, Arc::new(bridge.clone()));
        Ok(())
    }

    /// Adds or replaces a period of the history.
    pub(crate) fn put_assignment(&mut self, row: AssignmentRow) {
        let place = (row.assignment.bridge, row.assignment.conference_id);
        self.assignments_by_id.insert_mut((place, row.id));
        self.assignments_by_owner.insert_mut((row.assignment.owner, row.id));
        self.assignments.insert_mut(row.id, Arc::new(row));
    }

    /// Adds or replaces a mail.
    pub(crate) fn put_mail(&mut self, mail: MailRecord) -> StoreResult<()> {
        self.require_user(mail.user)?;
        if let Some(due) = self.mails.get(&mail.id).and_then(|previous| previous.due_at) {
            self.due_mails.remove_mut(&(due, mail.id));
        }
        if let (true, Some(due)) = (mail.state.is_pending(), mail.due_at) {
            self.due_mails.insert_mut((due, mail.id));
        }
        self.mails_by_user.insert_mut((mail.user, mail.id));
        self.mails.insert_mut(mail.id, Arc::new(mail));
        Ok(())
    }

    /// Adds or replaces an administrator's account.
    pub(crate) fn put_administrator(&mut self, record: AdministratorRecord) -> StoreResult<()> {
        let id = record.administrator.id;
        let name = account_name_key(&record.administrator.name);
        if self.administrator_names.get(&name).is_some_and(|owner| *owner != id) {
            return Err(StoreError::AlreadyExists);
        }
        if let Some(previous) = self.administrators.get(&id) {
            self.administrator_names.remove_mut(&account_name_key(&previous.administrator.name));
        }
        self.administrator_names.insert_mut(name, id);
        self.administrators.insert_mut(id, Arc::new(record));
        Ok(())
    }
}
