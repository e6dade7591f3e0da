//! The mark of a database that is the copy of another one and not complete yet.

use domain::store::StoreResult;

use crate::connection::{Connection, query_one};
use crate::value::values;

/// What is being copied into this database, as people write it; nothing when it is complete.
pub(crate) async fn source(connection: &mut dyn Connection) -> StoreResult<Option<String>> {
    let row = query_one(connection, "SELECT source FROM unfinished_copy WHERE id = 1", &[]).await?;
    row.map(|mut row| row.take()).transpose()
}

/// Sets the mark.
pub(crate) async fn begin(connection: &mut dyn Connection, source: &str) -> StoreResult<()> {
    let statement = "INSERT INTO unfinished_copy (id, source) VALUES (1, $1)";
    connection.execute(statement, values![source]).await.map(drop)
}

/// Takes it away.
pub(crate) async fn end(connection: &mut dyn Connection) -> StoreResult<()> {
    connection.execute("DELETE FROM unfinished_copy", &[]).await.map(drop)
}
