//! Answers to requests with an idempotency key.

use domain::IdempotentAnswer;
use domain::store::StoreResult;
use shared::Timestamp;

use crate::connection::{Connection, query_one};
use crate::value::values;

pub(super) async fn get(
    connection: &mut dyn Connection,
    scope: &str,
    key: &str,
) -> StoreResult<Option<IdempotentAnswer>> {
    let statement = "SELECT request, status, body, created_at FROM idempotent_answers \
                     WHERE scope = $1 AND idempotency_key = $2";
    let row = query_one(connection, statement, values![scope, key]).await?;
    let answer = row.map(|mut row| {
        let (request, status, body, created_at) = (row.take()?, row.take()?, row.take()?, row.take()?);
        Ok(IdempotentAnswer { key: (scope.to_owned(), key.to_owned()), request, status, body, created_at })
    });
    answer.transpose()
}

pub(super) async fn insert(connection: &mut dyn Connection, answer: &IdempotentAnswer) -> StoreResult<()> {
    let statement = "INSERT INTO idempotent_answers (scope, idempotency_key, request, status, body, created_at) \
                     VALUES ($1, $2, $3, $4, $5, $6)";
    let IdempotentAnswer { key: (scope, key), request, status, body, created_at } = answer;
    connection.execute(statement, values![scope, key, *request, *status, body, *created_at]).await?;
    Ok(())
}

pub(super) async fn delete_before(connection: &mut dyn Connection, moment: Timestamp) -> StoreResult<()> {
    connection.execute("DELETE FROM idempotent_answers WHERE created_at < $1", values![moment]).await?;
    Ok(())
}
