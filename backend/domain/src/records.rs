//! What a store keeps beside the things that travel on the wire.

use serde::{Deserialize, Serialize};
use shared::{
    AccountState, Actor, Administrator, AdministratorId, AssignmentCause, AssignmentId, AuditAction,
    AuditEntryId, BridgeId, BulkWay, ConferenceId, EmailAddress, IdOwner, JobId, LanguageTag, MailContent,
    MailEvent, MailFilter, MailId, MailState, Role, SessionId, Timestamp, TokenId, UserFilter, UserId,
    UserSort, Version,
};

/// A conference ID that cannot be drawn: it belongs to somebody, or it is in quarantine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// The bridge on which the ID is entered.
    pub bridge: BridgeId,
    /// The ID.
    pub conference_id: ConferenceId,
    /// Whose it is, or was last.
    pub owner: IdOwner,
    /// Until when it is in quarantine; `None` while it belongs to the owner.
    pub quarantined_until: Option<Timestamp>,
}

/// A new period in which a conference ID belongs to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAssignment {
    /// Names the period.
    pub id: AssignmentId,
    /// The bridge on which the ID is entered.
    pub bridge: BridgeId,
    /// The ID.
    pub conference_id: ConferenceId,
    /// Whose it is.
    pub owner: IdOwner,
    /// From when.
    pub from: Timestamp,
    /// Why.
    pub began: AssignmentCause,
    /// Who did it.
    pub began_by: Actor,
    /// With what it was done for many at once.
    pub began_with: Option<BulkWay>,
}

/// How a period ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentEnd {
    /// When.
    pub to: Timestamp,
    /// Why.
    pub ended: AssignmentCause,
    /// Who did it.
    pub ended_by: Actor,
    /// What they wrote.
    pub reason: Option<String>,
}

/// A mail in the outbox: what to send, not the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailRecord {
    /// Names the mail; its `Message-ID` derives from it.
    pub id: MailId,
    /// Whose it is.
    pub user: UserId,
    /// Where it goes, or went.
    #[serde(deserialize_with = "EmailAddress::deserialize_kept")]
    pub recipient: EmailAddress,
    /// Why it was written.
    pub event: MailEvent,
    /// Its language.
    pub language: LanguageTag,
    /// Where whoever sent it wanted it to go, if not where the user's emails go.
    #[serde(default)]
    pub named_recipient: Option<EmailAddress>,
    /// Who caused it.
    #[serde(default)]
    pub caused_by: Option<Actor>,
    /// The ID it is about; a mail about an ID that is no longer the user's is superseded.
    pub conference_id: Option<ConferenceId>,
    /// How far it has come.
    pub state: MailState,
    /// How many times sending has been tried.
    pub attempts: u32,
    /// What the last failure was.
    pub last_error: Option<String>,
    /// Whether an attempt ended without an answer when the whole email had been written, so that it may have left.
    #[serde(default)]
    pub may_have_left: bool,
    /// When it is tried next, while it is queued; until when the worker has it, while it is being sent.
    pub due_at: Option<Timestamp>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it came to its last state.
    pub finished_at: Option<Timestamp>,
    /// The text, once it is kept.
    pub content: Option<MailContent>,
}

/// Which users a list shows, in the store's terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserQuery {
    /// Every term must occur in the user's search text (see [`search_text`](crate::search_text) and
    /// [`has_term`](crate::has_term)).
    pub terms: Vec<String>,
    /// The other conditions; `q` in it is already in the terms.
    pub filter: UserFilter,
    /// The order.
    pub sort: UserSort,
    /// Only users after this one.
    pub after: Option<UserPosition>,
    /// How many at most.
    pub limit: u32,
}

/// A place in a sorted list of users: the sort key of a user, then its identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserPosition {
    /// The value the list is sorted by, as [`sort_key`](crate::store::sort_key) gives it.
    pub key: String,
    /// The user.
    pub user: UserId,
}

/// Which mails a list shows, newest first (by identifier, which grows with time).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MailQuery {
    /// The conditions.
    pub filter: MailFilter,
    /// Only mails before this one.
    pub before: Option<MailId>,
    /// How many at most.
    pub limit: u32,
}

/// Which entries of the audit log a list shows, newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// Only what was done to this user.
    pub user: Option<UserId>,
    /// Only this action.
    pub action: Option<AuditAction>,
    /// Only what this job did to users.
    pub job: Option<JobId>,
    /// Whether what jobs did to users is left out.
    pub folded: bool,
    /// Only this entry and later ones.
    pub from: Option<AuditEntryId>,
    /// Only entries before this one.
    pub before: Option<AuditEntryId>,
    /// How many at most.
    pub limit: u32,
}

/// An administrator's account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdministratorRecord {
    /// What travels on the wire.
    pub administrator: Administrator,
    /// What its owner may do.
    pub role: Role,
    /// Whether it can be used.
    pub state: AccountState,
    /// Counts the changes that those who manage accounts make. Signing in and a new password are none.
    pub version: Version,
    /// The password's hash, in PHC string format; `None` until its owner has set one.
    pub password_hash: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its owner last signed in.
    pub signed_in_at: Option<Timestamp>,
}

impl AdministratorRecord {
    /// Whether its owner can sign in.
    pub const fn can_sign_in(&self) -> bool {
        matches!(self.state, AccountState::Active) && self.password_hash.is_some()
    }
}

/// A one-time link by which a password is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUpLinkRecord {
    /// The hash of the secret.
    pub secret: SecretHash,
    /// Whose password it sets; `None` makes an account.
    pub administrator: Option<AdministratorId>,
    /// Until when it can be used.
    pub expires_at: Timestamp,
}

/// A secret's SHA-256: sessions, tokens and links are kept only as this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SecretHash(pub [u8; 32]);

/// A browser's session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRecord {
    /// Names it; it is not the secret itself.
    pub id: SessionId,
    /// The hash of the secret in the cookie.
    pub secret: SecretHash,
    /// Whose it is.
    pub administrator: AdministratorId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, give or take ten minutes.
    pub used_at: Timestamp,
    /// When it ends unless something is done before.
    pub expires_at: Timestamp,
    /// From which address it was begun.
    pub address: String,
    /// What the browser said about itself.
    pub browser: String,
}

/// An API token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRecord {
    /// Names it.
    pub id: TokenId,
    /// The hash of the secret.
    pub secret: SecretHash,
    /// What its maker called it.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// The account that made it; `None` if it was made on the command line.
    pub created_by: Option<AdministratorId>,
    /// When it stops working; never when missing.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, give or take an hour; `None` if never.
    #[serde(default)]
    pub used_at: Option<Timestamp>,
    /// When it was revoked. The row stays, because the audit log names what was done with it.
    pub revoked_at: Option<Timestamp>,
    /// Whether it is of a single command on the server: then nothing names it, and it goes when it has expired.
    pub of_command: bool,
}

impl TokenRecord {
    /// Whether it works at this moment.
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|until| until > now)
    }
}

/// How a mark is moved: a moment under a key, by which is counted how often something may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkAdvance {
    /// The moment now; a mark that is earlier, or missing, counts as standing here.
    pub now: Timestamp,
    /// How far it is moved.
    pub by: std::time::Duration,
    /// A mark that is later than this is not moved.
    pub latest: Timestamp,
}

/// What was answered to a request with an idempotency key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdempotentAnswer {
    /// Whose key it is, then the key itself.
    pub key: (String, String),
    /// The hash of the request.
    pub request: SecretHash,
    /// The status that was answered.
    pub status: u16,
    /// The body that was answered.
    pub body: String,
    /// When.
    pub created_at: Timestamp,
}
