//! Everything of a kind, part by part.

use std::ops::Bound;

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{NamedLedgerEntry, ReadExports};
use shared::{Assignment, AssignmentId, BridgeId, ConferenceId, IdOwner};

use crate::View;

#[async_trait]
impl ReadExports for View {
    async fn ledger(
        &mut self,
        after: Option<(BridgeId, ConferenceId)>,
        limit: u32,
    ) -> StoreResult<Vec<NamedLedgerEntry>> {
        let start = after.map_or(Bound::Unbounded, Bound::Excluded);
        let entries = self.state.ledger.range((start, Bound::Unbounded)).map(|(_, entry)| *entry);
        let named = entries.map(|entry| {
            let (owner_name, owner_removed) = self.state.owner_name(entry.owner);
            NamedLedgerEntry { entry, owner_name, owner_removed }
        });
        Ok(named.take(limit as usize).collect())
    }

    async fn assignments(
        &mut self,
        after: Option<(IdOwner, AssignmentId)>,
        limit: u32,
    ) -> StoreResult<Vec<(AssignmentId, Assignment)>> {
        let start = after.map_or(Bound::Unbounded, Bound::Excluded);
        let places = self.state.assignments_by_owner.range((start, Bound::Unbounded));
        let rows = places.filter_map(|(_, id)| self.state.assignments.get(id));
        Ok(rows.take(limit as usize).map(|row| (row.id, self.state.named_assignment(row))).collect())
    }
}
