//! Accounts and one-time links.

use domain::store::StoreResult;
use domain::{AdministratorRecord, SecretHash};
use shared::{Administrator, AdministratorId, Timestamp};

use crate::connection::{Connection, query_one};
use crate::value::{Value, broken, values};

pub(super) async fn exist(connection: &mut dyn Connection) -> StoreResult<bool> {
    Ok(query_one(connection, "SELECT 1 FROM administrators LIMIT 1", &[]).await?.is_some())
}

async fn find(
    connection: &mut dyn Connection,
    column: &str,
    value: Value,
) -> StoreResult<Option<AdministratorRecord>> {
    let statement = format!("SELECT id, name, password_hash FROM administrators WHERE {column} = $1");
    let row = query_one(connection, &statement, &[value]).await?;
    let record = row.map(|mut row| {
        Ok(AdministratorRecord {
            administrator: Administrator { id: row.take()?, name: row.take()? },
            password_hash: row.take()?,
        })
    });
    record.transpose()
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
    find(connection, "name_key", name.to_lowercase().into()).await
}

pub(super) async fn insert(connection: &mut dyn Connection, record: &AdministratorRecord) -> StoreResult<()> {
    let statement = "INSERT INTO administrators (id, name, name_key, password_hash) VALUES ($1, $2, $3, $4)";
    let Administrator { id, name } = &record.administrator;
    let parameters = values![*id, name, name.to_lowercase(), &record.password_hash];
    connection.execute(statement, parameters).await?;
    Ok(())
}

pub(super) async fn update(connection: &mut dyn Connection, record: &AdministratorRecord) -> StoreResult<()> {
    let statement = "UPDATE administrators SET name = $1, name_key = $2, password_hash = $3 \
                     WHERE id = $4";
    let Administrator { id, name } = &record.administrator;
    let parameters = values![name, name.to_lowercase(), &record.password_hash, *id];
    match connection.execute(statement, parameters).await? {
        1 => Ok(()),
        _ => Err(broken("there is no such account")),
    }
}

pub(super) async fn set_up_link(
    connection: &mut dyn Connection,
    secret: SecretHash,
) -> StoreResult<Option<Timestamp>> {
    let statement = "SELECT expires_at FROM set_up_links WHERE secret = $1";
    query_one(connection, statement, values![secret]).await?.map(|mut row| row.take()).transpose()
}

pub(super) async fn insert_set_up_link(
    connection: &mut dyn Connection,
    secret: SecretHash,
    expires_at: Timestamp,
) -> StoreResult<()> {
    let statement = "INSERT INTO set_up_links (secret, expires_at) VALUES ($1, $2)";
    connection.execute(statement, values![secret, expires_at]).await?;
    Ok(())
}

pub(super) async fn delete_set_up_link(
    connection: &mut dyn Connection,
    secret: SecretHash,
) -> StoreResult<()> {
    connection.execute("DELETE FROM set_up_links WHERE secret = $1", values![secret]).await?;
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
