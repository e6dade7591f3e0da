//! Chosen and reserved conference IDs.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{LedgerEntry, ReadLedger, ReservationQuery, WriteLedger};
use shared::{BridgeId, ConferenceId, Day, IdOwner, Reservation, ReservationId};

use super::SqlTransaction;
use crate::connection::{Connection, Statement, query_one};
use crate::value::{Row, owner_id, owner_type, take_owner, values};

/// How many IDs one statement looks at or enters. Always as many, so that the databases know the statement again.
const AT_ONCE: usize = 100;

const COLUMNS: &str = "SELECT id, bridge, first_id, last_id, id_count, reserved_for, until_day, created_at \
                       FROM reservations";

fn from_row(mut row: Row) -> StoreResult<Reservation> {
    Ok(Reservation {
        id: row.take()?,
        bridge: row.take()?,
        first: row.take()?,
        last: row.take()?,
        count: row.take()?,
        reserved_for: row.take()?,
        until: Day::from_number(row.take()?),
        created_at: row.take()?,
    })
}

/// Enters the IDs that are free; says which those were. The statement is only as long as the list.
async fn insert(
    connection: &mut dyn Connection,
    bridge: BridgeId,
    ids: &[ConferenceId],
    owner: IdOwner,
) -> StoreResult<Vec<ConferenceId>> {
    let Some((first, others)) = ids.split_first() else { return Ok(Vec::new()) };
    let mut statement =
        Statement::new("INSERT INTO conference_ids (bridge, owner_type, owner_id, conference_id) VALUES (");
    statement.bind(bridge).push(", ").bind(owner_type(owner)).push(", ").bind(owner_id(owner)).push(", ");
    statement.bind(*first).push(")");
    for id in others {
        statement.push(", ($1, $2, $3, ").bind(*id).push(")");
    }
    statement.push(" ON CONFLICT (bridge, conference_id) DO NOTHING RETURNING conference_id");
    statement.query(connection).await?.into_iter().map(|mut row| row.take()).collect()
}

#[async_trait]
impl ReadLedger for SqlTransaction<'_> {
    async fn ledger_entries(
        &mut self,
        bridge: BridgeId,
        ids: &[ConferenceId],
    ) -> StoreResult<Vec<LedgerEntry>> {
        let mut entries = Vec::new();
        for part in ids.chunks(AT_ONCE) {
            let mut statement = Statement::new(
                "SELECT conference_id, owner_type, owner_id, quarantined_until FROM conference_ids WHERE bridge = ",
            );
            statement.bind(bridge).push(" AND conference_id IN (");
            // The last ID stands as often as it takes.
            for (place, id) in
                part.iter().chain(part.iter().last().into_iter().cycle()).take(AT_ONCE).enumerate()
            {
                statement.push(if place == 0 { "" } else { ", " }).bind(*id);
            }
            statement.push(")");
            for mut row in statement.query(self.connection).await? {
                let conference_id = row.take()?;
                let owner = take_owner(&mut row)?;
                entries.push(LedgerEntry { bridge, conference_id, owner, quarantined_until: row.take()? });
            }
        }
        entries.sort_unstable_by_key(|entry| entry.conference_id);
        entries.dedup();
        Ok(entries)
    }

    async fn candidates_among(
        &mut self,
        bridge: BridgeId,
        ids: &[ConferenceId],
    ) -> StoreResult<Vec<ConferenceId>> {
        Ok(self.space.candidates_among(bridge, ids))
    }

    async fn reservation(&mut self, id: ReservationId) -> StoreResult<Option<Reservation>> {
        let statement = format!("{COLUMNS} WHERE id = $1");
        query_one(self.connection, &statement, values![id]).await?.map(from_row).transpose()
    }

    async fn reservations(&mut self, query: &ReservationQuery) -> StoreResult<Vec<Reservation>> {
        let mut statement = Statement::new(COLUMNS);
        let mut word = " WHERE ";
        if let Some(bridge) = query.filter.bridge {
            statement.push(word).push("bridge = ").bind(bridge);
            word = " AND ";
        }
        if let Some(before) = query.before {
            statement.push(word).push("id < ").bind(before);
        }
        statement.push(" ORDER BY id DESC LIMIT ").bind(query.limit);
        statement.query(self.connection).await?.into_iter().map(from_row).collect()
    }

    async fn expired_reservation(&mut self, today: Day) -> StoreResult<Option<Reservation>> {
        let statement = format!("{COLUMNS} WHERE until_day < $1 ORDER BY until_day, id LIMIT 1");
        query_one(self.connection, &statement, values![today.number()]).await?.map(from_row).transpose()
    }
}

