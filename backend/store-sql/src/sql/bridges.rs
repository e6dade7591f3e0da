//! Bridges and their service numbers.

use async_trait::async_trait;
use domain::store::StoreResult;
use domain::{ReadBridges, ReplacedNumber, WriteBridges};
use shared::{
    Bridge, BridgeDay, BridgeId, Day, JobId, LanguageTag, NumberReplacement, PhoneNumber, ServiceNumber,
    UserId, Version,
};

use uuid::Uuid;

use super::SqlTransaction;
use crate::connection::{Connection, query_one};
use crate::value::{broken, values};

/// All bridges with their numbers.
pub(crate) async fn list(connection: &mut dyn Connection) -> StoreResult<Vec<Bridge>> {
    let mut bridges = Vec::new();
    let statement = "SELECT id, version, name, is_default, quarantine_days, dynamic_quarantine_days \
                     FROM bridges ORDER BY id";
    for mut row in connection.query(statement, &[]).await? {
        bridges.push(Bridge {
            id: row.take()?,
            version: row.take()?,
            name: row.take()?,
            default: row.take()?,
            quarantine_days: row.take()?,
            dynamic_quarantine_days: row.take()?,
            service_numbers: Vec::new(),
        });
    }
    let statement = "SELECT bridge, number, formatted, country_code, location, toll_free, languages, is_default, \
                     replaced_by, replaced_in FROM service_numbers ORDER BY bridge, place";
    for mut row in connection.query(statement, &[]).await? {
        let bridge: BridgeId = row.take()?;
        let number = ServiceNumber {
            number: row.take()?,
            formatted: row.take()?,
            country_code: row.take()?,
            location: row.take()?,
            toll_free: row.take()?,
            languages: language_tags(&row.take::<String>()?)?,
            default: row.take()?,
            replacement: replacement(row.take()?, row.take()?),
        };
        if let Some(bridge) = bridges.iter_mut().find(|known| known.id == bridge) {
            bridge.service_numbers.push(number);
        }
    }
    Ok(bridges)
}

fn replacement(number: Option<PhoneNumber>, job: Option<JobId>) -> Option<NumberReplacement> {
    Some(NumberReplacement { number: number?, job: job? })
}

fn language_tags(text: &str) -> StoreResult<Vec<LanguageTag>> {
    let tags = text.split_whitespace().map(|tag| tag.parse().map_err(|_| broken("a language is not one")));
    tags.collect()
}

async fn insert(connection: &mut dyn Connection, bridge: &Bridge) -> StoreResult<()> {
    let statement = "INSERT INTO bridges (id, version, name, is_default, quarantine_days, dynamic_quarantine_days) \
                     VALUES ($1, $2, $3, $4, $5, $6)";
    let parameters = values![
        bridge.id,
        bridge.version,
        &bridge.name,
        bridge.default,
        bridge.quarantine_days,
        bridge.dynamic_quarantine_days
    ];
    connection.execute(statement, parameters).await?;
    insert_numbers(connection, bridge).await
}

async fn insert_numbers(connection: &mut dyn Connection, bridge: &Bridge) -> StoreResult<()> {
    let statement = "INSERT INTO service_numbers (number, bridge, place, formatted, country_code, location, \
                     toll_free, languages, is_default, replaced_by, replaced_in) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    for (number, place) in bridge.service_numbers.iter().zip(0_u32..) {
        let ServiceNumber {
            number,
            formatted,
            country_code,
            location,
            toll_free,
            languages,
            default,
            replacement,
        } = number;
        let languages = languages.iter().map(LanguageTag::as_str).collect::<Vec<_>>().join(" ");
        let parameters = values![
            number,
            bridge.id,
            place,
            formatted,
            country_code,
            location,
            *toll_free,
            languages,
            *default,
            replacement.as_ref().map(|replacement| &replacement.number),
            replacement.as_ref().map(|replacement| replacement.job)
        ];
        connection.execute(statement, parameters).await?;
    }
    Ok(())
}

