//! Where words begin: the index for searches with one or two letters.

use domain::store::StoreResult;

use crate::connection::Connection;
use crate::value::values;

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
    remove(connection, number, before).await?;
    insert(connection, number, after).await
}

/// Takes a user out that was entered under this text.
pub(super) async fn remove(connection: &mut dyn Connection, number: i64, text: &str) -> StoreResult<()> {
    let statement = "DELETE FROM user_word_beginnings WHERE beginning = $1 AND number = $2";
    for beginning in domain::word_beginnings(text) {
        connection.execute(statement, values![beginning, number]).await?;
    }
    Ok(())
}
