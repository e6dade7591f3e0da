//! Everything of a kind, part by part, in the order of its key.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{LedgerEntry, NamedLedgerEntry, ReadExports};
use shared::{Assignment, AssignmentId, BridgeId, ConferenceId, IdOwner};

use super::{SqlTransaction, actors, history};
use crate::connection::Statement;
use crate::value::{Row, take_owner};

#[async_trait]
impl ReadExports for SqlTransaction<'_> {
    async fn ledger(
        &mut self,
        after: Option<(BridgeId, ConferenceId)>,
        limit: u32,
    ) -> StoreResult<Vec<NamedLedgerEntry>> {
        let mut statement = Statement::new(&format!(
            "SELECT c.bridge, c.conference_id, c.owner_type, c.owner_id, c.quarantined_until, {}, {} \
             FROM conference_ids AS c",
            actors::owner_name("c.owner_id"),
            actors::is_owner_removed("c.owner_id"),
        ));
        if let Some((bridge, id)) = after {
            statement
                .push(" WHERE (c.bridge, c.conference_id) > (")
                .bind(bridge)
                .push(", ")
                .bind(id)
                .push(")");
        }
        statement.push(" ORDER BY c.bridge, c.conference_id LIMIT ").bind(limit);
        let rows = statement.query(self.connection).await?;
        rows.into_iter().map(named_entry).collect()
    }

    async fn assignments(
        &mut self,
        after: Option<(IdOwner, AssignmentId)>,
        limit: u32,
    ) -> StoreResult<Vec<(AssignmentId, Assignment)>> {
        history::part(self.connection, after, limit).await
    }
}

fn named_entry(mut row: Row) -> StoreResult<NamedLedgerEntry> {
    let (bridge, conference_id) = (row.take()?, row.take()?);
    let owner = take_owner(&mut row)?;
    let entry = LedgerEntry { bridge, conference_id, owner, quarantined_until: row.take()? };
    Ok(NamedLedgerEntry { entry, owner_name: row.take()?, owner_removed: row.take()? })
}
