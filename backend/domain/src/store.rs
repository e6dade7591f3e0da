//! What operations need of a database.
//!
//! A store is *dumb*: it keeps and finds. Rules stand in the operations. Every store passes the contract suite
//! (feature `contract`).

use async_trait::async_trait;
use futures::future::BoxFuture;
use shared::{
    AdministratorId, Assignment, AuditAction, AuditDetail, AuditEntry, AuditEntryId, BridgeId, ConferenceId,
    ConferenceIdUsage, Day, DayCounts, DirectoryId, EmailAddress, IdOwner, Import, ImportId, MailEvent,
    MailId, MailReference, RemovedUser, Settings, Timestamp, User, UserId, UserPrincipalName, UserSort,
    Version,
};
use uuid::Uuid;

use crate::{
    AdministratorRecord, AssignmentEnd, AuditQuery, IdempotentAnswer, LedgerEntry, MailQuery, MailRecord,
    MarkAdvance, NewAssignment, Random, ReadBridges, ReadExports, ReadIdTypes, ReadJobs, ReadLedger,
    ReadMailTemplates, ReadMeetingUpdates, ReadMeetings, ReadOrganizers, ReadPins, Result, SecretHash,
    SessionRecord, SetUpLinkRecord, TokenRecord, UserQuery, WriteBridges, WriteJobs, WriteLedger,
    WriteMailTemplates, WriteMeetingUpdates, WriteMeetings, WriteOrganizers, WritePins, collation_key,
};

/// Why a store could not do its work.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// Something with this unique key is there already. The transaction is over.
    #[error("it already exists")]
    AlreadyExists,
    /// Somebody else changed the same at the same time, so nothing of this transaction remains. The store runs the
    /// work again (see [`until_settled`](crate::until_settled)), so only work and stores ever meet this.
    #[error("somebody else changed the same at the same time")]
    Conflict,
    /// More changes wait than the store takes on, or others were first too often. Nothing of this one remains.
    #[error("too many changes are waiting")]
    Busy,
    /// The commit was asked for and its answer is missing: the change is made, or nothing of it remains.
    #[error("it is not known whether the change was made: {0}")]
    OutcomeUnknown(String),
    /// It took longer than anybody waits, and was stopped.
    #[error("it took too long")]
    TooSlow,
    /// The store cannot be reached; trying again may help.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// What the store holds or answers makes no sense.
    #[error("the store is broken: {0}")]
    Broken(String),
}

impl StoreError {
    /// The same for work that has looked whether the key is free: then somebody else has taken it meanwhile, and
    /// work that runs again finds it taken and says so in the words of its field.
    pub(crate) fn after_check(self) -> Self {
        match self {
            Self::AlreadyExists => Self::Conflict,
            other => other,
        }
    }
}

/// What a store answers.
pub type StoreResult<T> = std::result::Result<T, StoreError>;

/// Work that changes something. It can run again: each call begins anew, on what is there then.
pub type Work = Box<dyn for<'t> Fn(&'t mut dyn Transaction) -> BoxFuture<'t, Result<()>> + Send + Sync>;

/// Work that only looks. It runs once: who looks at one consistent state is in nobody's way.
pub type ReadWork = Box<dyn for<'t> FnOnce(&'t mut dyn Read) -> BoxFuture<'t, Result<()>> + Send>;

