//! Sessions, tokens and marks.

use domain::store::StoreResult;
use domain::{MarkAdvance, SecretHash, SessionRecord, TokenRecord};
use shared::{AdministratorId, Timestamp};

use crate::connection::{Connection, query_one};
use crate::value::{Row, values};

const SESSION: &str = "secret, id, administrator_id, created_at, used_at, expires_at, address, browser";
const TOKEN: &str = "secret, id, name, created_at, created_by, expires_at, used_at, revoked_at, of_command";

fn session_of(mut row: Row) -> StoreResult<SessionRecord> {
    Ok(SessionRecord {
        secret: row.take()?,
        id: row.take()?,
        administrator: row.take()?,
        created_at: row.take()?,
        used_at: row.take()?,
        expires_at: row.take()?,
        address: row.take()?,
        browser: row.take()?,
    })
}

fn token_of(mut row: Row) -> StoreResult<TokenRecord> {
    Ok(TokenRecord {
        secret: row.take()?,
        id: row.take()?,
        name: row.take()?,
        created_at: row.take()?,
        created_by: row.take()?,
        expires_at: row.take()?,
        used_at: row.take()?,
        revoked_at: row.take()?,
        of_command: row.take()?,
    })
}

pub(super) async fn session(
    connection: &mut dyn Connection,
    secret: SecretHash,
) -> StoreResult<Option<SessionRecord>> {
    let statement = format!("SELECT {SESSION} FROM sessions WHERE secret = $1");
    query_one(connection, &statement, values![secret]).await?.map(session_of).transpose()
}

pub(super) async fn sessions(connection: &mut dyn Connection) -> StoreResult<Vec<SessionRecord>> {
    let statement = format!("SELECT {SESSION} FROM sessions ORDER BY id DESC");
    connection.query(&statement, &[]).await?.into_iter().map(session_of).collect()
}

pub(super) async fn insert_session(
    connection: &mut dyn Connection,
    session: &SessionRecord,
) -> StoreResult<()> {
    let statement = format!("INSERT INTO sessions ({SESSION}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let SessionRecord { secret, id, administrator, created_at, used_at, expires_at, address, browser } =
        session;
    let parameters =
        values![*secret, *id, *administrator, *created_at, *used_at, *expires_at, address, browser];
    connection.execute(&statement, parameters).await?;
    Ok(())
}

pub(super) async fn extend_session(
    connection: &mut dyn Connection,
    secret: SecretHash,
    used_at: Timestamp,
    expires_at: Timestamp,
) -> StoreResult<()> {
    let statement = "UPDATE sessions SET used_at = $1, expires_at = $2 WHERE secret = $3";
    connection.execute(statement, values![used_at, expires_at, secret]).await?;
    Ok(())
}

pub(super) async fn delete_session(connection: &mut dyn Connection, secret: SecretHash) -> StoreResult<()> {
    connection.execute("DELETE FROM sessions WHERE secret = $1", values![secret]).await?;
    Ok(())
}

pub(super) async fn delete_sessions_of(
    connection: &mut dyn Connection,
    administrator: AdministratorId,
) -> StoreResult<()> {
    connection.execute("DELETE FROM sessions WHERE administrator_id = $1", values![administrator]).await?;
    Ok(())
}

pub(super) async fn token(
    connection: &mut dyn Connection,
    secret: SecretHash,
) -> StoreResult<Option<TokenRecord>> {
    let statement = format!("SELECT {TOKEN} FROM tokens WHERE secret = $1");
    query_one(connection, &statement, values![secret]).await?.map(token_of).transpose()
}

pub(super) async fn tokens(connection: &mut dyn Connection) -> StoreResult<Vec<TokenRecord>> {
    let statement = format!("SELECT {TOKEN} FROM tokens ORDER BY id DESC");
    connection.query(&statement, &[]).await?.into_iter().map(token_of).collect()
}

pub(super) async fn insert_token(connection: &mut dyn Connection, token: &TokenRecord) -> StoreResult<()> {
    let statement = format!("INSERT INTO tokens ({TOKEN}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    let TokenRecord { id, secret, name, created_at, created_by, expires_at, used_at, revoked_at, of_command } =
        token;
    let parameters = values![
        *secret,
        *id,
        name,
        *created_at,
        *created_by,
        *expires_at,
        *used_at,
        *revoked_at,
        *of_command
    ];
    connection.execute(&statement, parameters).await?;
    Ok(())
}

pub(super) async fn use_token(
    connection: &mut dyn Connection,
    secret: SecretHash,
    used_at: Timestamp,
) -> StoreResult<()> {
    connection.execute("UPDATE tokens SET used_at = $1 WHERE secret = $2", values![used_at, secret]).await?;
    Ok(())
}

pub(super) async fn revoke_token(
    connection: &mut dyn Connection,
    secret: SecretHash,
    revoked_at: Timestamp,
) -> StoreResult<()> {
    let statement = "UPDATE tokens SET revoked_at = $1 WHERE secret = $2";
    connection.execute(statement, values![revoked_at, secret]).await?;
    Ok(())
}

pub(super) async fn mark(connection: &mut dyn Connection, key: SecretHash) -> StoreResult<Option<Timestamp>> {
    let statement = "SELECT until FROM marks WHERE mark = $1";
    query_one(connection, statement, values![key]).await?.map(|mut row| row.take()).transpose()
}

/// One statement looks and moves, so that two transactions cannot both see a mark that only one of them may move.
pub(super) async fn advance_mark(
    connection: &mut dyn Connection,
    key: SecretHash,
    advance: MarkAdvance,
) -> StoreResult<bool> {
    let statement = "INSERT INTO marks (mark, until) VALUES ($1, $2) ON CONFLICT (mark) DO UPDATE SET until = \
                     CASE WHEN marks.until > $3 THEN marks.until + $4 ELSE $2 END WHERE marks.until <= $5";
    let MarkAdvance { now, by, latest } = advance;
    let by_milliseconds = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
    let parameters = values![key, now.after(by), now, by_milliseconds, latest];
    Ok(connection.execute(statement, parameters).await? == 1)
}

pub(super) async fn put_mark(
    connection: &mut dyn Connection,
    key: SecretHash,
    until: Timestamp,
) -> StoreResult<()> {
    let statement = "INSERT INTO marks (mark, until) VALUES ($1, $2) ON CONFLICT (mark) DO UPDATE \
                     SET until = excluded.until";
    connection.execute(statement, values![key, until]).await?;
    Ok(())
}

pub(super) async fn delete_mark(connection: &mut dyn Connection, key: SecretHash) -> StoreResult<()> {
    connection.execute("DELETE FROM marks WHERE mark = $1", values![key]).await?;
    Ok(())
}
