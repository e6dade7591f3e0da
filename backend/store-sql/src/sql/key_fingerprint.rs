//! Which key file belongs to the sealed passwords in the database.

use domain::SecretHash;
use domain::store::StoreResult;

use crate::connection::{Connection, query_one};
use crate::value::{broken, values};

/// The fingerprint of the key that was entered, if one was.
pub(crate) async fn get(connection: &mut dyn Connection) -> StoreResult<Option<SecretHash>> {
    let row = query_one(connection, "SELECT fingerprint FROM key_fingerprint WHERE id = 1", &[]).await?;
    row.map(|mut row| row.take()).transpose()
}

/// Enters a key unless one is there; answers which one counts.
pub(crate) async fn enter(connection: &mut dyn Connection, key: SecretHash) -> StoreResult<SecretHash> {
    let statement =
        "INSERT INTO key_fingerprint (id, fingerprint) VALUES (1, $1) ON CONFLICT (id) DO NOTHING";
    connection.execute(statement, values![key]).await?;
    get(connection).await?.ok_or_else(|| broken("the key's fingerprint is missing"))
}

/// Forgets which key it was, so that the next server's is entered.
pub(crate) async fn forget(connection: &mut dyn Connection) -> StoreResult<()> {
    connection.execute("DELETE FROM key_fingerprint", &[]).await.map(drop)
}

/// Whether there is anything that only the right key opens.
pub(crate) async fn is_needed(connection: &mut dyn Connection) -> StoreResult<bool> {
    Ok(query_one(connection, "SELECT 1 FROM calendar_connections LIMIT 1", &[]).await?.is_some())
}
