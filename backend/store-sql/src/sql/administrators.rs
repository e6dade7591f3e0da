//! Accounts and one-time links.

use domain::store::StoreResult;
use domain::{AdministratorRecord, SecretHash, SetUpLinkRecord, account_name_key};
use shared::{Administrator, AdministratorId, Timestamp};

use crate::connection::{Connection, query_one};
use crate::value::{Name, Row, Value, broken, values};

const COLUMNS: &str = "id, name, role, state, version, password_hash, created_at, signed_in_at";

fn of_row(mut row: Row) -> StoreResult<AdministratorRecord> {
    Ok(AdministratorRecord {
        administrator: Administrator { id: row.take()?, name: row.take()? },
        role: row.take::<Name<_>>()?.0,
        state: row.take::<Name<_>>()?.0,
        version: row.take()?,
        password_hash: row.take()?,
        created_at: row.take()?,
        signed_in_at: row.take()?,
    })
}

pub(super) async fn exist(connection: &mut dyn Connection) -> StoreResult<bool> {
    let statement = "SELECT 1 FROM administrators WHERE password_hash IS NOT NULL LIMIT 1";
    Ok(query_one(connection, statement, &[]).await?.is_some())
}

async fn find(
    connection: &mut dyn Connection,
    column: &str,
    value: Value,
) -> StoreResult<Option<AdministratorRecord>> {
    let statement = format!("SELECT {COLUMNS} FROM administrators WHERE {column} = $1");
    query_one(connection, &statement, &[value]).await?.map(of_row).transpose()
}

pub(super) async fn get(
    connection: &mut dyn Connection,
    id: AdministratorId,
) -> StoreResult<Option<AdministratorRecord>> {
    find(connection, "id", id.into()).await
}

pub(super) async fn get_by_name(
    connection: &mut dyn Connection,
    name: &str,
) -> StoreResult<Option<AdministratorRecord>> {
    find(connection, "name_key", account_name_key(name).into()).await
}

pub(super) async fn list(connection: &mut dyn Connection) -> StoreResult<Vec<AdministratorRecord>> {
    let statement = format!("SELECT {COLUMNS} FROM administrators ORDER BY name_key");
    connection.query(&statement, &[]).await?.into_iter().map(of_row).collect()
}

pub(super) async fn insert(connection: &mut dyn Connection, record: &AdministratorRecord) -> StoreResult<()> {
    let statement = "INSERT INTO administrators (name, name_key, role, state, version, password_hash, created_at, \
                     signed_in_at, id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    connection.execute(statement, &parameters(record)).await?;
    Ok(())
}

pub(super) async fn update(connection: &mut dyn Connection, record: &AdministratorRecord) -> StoreResult<()> {
    let statement = "UPDATE administrators SET name = $1, name_key = $2, role = $3, state = $4, version = $5, \
                     password_hash = $6, created_at = $7, signed_in_at = $8 WHERE id = $9";
    match connection.execute(statement, &parameters(record)).await? {
        1 => Ok(()),
        _ => Err(broken("there is no such account")),
    }
}

pub(super) async fn remove(
    connection: &mut dyn Connection,
    id: AdministratorId,
    now: Timestamp,
) -> StoreResult<()> {
    for statement in [
        "DELETE FROM sessions WHERE administrator_id = $1",
        "DELETE FROM set_up_links WHERE administrator_id = $1",
    ] {
        connection.execute(statement, values![id]).await?;
    }
    let statement = "INSERT INTO removed_administrators (removed_at, id, name) \
                     SELECT $1, id, name FROM administrators WHERE id = $2";
    if connection.execute(statement, values![now, id]).await? != 1 {
        return Err(broken("there is no such account"));
    }
    connection.execute("DELETE FROM administrators WHERE id = $1", values![id]).await?;
    Ok(())
}

/// The columns' values, the identifier last.
fn parameters(record: &AdministratorRecord) -> [Value; 9] {
    let AdministratorRecord {
        administrator: Administrator { id, name },
        role,
        state,
        version,
        password_hash,
        created_at,
        signed_in_at,
    } = record;
    [
        name.into(),
        account_name_key(name).into(),
        Name(*role).into(),
        Name(*state).into(),
        (*version).into(),
        password_hash.clone().into(),
        (*created_at).into(),
        (*signed_in_at).into(),
        (*id).into(),
    ]
}

pub(super) async fn set_up_link(
    connection: &mut dyn Connection,
    secret: SecretHash,
) -> StoreResult<Option<SetUpLinkRecord>> {
    let statement = "SELECT secret, administrator_id, expires_at FROM set_up_links WHERE secret = $1";
    let row = query_one(connection, statement, values![secret]).await?;
    row.map(|mut row| {
        Ok(SetUpLinkRecord { secret: row.take()?, administrator: row.take()?, expires_at: row.take()? })
    })
    .transpose()
}

pub(super) async fn insert_set_up_link(
    connection: &mut dyn Connection,
    link: &SetUpLinkRecord,
) -> StoreResult<()> {
    let statement = "INSERT INTO set_up_links (secret, administrator_id, expires_at) VALUES ($1, $2, $3)";
    let SetUpLinkRecord { secret, administrator, expires_at } = *link;
    connection.execute(statement, values![secret, administrator, expires_at]).await?;
    Ok(())
}

pub(super) async fn delete_set_up_link(
    connection: &mut dyn Connection,
    secret: SecretHash,
) -> StoreResult<()> {
    connection.execute("DELETE FROM set_up_links WHERE secret = $1", values![secret]).await?;
    Ok(())
}

pub(super) async fn delete_set_up_links_of(
    connection: &mut dyn Connection,
    administrator: AdministratorId,
) -> StoreResult<()> {
    let statement = "DELETE FROM set_up_links WHERE administrator_id = $1";
    connection.execute(statement, values![administrator]).await?;
    Ok(())
}

/// Removes sessions, links and tokens of commands whose time has come.
pub(super) async fn delete_expired(connection: &mut dyn Connection, now: Timestamp) -> StoreResult<()> {
    connection.execute("DELETE FROM sessions WHERE expires_at <= $1", values![now]).await?;
    connection.execute("DELETE FROM organizer_secrets WHERE expires_at <= $1", values![now]).await?;
    connection.execute("DELETE FROM set_up_links WHERE expires_at <= $1", values![now]).await?;
    connection.execute("DELETE FROM marks WHERE until <= $1", values![now]).await?;
    // Other tokens stay: the audit log names them.
    let statement = "DELETE FROM tokens WHERE of_command = 1 AND expires_at <= $1";
    connection.execute(statement, values![now]).await?;
    Ok(())
}
