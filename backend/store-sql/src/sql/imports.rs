//! Imports.

use domain::store::StoreResult;
use shared::{Import, ImportId, Timestamp};

use crate::connection::{Connection, query_one};
use crate::value::{Json, broken, values};

/// Whether no job can still need a row of `imports` (see `JobState::is_over`).
pub(super) const NOT_NEEDED: &str =
    "NOT EXISTS (SELECT 1 FROM jobs WHERE import_id = imports.id AND state NOT IN ('done', 'cancelled'))";

pub(super) async fn get(connection: &mut dyn Connection, id: ImportId) -> StoreResult<Option<Import>> {
    let row = query_one(connection, "SELECT document FROM imports WHERE id = $1", values![id]).await?;
    row.map(|mut row| Ok(row.take::<Json<_>>()?.0)).transpose()
}

pub(super) async fn insert(connection: &mut dyn Connection, import: &Import) -> StoreResult<()> {
    let statement = "INSERT INTO imports (id, created_at, document) VALUES ($1, $2, $3)";
    connection.execute(statement, values![import.id, import.created_at, Json(import)]).await?;
    Ok(())
}

pub(super) async fn update(connection: &mut dyn Connection, import: &Import) -> StoreResult<()> {
    let statement = "UPDATE imports SET document = $1 WHERE id = $2";
    match connection.execute(statement, values![Json(import), import.id]).await? {
        1 => Ok(()),
        _ => Err(broken("there is no such import")),
    }
}

pub(super) async fn delete_before(connection: &mut dyn Connection, moment: Timestamp) -> StoreResult<()> {
    let statement = format!("DELETE FROM imports WHERE created_at < $1 AND {NOT_NEEDED}");
    connection.execute(&statement, values![moment]).await?;
    Ok(())
}
