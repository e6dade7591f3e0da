//! The settings: one row.

use domain::store::StoreResult;
use shared::Settings;

use crate::connection::{Connection, query_one};
use crate::value::{Json, broken, values};

pub(super) async fn get(connection: &mut dyn Connection) -> StoreResult<Settings> {
    let row = query_one(connection, "SELECT document FROM settings WHERE id = 1", &[]).await?;
    let Json(settings) = row.ok_or_else(|| broken("there are no settings"))?.take()?;
    Ok(settings)
}

pub(super) async fn update(connection: &mut dyn Connection, settings: &Settings) -> StoreResult<()> {
    let statement = "UPDATE settings SET document = $1 WHERE id = 1";
    connection.execute(statement, values![Json(settings)]).await?;
    Ok(())
}

/// Gives a new database its first settings.
pub(super) async fn initialize(connection: &mut dyn Connection, settings: &Settings) -> StoreResult<()> {
    let statement = "INSERT INTO settings (id, document) VALUES (1, $1) ON CONFLICT (id) DO NOTHING";
    connection.execute(statement, values![Json(settings)]).await?;
    Ok(())
}
