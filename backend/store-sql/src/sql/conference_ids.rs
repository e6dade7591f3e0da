//! The ledger of conference IDs.

use domain::store::StoreResult;
use domain::{IdSpaceDraft, LedgerEntry, Random, StoreError, is_service_number};
use shared::{Bridge, BridgeId, ConferenceId, ConferenceIdUsage, IdOwner, Timestamp};

use crate::connection::{Connection, query_one};
use crate::value::{broken, owner_id, owner_type, take_owner, values};

pub(super) async fn get(
    connection: &mut dyn Connection,
    bridge: BridgeId,
    id: ConferenceId,
) -> StoreResult<Option<LedgerEntry>> {
    let statement = "SELECT owner_type, owner_id, quarantined_until FROM conference_ids \
                     WHERE bridge = $1 AND conference_id = $2";
    let row = query_one(connection, statement, values![bridge, id]).await?;
    let entry = row.map(|mut row| {
        let owner = take_owner(&mut row)?;
        Ok(LedgerEntry { bridge, conference_id: id, owner, quarantined_until: row.take()? })
    });
    entry.transpose()
}

pub(super) async fn usage(
    connection: &mut dyn Connection,
    space: &IdSpaceDraft,
    bridge: BridgeId,
) -> StoreResult<ConferenceIdUsage> {
    let statement = "SELECT (SELECT COUNT(*) FROM conference_ids WHERE bridge = $1 AND quarantined_until IS NULL), \
                     (SELECT COUNT(*) FROM conference_ids WHERE bridge = $1 AND quarantined_until IS NOT NULL)";
    let row = query_one(connection, statement, values![bridge]).await?;
    let mut row = row.ok_or_else(|| broken("counting gave no answer"))?;
    Ok(space.usage(bridge, row.take()?, row.take()?))
}

/// Draws until the ledger accepts an ID. The key of the ledger and the bridge's numbers decide, because the space may not know
/// what another process has changed; an ID that they refuse is noted, so that the space does not propose it again.
pub(super) async fn reserve_random(
    connection: &mut dyn Connection,
    space: &mut IdSpaceDraft,
    bridge: &Bridge,
    owner: IdOwner,
    random: &mut Random,
) -> StoreResult<Option<ConferenceId>> {
    let statement = "INSERT INTO conference_ids (bridge, conference_id, owner_type, owner_id) VALUES ($1, $2, $3, $4) \
                     ON CONFLICT (bridge, conference_id) DO NOTHING";
    while let Some(id) = space.draw(bridge.id, random) {
        let is_allowed = !is_service_number(bridge, id);
        let parameters = values![bridge.id, id, owner_type(owner), owner_id(owner)];
        if is_allowed && connection.execute(statement, parameters).await? == 1 {
            space.take(bridge.id, id);
            return Ok(Some(id));
        }
        space.note_taken(bridge.id, id);
    }
    Ok(None)
}

pub(super) async fn retire(
    connection: &mut dyn Connection,
    bridge: BridgeId,
    id: ConferenceId,
    quarantined_until: Timestamp,
) -> StoreResult<()> {
    // The row is read by its key. The sum keeps the planner from the indexes of a part of the ledger: it would read all of
    // that part, and so be in everybody's way.
    let statement = "UPDATE conference_ids SET quarantined_until = $1 \
                     WHERE bridge = $2 AND conference_id = $3 AND quarantined_until + 0 IS NULL";
    match connection.execute(statement, values![quarantined_until, bridge, id]).await? {
        1 => Ok(()),
        _ => Err(StoreError::Broken("the conference ID belongs to nobody".into())),
    }
}

pub(super) async fn reinstate(
    connection: &mut dyn Connection,
    bridge: BridgeId,
    id: ConferenceId,
    owner: IdOwner,
) -> StoreResult<bool> {
    // By the key, as above.
    let statement = "UPDATE conference_ids SET quarantined_until = NULL \
                     WHERE bridge = $1 AND conference_id = $2 AND owner_type = $3 AND owner_id = $4 \
                     AND quarantined_until + 0 IS NOT NULL";
    Ok(connection.execute(statement, values![bridge, id, owner_type(owner), owner_id(owner)]).await? == 1)
}

pub(super) async fn end_quarantines(
    connection: &mut dyn Connection,
    space: &mut IdSpaceDraft,
    now: Timestamp,
) -> StoreResult<u64> {
    let statement = "DELETE FROM conference_ids WHERE quarantined_until IS NOT NULL AND quarantined_until <= $1 \
                     RETURNING bridge, conference_id";
    let rows = connection.query(statement, values![now]).await?;
    let count = rows.len() as u64;
    for mut row in rows {
        space.free(row.take()?, row.take()?);
    }
    Ok(count)
}
