//! Which key file belongs to the sealed passwords and the hashed PINs in the database.

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

/// Forgets the key that was lost, and the organizer PINs that were hashed with it: otherwise people would be told that they
/// have a PIN, and it would never be right.
pub(crate) async fn forget_lost(connection: &mut dyn Connection) -> StoreResult<()> {
    forget(connection).await?;
    for statement in [
        "UPDATE organizer_pins SET hash = NULL WHERE hash IS NOT NULL",
        "UPDATE users SET pin_set_at = NULL WHERE pin_set_at IS NOT NULL",
    ] {
        connection.execute(statement, &[]).await?;
    }
    Ok(())
}

/// Whether there is anything that only the right key opens.
pub(crate) async fn is_needed(connection: &mut dyn Connection) -> StoreResult<bool> {
    for statement in [
        "SELECT 1 FROM calendar_connections LIMIT 1",
        "SELECT 1 FROM organizer_pins WHERE hash IS NOT NULL LIMIT 1",
    ] {
        if query_one(connection, statement, &[]).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
