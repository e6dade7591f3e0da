//! What operations need of a database about bridges.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use shared::{Bridge, BridgeDay, BridgeId, Day, PhoneNumber, Timestamp, UserId, Version};

use crate::store::StoreResult;
use crate::{Error, Result, StoreError};

/// A service number that was taken out of use, and what took its place: meetings may still name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacedNumber {
    /// The number that nobody can call any more.
    pub number: PhoneNumber,
    /// The bridge that had it.
    pub bridge: BridgeId,
    /// The number of the bridge that took its place; it may be gone too by now.
    pub replacement: PhoneNumber,
    /// When.
    pub replaced_at: Timestamp,
}

/// Looking at bridges. What is missing is `None`, not an error.
#[async_trait]
pub trait ReadBridges: Send {
    /// All bridges, by identifier; a new store has [`Bridge::first`]. Each has its service numbers in the order in
    /// which they were entered.
    async fn bridges(&mut self) -> StoreResult<Vec<Bridge>>;
    /// The users who have this number as their own, by identifier: those after this one, at most `limit` of them.
    async fn number_holders(
        &mut self,
        number: &PhoneNumber,
        after: Option<UserId>,
        limit: u32,
    ) -> StoreResult<Vec<UserId>>;
    /// How many users have this number as their own.
    async fn count_number_holders(&mut self, number: &PhoneNumber) -> StoreResult<u64>;
    /// How many users of a bridge are enabled with the built-in provider and have no default number of their own.
    async fn count_default_number_users(&mut self, bridge: BridgeId) -> StoreResult<u64>;
    /// The numbers that were taken out of use and have another one in their place, by number.
    async fn replaced_numbers(&mut self) -> StoreResult<Vec<ReplacedNumber>>;
    /// How full a bridge was on the days from this one to that one, the earliest first; only days that were kept.
    async fn bridge_days(&mut self, bridge: BridgeId, first: Day, last: Day) -> StoreResult<Vec<BridgeDay>>;
}

/// Changing bridges.
#[async_trait]
pub trait WriteBridges: Send {
    /// Adds a bridge. [`StoreError::AlreadyExists`] if there is one with this identifier, another default bridge, or
    /// another bridge with one of its service numbers.
    async fn insert_bridge(&mut self, bridge: &Bridge) -> StoreResult<()>;
    /// Replaces a bridge and its service numbers if it still has the `expected` version; says whether it had.
    /// [`StoreError::AlreadyExists`] as in [`insert_bridge`](Self::insert_bridge).
    async fn update_bridge(&mut self, bridge: &Bridge, expected: Version) -> StoreResult<bool>;
    /// Keeps which number took the place of another, or replaces what was kept of it.
    async fn put_replaced_number(&mut self, replaced: &ReplacedNumber) -> StoreResult<()>;
    /// Forgets what took the place of a number, because it is in use again.
    async fn delete_replaced_number(&mut self, number: &PhoneNumber) -> StoreResult<()>;
    /// Keeps how full a bridge was on a day, unless it is kept already.
    async fn insert_bridge_day(&mut self, bridge: BridgeId, day: &BridgeDay) -> StoreResult<()>;
}

/// The bridge with this identifier, which something else in the store names.
///
/// # Errors
///
/// [`StoreError::Broken`] when there is none.
pub async fn bridge<R: ReadBridges + ?Sized>(read: &mut R, id: BridgeId) -> Result<Bridge> {
    let found = read.bridges().await?.into_iter().find(|bridge| bridge.id == id);
    found.ok_or_else(|| Error::Store(StoreError::Broken("there is no such bridge".into())))
}

/// The bridge that new users belong to.
///
/// # Errors
///
/// [`StoreError::Broken`] when there is none.
pub async fn default_bridge<R: ReadBridges + ?Sized>(read: &mut R) -> Result<Bridge> {
    let found = read.bridges().await?.into_iter().find(|bridge| bridge.default);
    found.ok_or_else(|| Error::Store(StoreError::Broken("there is no default bridge".into())))
}