/// A database.
///
/// Use it through [`Application::in_transaction`](crate::Application::in_transaction) and
/// [`Application::in_snapshot`](crate::Application::in_snapshot).
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Runs the work in one transaction. When it succeeds, the change is durable before this returns; when it
    /// fails or panics, nothing of it remains. Once handed over, the work ends either way even if the returned
    /// future is dropped.
    ///
    /// Transactions are *serializable*: what comes out is as if one had come after the other, so work may look first
    /// and change after. A store in which they overlap undoes the work that was in another's way and runs it again,
    /// for as long as [`until_settled`](crate::until_settled) says; whatever the database calls it (a serialization
    /// failure, a deadlock) is [`StoreError::Conflict`] inside, and [`StoreError::Busy`] when that never ended. If
    /// the answer to the commit is missing, it is [`StoreError::OutcomeUnknown`], and the work is *not* run again.
    async fn transact(&self, work: Work) -> Result<()>;

    /// Runs the work on one consistent state, which holds every change that was acknowledged before.
    async fn inspect(&self, work: ReadWork) -> Result<()>;

    /// The same for a look at a few rows by their keys, which must not wait for long searches of others.
    async fn look_up(&self, work: ReadWork) -> Result<()> {
        self.inspect(work).await
    }

    /// The same for a look at very many rows, which somebody may take slowly: it must not take the place of others.
    async fn inspect_long(&self, work: ReadWork) -> Result<()> {
        self.inspect(work).await
    }

    /// Whether changes can be made and would still be there tomorrow: that the database's file is in its place, for one.
    async fn check(&self) -> Result<()> {
        Ok(())
    }
}

