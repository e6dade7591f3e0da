//! What operations need of a database about bridges.

use async_trait::async_trait;
use shared::{Bridge, BridgeId, Version};

use crate::store::StoreResult;
use crate::{Error, Result, StoreError};

/// Looking at bridges. What is missing is `None`, not an error.
#[async_trait]
pub trait ReadBridges: Send {
    /// All bridges, by identifier; a new store has [`Bridge::first`]. Each has its service numbers in the order in
    /// which they were entered.
    async fn bridges(&mut self) -> StoreResult<Vec<Bridge>>;
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
