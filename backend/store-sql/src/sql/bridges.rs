//! Bridges and their service numbers.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{ReadBridges, WriteBridges};
use shared::{Bridge, BridgeId, ServiceNumber, Version};

use super::SqlTransaction;
use crate::connection::{Connection, query_one};
use crate::value::values;

/// All bridges with their numbers.
pub(crate) async fn list(connection: &mut dyn Connection) -> StoreResult<Vec<Bridge>> {
    let mut bridges = Vec::new();
    let statement = "SELECT id, version, name, is_default FROM bridges ORDER BY id";
    for mut row in connection.query(statement, &[]).await? {
        bridges.push(Bridge {
            id: row.take()?,
            version: row.take()?,
            name: row.take()?,
            default: row.take()?,
            service_numbers: Vec::new(),
        });
    }
    let statement = "SELECT bridge, number, formatted, country_code, location, toll_free, is_default \
                     FROM service_numbers ORDER BY bridge, place";
    for mut row in connection.query(statement, &[]).await? {
        let bridge: BridgeId = row.take()?;
        let number = ServiceNumber {
            number: row.take()?,
            formatted: row.take()?,
            country_code: row.take()?,
            location: row.take()?,
            toll_free: row.take()?,
            default: row.take()?,
        };
        if let Some(bridge) = bridges.iter_mut().find(|known| known.id == bridge) {
            bridge.service_numbers.push(number);
        }
    }
    Ok(bridges)
}

async fn insert(connection: &mut dyn Connection, bridge: &Bridge) -> StoreResult<()> {
    let statement = "INSERT INTO bridges (id, version, name, is_default) VALUES ($1, $2, $3, $4)";
    connection.execute(statement, values![bridge.id, bridge.version, &bridge.name, bridge.default]).await?;
    insert_numbers(connection, bridge).await
}

async fn insert_numbers(connection: &mut dyn Connection, bridge: &Bridge) -> StoreResult<()> {
    let statement = "INSERT INTO service_numbers (number, bridge, place, formatted, country_code, location, \
                     toll_free, is_default) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    for (number, place) in bridge.service_numbers.iter().zip(0_u32..) {
        let ServiceNumber { number, formatted, country_code, location, toll_free, default } = number;
        let parameters =
            values![number, bridge.id, place, formatted, country_code, location, *toll_free, *default];
        connection.execute(statement, parameters).await?;
    }
    Ok(())
}

async fn update(connection: &mut dyn Connection, bridge: &Bridge, expected: Version) -> StoreResult<bool> {
    let statement =
        "UPDATE bridges SET version = $1, name = $2, is_default = $3 WHERE id = $4 AND version = $5";
    let parameters = values![bridge.version, &bridge.name, bridge.default, bridge.id, expected];
    if connection.execute(statement, parameters).await? == 0 {
        return Ok(false);
    }
    connection.execute("DELETE FROM service_numbers WHERE bridge = $1", values![bridge.id]).await?;
    insert_numbers(connection, bridge).await.map(|()| true)
}

/// Gives a new database its first bridge.
pub(super) async fn initialize(connection: &mut dyn Connection) -> StoreResult<()> {
    let is_new = query_one(connection, "SELECT id FROM bridges LIMIT 1", &[]).await?.is_none();
    if is_new { insert(connection, &Bridge::first()).await } else { Ok(()) }
}

#[async_trait]
impl ReadBridges for SqlTransaction<'_> {
    async fn bridges(&mut self) -> StoreResult<Vec<Bridge>> {
        if let Some(bridges) = &self.bridges {
            return Ok(bridges.clone());
        }
        let bridges = list(self.connection).await?;
        self.bridges = Some(bridges.clone());
        Ok(bridges)
    }
}

#[async_trait]
impl WriteBridges for SqlTransaction<'_> {
    async fn insert_bridge(&mut self, bridge: &Bridge) -> StoreResult<()> {
        self.bridges = None;
        self.space.avoid_service_numbers(bridge);
        insert(self.connection, bridge).await
    }

    async fn update_bridge(&mut self, bridge: &Bridge, expected: Version) -> StoreResult<bool> {
        self.bridges = None;
        let is_updated = update(self.connection, bridge, expected).await?;
        if is_updated {
            self.space.avoid_service_numbers(bridge);
        }
        Ok(is_updated)
    }
}