#[async_trait]
impl WriteLedger for SqlTransaction<'_> {
    async fn take_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        owner: IdOwner,
    ) -> StoreResult<bool> {
        let is_taken = insert(self.connection, bridge, &[id], owner).await?.is_empty();
        if is_taken {
            self.space.note_taken(bridge, id);
        } else {
            self.space.take(bridge, id);
        }
        Ok(!is_taken)
    }

    async fn move_conference_id(
        &mut self,
        bridge: BridgeId,
        id: ConferenceId,
        from: IdOwner,
        to: IdOwner,
    ) -> StoreResult<bool> {
        // The row is read by its key, as in `conference_ids.rs`.
        let statement = "UPDATE conference_ids SET owner_type = $1, owner_id = $2 WHERE bridge = $3 AND conference_id = $4 \
                         AND owner_type = $5 AND owner_id = $6 AND quarantined_until + 0 IS NULL";
        let parameters = values![owner_type(to), owner_id(to), bridge, id, owner_type(from), owner_id(from)];
        Ok(self.connection.execute(statement, parameters).await? == 1)
    }

    async fn put_reservation(&mut self, reservation: &Reservation) -> StoreResult<()> {
        let statement = "INSERT INTO reservations (id, bridge, first_id, last_id, id_count, reserved_for, until_day, created_at) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET first_id = excluded.first_id, \
                         last_id = excluded.last_id, id_count = excluded.id_count, reserved_for = excluded.reserved_for, \
                         until_day = excluded.until_day";
        let Reservation { id, bridge, first, last, count, reserved_for, until, created_at } = reservation;
        let parameters =
            values![*id, *bridge, *first, *last, *count, reserved_for, until.number(), *created_at];
        self.connection.execute(statement, parameters).await?;
        Ok(())
    }

    async fn delete_reservation(&mut self, id: ReservationId) -> StoreResult<()> {
        self.connection.execute("DELETE FROM reservations WHERE id = $1", values![id]).await?;
        Ok(())
    }

    async fn reserve_conference_ids(
        &mut self,
        bridge: BridgeId,
        first: ConferenceId,
        last: ConferenceId,
        reservation: ReservationId,
    ) -> StoreResult<u32> {
        let ids: Vec<_> = (first.index()..=last.index()).filter_map(ConferenceId::from_index).collect();
        let mut count = 0;
        for part in ids.chunks(AT_ONCE) {
            // What is left over goes in one by one, so that there are only two statements.
            let size = if part.len() == AT_ONCE { AT_ONCE } else { 1 };
            for part in part.chunks(size) {
                for id in insert(self.connection, bridge, part, IdOwner::Reservation(reservation)).await? {
                    self.space.take(bridge, id);
                    count += 1;
                }
            }
        }
        Ok(count)
    }

    async fn release_conference_ids(
        &mut self,
        bridge: BridgeId,
        first: ConferenceId,
        last: ConferenceId,
        reservation: ReservationId,
    ) -> StoreResult<u32> {
        let owner = IdOwner::Reservation(reservation);
        let statement = "DELETE FROM conference_ids WHERE bridge = $1 AND conference_id >= $2 AND conference_id <= $3 \
                         AND owner_type = $4 AND owner_id = $5 AND quarantined_until + 0 IS NULL RETURNING conference_id";
        let parameters = values![bridge, first, last, owner_type(owner), owner_id(owner)];
        let mut count = 0;
        for mut row in self.connection.query(statement, parameters).await? {
            self.space.free(bridge, row.take()?);
            count += 1;
        }
        Ok(count)
    }
}