/// Looking. What is missing is `None`, not an error.
#[async_trait]
pub trait Read:
    ReadBridges
    + ReadExports
    + ReadIdTypes
    + ReadJobs
    + ReadLedger
    + ReadMailTemplates
    + ReadMeetingUpdates
    + ReadMeetings
    + ReadOrganizers
    + ReadPins
    + Send
{
    /// The greatest identifier of what happens one after the other: entries of the audit log, mails, imports,
    /// jobs.
    async fn newest_identifier(&mut self) -> StoreResult<Option<Uuid>>;

    /// The settings; a new store has [`Settings::initial`].
    async fn settings(&mut self) -> StoreResult<Settings>;

    /// The user with this identifier.
    async fn user(&mut self, id: UserId) -> StoreResult<Option<User>>;
    /// The user with this principal name, as [`UserPrincipalName::folded`] compares it.
    async fn user_by_principal_name(&mut self, name: &UserPrincipalName) -> StoreResult<Option<User>>;
    /// The user with this identifier in the directory.
    async fn user_by_directory_id(&mut self, id: &DirectoryId) -> StoreResult<Option<User>>;
    /// The user with a profile that has this [key](shared::ProviderProfile::key).
    async fn user_by_provider_key(&mut self, key: &str) -> StoreResult<Option<User>>;
    /// The users whose primary address it is, without regard to the case of ASCII letters; at most `limit` of them.
    async fn users_by_primary_email(&mut self, address: &EmailAddress, limit: u32) -> StoreResult<Vec<User>>;
    /// The users that match, in order, at most `limit` of them.
    async fn users(&mut self, query: &UserQuery) -> StoreResult<Vec<User>>;
    /// How many users match; order, place and limit do not count.
    async fn count_users(&mut self, query: &UserQuery) -> StoreResult<u64>;

    /// What is left of the removed user with this identifier.
    async fn removed_user(&mut self, id: UserId) -> StoreResult<Option<RemovedUser>>;

    /// Whether the ID is taken on the bridge, and by whom.
    async fn ledger_entry(&mut self, bridge: BridgeId, id: ConferenceId) -> StoreResult<Option<LedgerEntry>>;
    /// How full the bridge's range is.
    async fn conference_id_usage(&mut self, bridge: BridgeId) -> StoreResult<ConferenceIdUsage>;
    /// Whether the ID is never drawn on the bridge (see [`IdSpace`](crate::IdSpace)).
    async fn is_never_drawn(&mut self, bridge: BridgeId, id: ConferenceId) -> StoreResult<bool>;
    /// Every period in which the ID belonged to somebody, newest first.
    async fn assignments_of_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
    ) -> StoreResult<Vec<Assignment>>;
    /// Every period in which an ID belonged to the owner, newest first.
    async fn assignments_of_owner(&mut self, owner: IdOwner) -> StoreResult<Vec<Assignment>>;

    /// The mail with this identifier.
    async fn mail(&mut self, id: MailId) -> StoreResult<Option<MailRecord>>;
    /// The mails that match, newest first, each with its user's display name.
    async fn mails(&mut self, query: &MailQuery) -> StoreResult<Vec<(MailRecord, String)>>;
    /// The newest mail of a user.
    async fn latest_mail(&mut self, user: UserId) -> StoreResult<Option<MailReference>>;
    /// When the next mail is due: the least `due_at` of all mails that are queued or being sent.
    async fn next_mail_due(&mut self) -> StoreResult<Option<Timestamp>>;

    /// The entries of the audit log that match, newest first, each with the names of its actor and user as they are now.
    async fn audit(&mut self, query: &AuditQuery) -> StoreResult<Vec<AuditEntry>>;

    /// How many entries of the audit log with this action there are, from this one on and before that one.
    async fn count_audit(
        &mut self,
        action: AuditAction,
        from: AuditEntryId,
        before: AuditEntryId,
    ) -> StoreResult<u64>;
    /// What is kept of the days from this one to that one, the earliest first.
    async fn day_counts(&mut self, first: Day, last: Day) -> StoreResult<Vec<DayCounts>>;
    /// How many emails have failed; counts no further than `limit`.
    async fn count_failed_mails(&mut self, limit: u32) -> StoreResult<u32>;

    /// The import with this identifier.
    async fn import(&mut self, id: ImportId) -> StoreResult<Option<Import>>;

    /// Whether any administrator's account has a password.
    async fn has_administrators(&mut self) -> StoreResult<bool>;
    /// The account with this identifier.
    async fn administrator(&mut self, id: AdministratorId) -> StoreResult<Option<AdministratorRecord>>;
    /// All accounts, in the order of their [`account_name_key`](crate::account_name_key).
    async fn administrators(&mut self) -> StoreResult<Vec<AdministratorRecord>>;
    /// The account with this name, by its [`account_name_key`](crate::account_name_key).
    async fn administrator_by_name(&mut self, name: &str) -> StoreResult<Option<AdministratorRecord>>;
    /// The session with this secret, whether it has expired or not.
    async fn session(&mut self, secret: SecretHash) -> StoreResult<Option<SessionRecord>>;
    /// All sessions, whether they have expired or not, newest first (by identifier).
    async fn sessions(&mut self) -> StoreResult<Vec<SessionRecord>>;
    /// All tokens, whether they have expired or were revoked, newest first (by identifier).
    async fn tokens(&mut self) -> StoreResult<Vec<TokenRecord>>;
    /// Where the mark with this key stands.
    async fn mark(&mut self, key: SecretHash) -> StoreResult<Option<Timestamp>>;
    /// The token with this secret, whether it has expired, was revoked, or works.
    async fn token(&mut self, secret: SecretHash) -> StoreResult<Option<TokenRecord>>;
    /// The one-time link with this secret, whether it has expired or not.
    async fn set_up_link(&mut self, secret: SecretHash) -> StoreResult<Option<SetUpLinkRecord>>;

    /// What was answered under this key.
    async fn idempotent_answer(&mut self, scope: &str, key: &str) -> StoreResult<Option<IdempotentAnswer>>;
}

