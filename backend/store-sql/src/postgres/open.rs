//! What is done whenever a database is opened.

use deadpool_postgres::Object;
use domain::store::StoreResult;
use domain::{IdSpaces, StoreError};
use futures::TryStreamExt as _;
use shared::{BridgeId, ConferenceId, Settings};

use super::PostgresError;
use super::driver::{PostgresConnection, WITH_TRIGRAMS, WITHOUT_TRIGRAMS};
use super::error::{describe, store_error};
use crate::connection::{Connection, Dialect, query_one};
use crate::migrate::{migrate, migrate_for_copy, require_up_to_date};
use crate::sql;
use crate::value::Row;

/// PostgreSQL's own numbering of its versions. Older ones get no corrections any more, and are not tested.
const LEAST_VERSION: u64 = 150_000;
/// Who holds this lock brings the schema up to date. Any number would do, as long as it stays.
const LOCK: &str = "SELECT pg_advisory_lock(5206735211904712036)";
const UNLOCK: &str = "SELECT pg_advisory_unlock(5206735211904712036)";
const INDEX: &str =
    "CREATE INDEX IF NOT EXISTS users_by_search_text ON users USING gin (search_text gin_trgm_ops)";

/// Brings the schema up to date, and gives a new database its first settings; without them, only checks that this has
/// been done. Of several servers that start at once, each waits for the one before.
pub(super) async fn prepare(
    client: Object,
    initial: Option<&Settings>,
) -> Result<&'static Dialect, PostgresError> {
    let mut connection = PostgresConnection::new(client, &WITHOUT_TRIGRAMS);
    let prepared = prepare_alone(&mut connection, initial).await;
    // The lock ends with the connection, whatever happened.
    connection.close();
    prepared
}

/// Makes the tables and indexes of a database that another one is copied into.
pub(super) async fn prepare_for_copy(connection: &mut PostgresConnection) -> Result<(), PostgresError> {
    connection.run_script(LOCK).await?;
    migrate_for_copy(connection).await?;
    index_of_trigrams(connection).await?;
    // A server that starts meanwhile shall be told that the copy is not complete, and not wait for it.
    Ok(connection.run_script(UNLOCK).await?)
}

async fn prepare_alone(
    connection: &mut PostgresConnection,
    initial: Option<&Settings>,
) -> Result<&'static Dialect, PostgresError> {
    require(connection).await?;
    let Some(initial) = initial else {
        require_up_to_date(connection).await?;
        let has_index = has_index_of_trigrams(connection).await?;
        return Ok(if has_index { &WITH_TRIGRAMS } else { &WITHOUT_TRIGRAMS });
    };
    connection.run_script(LOCK).await?;
    migrate(connection).await?;
    sql::initialize(connection, initial).await?;
    Ok(index_of_trigrams(connection).await?)
}

pub(super) async fn require(connection: &mut PostgresConnection) -> Result<(), PostgresError> {
    let statement = "SELECT CAST(current_setting('server_version_num') AS BIGINT), \
                     current_setting('server_version'), current_setting('server_encoding')";
    let row = query_one(connection, statement, &[]).await?;
    let mut row = row.unwrap_or_else(|| Row::new(Vec::new()));
    let (number, version, encoding): (u64, String, String) = (row.take()?, row.take()?, row.take()?);
    if number < LEAST_VERSION {
        return Err(PostgresError::TooOld { version });
    }
    if encoding != "UTF8" {
        return Err(PostgresError::Encoding { encoding });
    }
    Ok(())
}

/// The index that finds parts of words needs an extension that comes with PostgreSQL. Whoever owns a database may have
/// it without being a superuser; on a server that does not offer it, Konfid does without.
async fn index_of_trigrams(connection: &mut PostgresConnection) -> StoreResult<&'static Dialect> {
    if has_index_of_trigrams(connection).await? {
        return Ok(&WITH_TRIGRAMS);
    }
    let made =
        connection.client().batch_execute(&format!("CREATE EXTENSION IF NOT EXISTS pg_trgm; {INDEX}")).await;
    match made {
        Ok(()) => Ok(&WITH_TRIGRAMS),
        Err(error) if error.is_closed() => Err(store_error(&error)),
        Err(error) => {
            let why = describe(&error);
            tracing::warn!(
                why,
                "searches for parts of words look at every user, because the extension pg_trgm could not be added; run \
                 CREATE EXTENSION pg_trgm as the database's owner, and restart the server"
            );
            Ok(&WITHOUT_TRIGRAMS)
        }
    }
}

async fn has_index_of_trigrams(connection: &mut PostgresConnection) -> StoreResult<bool> {
    let statement = "SELECT 1 FROM pg_indexes WHERE indexname = 'users_by_search_text' \
                     AND schemaname = ANY (current_schemas(FALSE))";
    Ok(query_one(connection, statement, &[]).await?.is_some())
}

/// Learns which IDs are taken. This is not done through the seam, because a million rows need not be kept.
pub(super) async fn load_spaces(client: Object, dialect: &'static Dialect) -> StoreResult<IdSpaces> {
    let mut connection = PostgresConnection::new(client, dialect);
    let failed = |error: tokio_postgres::Error| store_error(&error);
    let bridges = sql::bridges(&mut connection).await?;
    let none: [i64; 0] = [];
    let rows = connection.client().query_raw("SELECT bridge, conference_id FROM conference_ids", none);
    let number = |row: &tokio_postgres::Row, column: usize| {
        let number: i64 = row.try_get(column).map_err(failed)?;
        u32::try_from(number).map_err(|_| StoreError::Broken("a number is out of range".into()))
    };
    let rows = rows.await.map_err(failed)?.map_err(failed);
    let places = rows.and_then(|row| async move { Ok((number(&row, 0)?, number(&row, 1)?)) });
    let places: Vec<(u32, u32)> = places.try_collect().await?;
    let places = places
        .into_iter()
        .filter_map(|(bridge, id)| Some((BridgeId::from_number(bridge)?, ConferenceId::from_number(id)?)));
    Ok(IdSpaces::new(&bridges, places))
}
