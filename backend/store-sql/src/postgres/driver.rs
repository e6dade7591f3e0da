//! PostgreSQL behind the seam.

use async_trait::async_trait;
use deadpool_postgres::Object;
use domain::StoreError;
use domain::store::StoreResult;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Error, Statement as Prepared};
use uuid::Uuid;

use super::error::store_error;
use crate::connection::{Connection, Dialect, Statement, SubstringIndex};
use crate::sql::like_pattern;
use crate::value::{Row, Value, broken};

/// How many prepared statements a connection may keep. Searches with other numbers of terms are other statements.
const STATEMENTS_AT_MOST: usize = 512;

/// What PostgreSQL does in its own way, with an index of trigrams.
pub(super) static WITH_TRIGRAMS: Dialect = Dialect {
    // Rules are written as if one change came after the other. Here they come at the same time, and a rule that looks at
    // what it does not change, such as "nobody is an administrator yet", is only kept if PostgreSQL sees that too.
    begin: "BEGIN ISOLATION LEVEL SERIALIZABLE",
    lock_rows: " FOR UPDATE SKIP LOCKED",
    // The planner knows how many rows there are of what.
    no_index: "",
    // How many users have an ID in a range that is computed, the planner guesses far too high; with a list it does not
    // guess, and looks each number up.
    number_among: ("number = ANY (ARRAY(", "))"),
    substring_index: Some(&SubstringIndex { characters: 3, select: select_by_patterns, upkeep: None }),
    translate: str::to_owned,
    is_sqlite: false,
};

/// The same without: then a part of a word is looked for in every user.
pub(super) static WITHOUT_TRIGRAMS: Dialect = Dialect {
    begin: WITH_TRIGRAMS.begin,
    lock_rows: WITH_TRIGRAMS.lock_rows,
    no_index: WITH_TRIGRAMS.no_index,
    number_among: WITH_TRIGRAMS.number_among,
    substring_index: None,
    translate: WITH_TRIGRAMS.translate,
    is_sqlite: false,
};

fn select_by_patterns(statement: &mut Statement, texts: &[&str]) {
    statement.push("SELECT number FROM users WHERE TRUE");
    for text in texts {
        statement.push(" AND search_text LIKE ").bind(like_pattern(text)).push(r" ESCAPE '\'");
    }
}

/// A connection of the pool, for one transaction.
pub(crate) struct PostgresConnection {
    client: Object,
    dialect: &'static Dialect,
    /// Whether a statement failed: PostgreSQL undoes the whole transaction then, even if it is told to commit.
    has_failed: bool,
}

impl PostgresConnection {
    pub(super) const fn new(client: Object, dialect: &'static Dialect) -> Self {
        Self { client, dialect, has_failed: false }
    }

    /// The driver's own client.
    pub(super) const fn client(&self) -> &Object {
        &self.client
    }

    /// Makes what was done durable.
    pub(super) async fn commit(&mut self) -> StoreResult<()> {
        if self.has_failed {
            return Err(broken("the work went on after a statement had failed"));
        }
        self.run_script("COMMIT").await.map_err(|error| match error {
            // The answer is missing, or it is about what came after the commit, such as a stand-by's word.
            StoreError::Unavailable(why) | StoreError::Broken(why) => StoreError::OutcomeUnknown(why),
            StoreError::TooSlow => StoreError::OutcomeUnknown("the commit was cancelled".into()),
            refused @ (StoreError::AlreadyExists
            | StoreError::Conflict
            | StoreError::Busy
            | StoreError::OutcomeUnknown(_)) => refused,
        })
    }

    /// Ends the transaction if one is open, and gives the connection back. One that cannot do that is closed.
    pub(super) async fn roll_back(mut self) {
        if let Err(error) = self.run_script("ROLLBACK").await {
            tracing::debug!(%error, "a connection is closed, because its transaction could not be undone");
            self.close();
        }
    }

    /// Closes the connection, so that nobody else is given it.
    pub(super) fn close(self) {
        drop(Object::take(self.client));
    }

    fn failed(&mut self, error: &Error) -> StoreError {
        self.has_failed = true;
        store_error(error)
    }

    async fn prepare(&mut self, statement: &str) -> StoreResult<Prepared> {
        if self.client.statement_cache.size() > STATEMENTS_AT_MOST {
            self.client.statement_cache.clear();
        }
        let prepared = self.client.prepare_cached(statement).await;
        prepared.map_err(|error| self.failed(&error))
    }
}

#[async_trait]
impl Connection for PostgresConnection {
    fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    async fn execute(&mut self, statement: &str, parameters: &[Value]) -> StoreResult<u64> {
        let prepared = self.prepare(statement).await?;
        let changed = self.client.execute(&prepared, &references(parameters)).await;
        changed.map_err(|error| self.failed(&error))
    }

    async fn query(&mut self, statement: &str, parameters: &[Value]) -> StoreResult<Vec<Row>> {
        let prepared = self.prepare(statement).await?;
        let rows = self.client.query(&prepared, &references(parameters)).await;
        rows.map_err(|error| self.failed(&error))?.iter().map(from_postgres).collect()
    }

    async fn run_script(&mut self, script: &str) -> StoreResult<()> {
        let done = self.client.batch_execute(script).await;
        done.map_err(|error| self.failed(&error))
    }
}

fn references(parameters: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    parameters.iter().map(|value| value as _).collect()
}

fn from_postgres(row: &tokio_postgres::Row) -> StoreResult<Row> {
    let values = row.columns().iter().enumerate().map(|(index, column)| value(row, index, column.type_()));
    values.collect::<Result<_, _>>().map(Row::new).map_err(|error| store_error(&error))
}

fn value(row: &tokio_postgres::Row, index: usize, kind: &Type) -> Result<Value, Error> {
    Ok(match *kind {
        Type::INT4 => row.try_get::<_, Option<i32>>(index)?.map(i64::from).into(),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(index)?.map_or(Value::Null, Value::Bytes),
        Type::UUID => row.try_get::<_, Option<Uuid>>(index)?.map_or(Value::Null, Value::Uuid),
        Type::TEXT => row.try_get::<_, Option<String>>(index)?.into(),
        // There are no other types in the schema, and what is none of them cannot be read as a number.
        _ => row.try_get::<_, Option<i64>>(index)?.into(),
    })
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(number) => number.to_sql_checked(kind, out),
            // PostgreSQL's texts cannot hold this character, and no person means it.
            Self::Text(text) if text.contains('\0') => {
                text.replace('\0', "\u{fffd}").to_sql_checked(kind, out)
            }
            Self::Text(text) => text.to_sql_checked(kind, out),
            // SQLite knows identifiers as bytes.
            Self::Bytes(bytes) if *kind == Type::UUID => Uuid::from_slice(bytes)?.to_sql_checked(kind, out),
            Self::Bytes(bytes) => bytes.to_sql_checked(kind, out),
            Self::Uuid(uuid) => uuid.to_sql_checked(kind, out),
        }
    }

    /// Each value sees for itself whether it fits.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
