//! What exports need of a database: everything of a kind, part by part.

use async_trait::async_trait;
use shared::{Assignment, AssignmentId, BridgeId, ConferenceId, IdOwner};

use crate::LedgerEntry;
use crate::store::StoreResult;

/// An entry of the ledger with what its owner is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedLedgerEntry {
    /// The entry itself.
    pub entry: LedgerEntry,
    /// The owner's name, as it is now, or what is left of it.
    pub owner_name: Option<String>,
    /// Whether the owner was removed.
    pub owner_removed: bool,
}

/// Looking at everything of a kind. The order is the store's own, and the same in one snapshot: a part goes on behind the
/// last one of the part before.
#[async_trait]
pub trait ReadExports: Send {
    /// The ledger by bridge and ID, at most `limit` entries behind this one.
    async fn ledger(
        &mut self,
        after: Option<(BridgeId, ConferenceId)>,
        limit: u32,
    ) -> StoreResult<Vec<NamedLedgerEntry>>;

    /// The history, at most `limit` periods behind this one. The periods of an owner stand together, the earliest first.
    async fn assignments(
        &mut self,
        after: Option<(IdOwner, AssignmentId)>,
        limit: u32,
    ) -> StoreResult<Vec<(AssignmentId, Assignment)>>;
}