async fn update(connection: &mut dyn Connection, bridge: &Bridge, expected: Version) -> StoreResult<bool> {
    let statement = "UPDATE bridges SET version = $1, name = $2, is_default = $3, quarantine_days = $4, \
                     dynamic_quarantine_days = $5 WHERE id = $6 AND version = $7";
    let parameters = values![
        bridge.version,
        &bridge.name,
        bridge.default,
        bridge.quarantine_days,
        bridge.dynamic_quarantine_days,
        bridge.id,
        expected
    ];
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

async fn days(
    connection: &mut dyn Connection,
    bridge: BridgeId,
    first: Day,
    last: Day,
) -> StoreResult<Vec<BridgeDay>> {
    let statement = "SELECT day, live, quarantined FROM bridge_days \
                     WHERE bridge = $1 AND day >= $2 AND day <= $3 ORDER BY day";
    let rows = connection.query(statement, values![bridge, first.number(), last.number()]).await?;
    rows.into_iter()
        .map(|mut row| {
            let day = Day::from_number(row.take()?);
            Ok(BridgeDay { day, live: row.take()?, quarantined: row.take()? })
        })
        .collect()
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

    async fn number_holders(
        &mut self,
        number: &PhoneNumber,
        after: Option<UserId>,
        limit: u32,
    ) -> StoreResult<Vec<UserId>> {
        // Each half has an index of its own.
        let statement = "SELECT id FROM users WHERE toll_number = $1 AND id > $2 \
                         UNION SELECT id FROM users WHERE toll_free_number = $1 AND id > $2 ORDER BY id LIMIT $3";
        let after = after.unwrap_or(UserId::from_uuid(Uuid::nil()));
        let rows = self.connection.query(statement, values![number, after, limit]).await?;
        rows.into_iter().map(|mut row| row.take()).collect()
    }

    async fn count_number_holders(&mut self, number: &PhoneNumber) -> StoreResult<u64> {
        let statement = "SELECT COUNT(*) FROM (SELECT id FROM users WHERE toll_number = $1 \
                         UNION SELECT id FROM users WHERE toll_free_number = $1) AS holders";
        let row = query_one(self.connection, statement, values![number]).await?;
        row.ok_or_else(|| broken("counting gave no answer"))?.take()
    }

    async fn count_default_number_users(&mut self, bridge: BridgeId) -> StoreResult<u64> {
        let statement = "SELECT COUNT(*) FROM users WHERE bridge = $1 AND toll_number IS NULL \
                         AND dial_in_enabled = 1 AND third_party = 0";
        let row = query_one(self.connection, statement, values![bridge]).await?;
        row.ok_or_else(|| broken("counting gave no answer"))?.take()
    }

    async fn replaced_numbers(&mut self) -> StoreResult<Vec<ReplacedNumber>> {
        let statement =
            "SELECT number, bridge, replacement, replaced_at FROM replaced_numbers ORDER BY number";
        let rows = self.connection.query(statement, &[]).await?;
        rows.into_iter()
            .map(|mut row| {
                Ok(ReplacedNumber {
                    number: row.take()?,
                    bridge: row.take()?,
                    replacement: row.take()?,
                    replaced_at: row.take()?,
                })
            })
            .collect()
    }

    async fn bridge_days(&mut self, bridge: BridgeId, first: Day, last: Day) -> StoreResult<Vec<BridgeDay>> {
        days(self.connection, bridge, first, last).await
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

    async fn put_replaced_number(&mut self, replaced: &ReplacedNumber) -> StoreResult<()> {
        let statement = "INSERT INTO replaced_numbers (number, bridge, replacement, replaced_at) \
                         VALUES ($1, $2, $3, $4) ON CONFLICT (number) DO UPDATE SET bridge = excluded.bridge, \
                         replacement = excluded.replacement, replaced_at = excluded.replaced_at";
        let ReplacedNumber { number, bridge, replacement, replaced_at } = replaced;
        let parameters = values![number, *bridge, replacement, *replaced_at];
        self.connection.execute(statement, parameters).await.map(drop)
    }

    async fn delete_replaced_number(&mut self, number: &PhoneNumber) -> StoreResult<()> {
        let statement = "DELETE FROM replaced_numbers WHERE number = $1";
        self.connection.execute(statement, values![number]).await.map(drop)
    }

    async fn insert_bridge_day(&mut self, bridge: BridgeId, day: &BridgeDay) -> StoreResult<()> {
        let statement = "INSERT INTO bridge_days (bridge, day, live, quarantined) VALUES ($1, $2, $3, $4) \
                         ON CONFLICT (bridge, day) DO NOTHING";
        let parameters = values![bridge, day.day.number(), day.live, day.quarantined];
        self.connection.execute(statement, parameters).await.map(drop)
    }
}
