//! Bringing a database's schema up to date (see `migrations/README.md`).

use domain::StoreError;
use domain::store::StoreResult;
use sha2::{Digest as _, Sha256};

use crate::connection::Connection;
use crate::sql;
use crate::value::values;

struct Migration {
    name: &'static str,
    /// For every database.
    shared: &'static str,
    /// For SQLite alone.
    sqlite: &'static str,
}

/// Every migration; the first has number 1.
const MIGRATIONS: &[Migration] = &[Migration {
    name: "initial",
    shared: include_str!("../../migrations/0001_initial.sql"),
    sqlite: include_str!("../../migrations/0001_initial.sqlite.sql"),
}];

const TABLE: &str = "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, \
                     checksum TEXT NOT NULL)";

/// Why a database cannot be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// A newer Konfid has been here.
    #[error(
        "the database was created by a newer version of Konfid (schema {found}, this version knows {known}): \
         install that version, or restore the backup from before the upgrade"
    )]
    TooNew {
        /// The database's schema.
        found: u64,
        /// The newest schema this version knows.
        known: u64,
    },
    /// The database was not made by these files.
    #[error(
        "it was made by a development version of Konfid or by another program (migration {number} is another one): \
         name another database, and import the users again"
    )]
    Different {
        /// The migration that is different.
        number: u64,
    },
    /// Another process must do it.
    #[error("the database must be upgraded first: start the server once")]
    NotUpToDate,
    /// Somebody has begun to copy another database into it.
    #[error(
        "it is a copy of {source_name} that is not complete: run konfid database copy again, with the same two databases, \
         and it goes on where it stopped; or name another database"
    )]
    UnfinishedCopy {
        /// The database that is copied, as people write it.
        source_name: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn checksum(migration: &Migration) -> String {
    let digest = Sha256::new().chain_update(migration.shared).chain_update(migration.sqlite).finalize();
    hex::encode(digest)
}

/// Applies what has not been applied yet, and refuses a copy that is not complete.
pub(crate) async fn migrate(connection: &mut dyn Connection) -> Result<(), MigrationError> {
    migrate_for_copy(connection).await?;
    require_complete(connection).await
}

/// The same for whoever completes the copy.
pub(crate) async fn migrate_for_copy(connection: &mut dyn Connection) -> Result<u64, MigrationError> {
    migrate_to(connection, MIGRATIONS).await
}

async fn require_complete(connection: &mut dyn Connection) -> Result<(), MigrationError> {
    match sql::unfinished_copy::source(connection).await? {
        None => Ok(()),
        Some(source_name) => Err(MigrationError::UnfinishedCopy { source_name }),
    }
}

async fn migrate_to(
    connection: &mut dyn Connection,
    migrations: &[Migration],
) -> Result<u64, MigrationError> {
    connection.run_script(&(connection.dialect().translate)(TABLE)).await?;
    let applied = check(connection, migrations).await?;
    let mut count = 0;
    for (migration, number) in migrations.iter().zip(1_u64..).skip(applied) {
        connection.run_script(connection.dialect().begin).await?;
        if let Err(error) = apply(connection, migration, number).await {
            connection.run_script("ROLLBACK").await?;
            return Err(error.into());
        }
        connection.run_script("COMMIT").await?;
        tracing::info!(number, name = migration.name, "the database's schema was brought up to date");
        count += 1;
    }
    Ok(count)
}

/// Checks that everything has been applied, without changing anything.
pub(crate) async fn require_up_to_date(connection: &mut dyn Connection) -> Result<(), MigrationError> {
    let applied = check(connection, MIGRATIONS).await.map_err(|error| match error {
        // There is no table yet.
        MigrationError::Store(StoreError::Broken(_)) => MigrationError::NotUpToDate,
        error => error,
    })?;
    if applied != MIGRATIONS.len() {
        return Err(MigrationError::NotUpToDate);
    }
    require_complete(connection).await
}

/// How many have been applied; each must be the one that is known under its number.
async fn check(connection: &mut dyn Connection, migrations: &[Migration]) -> Result<usize, MigrationError> {
    let rows = connection.query("SELECT number, checksum FROM migrations ORDER BY number", &[]).await?;
    let applied = rows.len();
    for ((mut row, migration), expected) in rows.into_iter().zip(migrations).zip(1_u64..) {
        let (number, found): (u64, String) = (row.take()?, row.take()?);
        if number != expected || found != checksum(migration) {
            return Err(MigrationError::Different { number });
        }
    }
    // Only one whose beginning is known is a newer one.
    if applied > migrations.len() {
        return Err(MigrationError::TooNew { found: applied as u64, known: migrations.len() as u64 });
    }
    Ok(applied)
}

async fn apply(connection: &mut dyn Connection, migration: &Migration, number: u64) -> StoreResult<()> {
    let dialect = connection.dialect();
    connection.run_script(&(dialect.translate)(migration.shared)).await?;
    if dialect.is_sqlite {
        connection.run_script(migration.sqlite).await?;
    }
    let record = "INSERT INTO migrations (number, name, checksum) VALUES ($1, $2, $3)";
    connection.execute(record, values![number, migration.name, checksum(migration)]).await?;
    Ok(())
}

#[cfg(test)]
mod tests;
