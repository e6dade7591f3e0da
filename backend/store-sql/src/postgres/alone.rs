//! A connection to a database that nobody else of Konfid's is connected to, without the tasks of a store.

use std::time::Duration;

use domain::StoreError;

use super::driver::{PostgresConnection, WITHOUT_TRIGRAMS};
use super::pools::Pools;
use super::{PostgresAddress, PostgresError, connect, open};
use crate::connection::{Connection as _, query_one};
use crate::migrate::require_up_to_date;

/// Who holds this lock copies into the database or out of it. Any number would do, as long as it stays.
const LOCK: &str = "SELECT 1 WHERE pg_try_advisory_lock(5206735211904712037)";
/// Servers and commands, by the name that each connection gives.
const OTHERS: &str = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() \
                      AND application_name = 'konfid' AND pid <> pg_backend_pid() LIMIT 1";
/// For how long to wait until connections are gone whose process has just ended, and how often to look.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(100);

/// A connection, and what it came from.
pub(crate) struct AloneOnServer {
    pub(crate) connection: PostgresConnection,
    _pools: Pools,
}

/// Why a database cannot be had alone.
pub(crate) enum AloneError {
    /// Others are connected to it.
    InUse,
    Postgres(PostgresError),
}

impl<E: Into<PostgresError>> From<E> for AloneError {
    fn from(error: E) -> Self {
        Self::Postgres(error.into())
    }
}

impl AloneOnServer {
    /// Takes a database that a server of this version has opened before.
    pub(crate) async fn existing(address: &PostgresAddress) -> Result<Self, AloneError> {
        let mut alone = Self::connect(address).await?;
        require_up_to_date(&mut alone.connection).await?;
        Ok(alone)
    }

    /// Takes a database, and makes its tables if there are none.
    pub(crate) async fn taken(address: &PostgresAddress) -> Result<Self, AloneError> {
        let mut alone = Self::connect(address).await?;
        open::prepare_for_copy(&mut alone.connection).await?;
        Ok(alone)
    }

    async fn connect(address: &PostgresAddress) -> Result<Self, AloneError> {
        let (pools, _, client) = connect(address).await?;
        let mut connection = PostgresConnection::new(client, &WITHOUT_TRIGRAMS);
        open::require(&mut connection).await?;
        // One state is read for as long as the copying takes.
        connection.run_script("SET idle_in_transaction_session_timeout = 0").await?;
        let is_locked = async |connection: &mut PostgresConnection| {
            Ok::<_, StoreError>(query_one(connection, LOCK, &[]).await?.is_some())
        };
        let begun = tokio::time::Instant::now();
        let mut has_lock = is_locked(&mut connection).await?;
        while !has_lock || query_one(&mut connection, OTHERS, &[]).await?.is_some() {
            if begun.elapsed() > PATIENCE {
                return Err(AloneError::InUse);
            }
            tokio::time::sleep(PAUSE).await;
            has_lock = has_lock || is_locked(&mut connection).await?;
        }
        Ok(Self { connection, _pools: pools })
    }
}
