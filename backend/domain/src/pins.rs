//! Organizer PINs: what a store keeps of them.

use std::fmt;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use shared::{PinLink, PinLinkState, Timestamp, UserId};

use crate::SecretHash;
use crate::store::StoreResult;

/// What is kept of a user's organizer PIN: never the PIN itself. When it was set stands in the user.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizerPinRecord {
    /// Whose PIN it is.
    pub user: UserId,
    /// Its Argon2id hash, made with a pepper that is not in the database; missing until the link is opened.
    pub hash: Option<String>,
    /// The latest one-time link.
    pub link: Option<PinLinkRecord>,
}

/// Leaves the hash out: PINs are short.
impl fmt::Debug for OrganizerPinRecord {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { user, hash, link } = self;
        let mut shown = formatter.debug_struct("OrganizerPinRecord");
        shown.field("user", user).field("is_set", &hash.is_some()).field("link", link).finish()
    }
}

/// A one-time link: never its secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinLinkRecord {
    /// The hash of the secret.
    pub secret: SecretHash,
    /// When the email with it was written.
    pub created_at: Timestamp,
    /// Until when it can be opened.
    pub expires_at: Timestamp,
    /// When somebody opened it.
    pub opened_at: Option<Timestamp>,
}

impl PinLinkRecord {
    /// What people see of it.
    pub fn shown(&self, now: Timestamp) -> PinLink {
        let state = match self.opened_at {
            Some(_) => PinLinkState::Opened,
            None if self.expires_at > now => PinLinkState::Ready,
            None => PinLinkState::Expired,
        };
        let Self { created_at, expires_at, opened_at, secret: _ } = *self;
        PinLink { state, created_at, expires_at, opened_at }
    }
}

/// Looking at organizer PINs. What is missing is `None`, not an error.
#[async_trait]
pub trait ReadPins: Send {
    /// What is kept of the user's PIN.
    async fn organizer_pin(&mut self, user: UserId) -> StoreResult<Option<OrganizerPinRecord>>;
    /// The same by the secret of the latest link, whether that can still be opened or not.
    async fn organizer_pin_by_link(&mut self, link: SecretHash) -> StoreResult<Option<OrganizerPinRecord>>;
}

/// Changing organizer PINs.
#[async_trait]
pub trait WritePins: Send {
    /// Adds or replaces what is kept of a user's PIN.
    async fn put_organizer_pin(&mut self, record: &OrganizerPinRecord) -> StoreResult<()>;
    /// Forgets a user's PIN and its link.
    async fn delete_organizer_pin(&mut self, user: UserId) -> StoreResult<()>;
}
