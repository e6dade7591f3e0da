//! Where words begin: the index for searches with one or two letters.

use domain::store::StoreResult;

use crate::connection::Connection;
use crate::value::values;

/// How many users are looked at together when the index is filled.
const PART: u32 = 1_000;

/// Enters a user.
pub(super) async fn insert(connection: &mut dyn Connection, number: i64, text: &str) -> StoreResult<()> {
    let statement = "INSERT INTO user_word_beginnings (beginning, number) VALUES ($1, $2)";
    for beginning in domain::word_beginnings(text) {
        connection.execute(statement, values![beginning, number]).await?;
    }
    Ok(())
}

/// Enters a user under its new text, and no longer under the one it had.
pub(super) async fn replace(
    connection: &mut dyn Connection,
    number: i64,
    before: &str,
    after: &str,
) -> StoreResult<()> {
    let statement = "DELETE FROM user_word_beginnings WHERE beginning = $1 AND number = $2";
    for beginning in domain::word_beginnings(before) {
        connection.execute(statement, values![beginning, number]).await?;
    }
    insert(connection, number, after).await
}

/// Enters every user.
pub(crate) async fn fill(connection: &mut dyn Connection) -> StoreResult<()> {
    let statement = "SELECT number, search_text FROM users WHERE number > $1 ORDER BY number LIMIT $2";
    let mut last = 0_i64;
    loop {
        let rows = connection.query(statement, values![last, PART]).await?;
        if rows.is_empty() {
            return Ok(());
        }
        for mut row in rows {
            last = row.take()?;
            let text: String = row.take()?;
            insert(connection, last, &text).await?;
        }
    }
}