/// Looking and changing. Every change counts only when the whole transaction is committed.
#[async_trait]
pub trait Transaction:
    Read
    + WriteBridges
    + WriteJobs
    + WriteLedger
    + WriteMailTemplates
    + WriteMeetingUpdates
    + WriteMeetings
    + WriteOrganizers
    + WritePins
{
    /// This transaction, for what only looks.
    fn as_read(&mut self) -> &mut dyn Read;

    /// Replaces the settings.
    async fn update_settings(&mut self, settings: &Settings) -> StoreResult<()>;

    /// Adds a user. [`StoreError::AlreadyExists`] if the principal name, the identifier in the directory or a
    /// provider's passcode is taken.
    async fn insert_user(&mut self, user: &User) -> StoreResult<()>;
    /// Replaces a user if it still has the `expected` version; says whether it had.
    /// [`StoreError::AlreadyExists`] if the principal name, the identifier in the directory or a
    /// provider's passcode is taken.
    async fn update_user(&mut self, user: &User, expected: Version) -> StoreResult<bool>;

    /// Removes a user with its emails, its calendar and meeting log, its sessions and links, the subjects of its meetings,
    /// and kept answers that tell of it. Its IDs must be in quarantine; they and the history stay, with what is left of the
    /// user and its meetings.
    async fn remove_user(&mut self, left: &RemovedUser) -> StoreResult<()>;
    /// Forgets the name of a removed user, the reasons in its history, and rows of jobs, files and kept answers that may
    /// hold one of the names that it ever had. A file that a job still needs stays.
    async fn strike_out_name(&mut self, user: UserId, names: &[String]) -> StoreResult<()>;

    /// Draws an ID of the bridge and enters it into the ledger as the owner's. `None` when there is none left.
    /// [`StoreError::AlreadyExists`] when the owner has one there already; a reservation can have many.
    async fn reserve_random_conference_id(
        &mut self,
        bridge: BridgeId,
        owner: IdOwner,
        random: &mut Random,
    ) -> StoreResult<Option<ConferenceId>>;
    /// Puts an ID that belongs to somebody into quarantine.
    async fn retire_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        quarantined_until: Timestamp,
    ) -> StoreResult<()>;
    /// Takes an ID out of quarantine for the owner that had it last; says whether it could be done.
    async fn reinstate_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        owner: IdOwner,
    ) -> StoreResult<bool>;
    /// Frees every ID whose quarantine has ended, on all bridges; says how many.
    async fn end_quarantines(&mut self, now: Timestamp) -> StoreResult<u64>;
    /// Begins a period of the history.
    async fn begin_assignment(&mut self, assignment: &NewAssignment) -> StoreResult<()>;
    /// Ends the period in which the ID belongs to the owner now.
    async fn end_assignment(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        owner: IdOwner,
        end: &AssignmentEnd,
    ) -> StoreResult<()>;

    /// Adds a mail to the outbox.
    async fn insert_mail(&mut self, mail: &MailRecord) -> StoreResult<()>;
    /// Replaces a mail.
    async fn update_mail(&mut self, mail: &MailRecord) -> StoreResult<()>;
    /// Marks the user's queued mails about these events as superseded; says how many there were.
    async fn supersede_mails(
        &mut self,
        user: UserId,
        events: &[MailEvent],
        now: Timestamp,
    ) -> StoreResult<u64>;
    /// Forgets the text of the mails about this event that hold the token of a link ([`LINK_TOKEN`](shared::LINK_TOKEN))
    /// and were finished by then (only this user's, if one is given); says how many there were.
    async fn forget_mail_content(
        &mut self,
        event: MailEvent,
        user: Option<UserId>,
        finished_by: Timestamp,
    ) -> StoreResult<u64>;
    /// Takes mails that are due (oldest first, at most `limit`): marks them as being sent, counts the attempt and
    /// sets `due_at` to `leased_until`. A mail whose lease has ended is due again; it may have left.
    async fn claim_due_mails(
        &mut self,
        now: Timestamp,
        leased_until: Timestamp,
        limit: u32,
    ) -> StoreResult<Vec<MailRecord>>;

    /// Adds an entry to the audit log; names in it are not kept.
    async fn append_audit(&mut self, entry: &AuditEntry) -> StoreResult<()>;

    /// Replaces the details of an entry: only where a name is struck out.
    async fn replace_audit_detail(&mut self, id: AuditEntryId, detail: &AuditDetail) -> StoreResult<()>;

    /// Keeps what was counted on a day, unless it is kept already.
    async fn insert_day_counts(&mut self, counts: &DayCounts) -> StoreResult<()>;

    /// Adds an import; its file is kept in [pieces](WriteJobs::put_piece).
    async fn insert_import(&mut self, import: &Import) -> StoreResult<()>;
    /// Replaces an import.
    async fn update_import(&mut self, import: &Import) -> StoreResult<()>;
    /// Removes the imports that were made before this moment, unless there is a job that can still need them.
    async fn delete_imports_before(&mut self, moment: Timestamp) -> StoreResult<()>;

    /// Adds an account. [`StoreError::AlreadyExists`] if the name is taken.
    async fn insert_administrator(&mut self, administrator: &AdministratorRecord) -> StoreResult<()>;
    /// Replaces an account.
    async fn update_administrator(&mut self, administrator: &AdministratorRecord) -> StoreResult<()>;
    /// Removes an account with its sessions and links. Its name stays for what it did.
    async fn remove_administrator(&mut self, id: AdministratorId, now: Timestamp) -> StoreResult<()>;
    /// Adds a session.
    async fn insert_session(&mut self, session: &SessionRecord) -> StoreResult<()>;
    /// Sets when a session was last used and when it ends. One that was removed meanwhile does not come back.
    async fn extend_session(
        &mut self,
        secret: SecretHash,
        used_at: Timestamp,
        expires_at: Timestamp,
    ) -> StoreResult<()>;
    /// Removes a session.
    async fn delete_session(&mut self, secret: SecretHash) -> StoreResult<()>;
    /// Removes all sessions of the account.
    async fn delete_sessions_of(&mut self, administrator: AdministratorId) -> StoreResult<()>;
    /// Moves a mark, unless it stands too late; says whether it was moved. Whatever other transactions do at the
    /// same time, each sees the mark as the one before left it.
    async fn advance_mark(&mut self, key: SecretHash, advance: MarkAdvance) -> StoreResult<bool>;
    /// Sets a mark.
    async fn put_mark(&mut self, key: SecretHash, until: Timestamp) -> StoreResult<()>;
    /// Removes a mark.
    async fn delete_mark(&mut self, key: SecretHash) -> StoreResult<()>;
    /// Sets when a token was last used.
    async fn use_token(&mut self, secret: SecretHash, used_at: Timestamp) -> StoreResult<()>;
    /// Notes when a token was revoked.
    async fn revoke_token(&mut self, secret: SecretHash, revoked_at: Timestamp) -> StoreResult<()>;
    /// Adds a token.
    async fn insert_token(&mut self, token: &TokenRecord) -> StoreResult<()>;
    /// Adds a one-time link.
    async fn insert_set_up_link(&mut self, link: &SetUpLinkRecord) -> StoreResult<()>;
    /// Removes a one-time link.
    async fn delete_set_up_link(&mut self, secret: SecretHash) -> StoreResult<()>;
    /// Removes all one-time links of the account.
    async fn delete_set_up_links_of(&mut self, administrator: AdministratorId) -> StoreResult<()>;
    /// Removes sessions, links, tokens of single commands and marks that have expired, and answers that were given
    /// before `answered_before`.
    async fn delete_expired(&mut self, now: Timestamp, answered_before: Timestamp) -> StoreResult<()>;

    /// Keeps an answer. [`StoreError::AlreadyExists`] if there is one under this key.
    async fn insert_idempotent_answer(&mut self, answer: &IdempotentAnswer) -> StoreResult<()>;
}

/// The text by which a user is sorted; equal texts are sorted by identifier.
pub fn sort_key(user: &User, sort: UserSort) -> String {
    match sort {
        UserSort::DisplayName | UserSort::DisplayNameDescending => collation_key(&user.display_name),
        UserSort::UserPrincipalName | UserSort::UserPrincipalNameDescending => {
            user.user_principal_name.folded()
        }
        UserSort::ConferenceId | UserSort::ConferenceIdDescending => {
            user.conference_id.map(|id| id.to_string()).unwrap_or_default()
        }
        UserSort::UpdatedAt | UserSort::UpdatedAtDescending => {
            format!("{:020}", user.updated_at.milliseconds())
        }
    }
}
