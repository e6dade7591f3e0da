//! SQLite behind the seam.

use std::path::Path;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use domain::StoreError;
use domain::store::StoreResult;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{ErrorCode, OpenFlags, ToSql, ffi};
use uuid::Uuid;

use super::OpenError;
use crate::connection::{Connection, Dialect, IndexUpkeep, Statement, SubstringIndex};
use crate::value::{Row, Value};

/// How long the server waits for another process that writes, such as `konfid token create`.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a command waits for the server that has the database.
const BUSY_TIMEOUT_BESIDE: Duration = Duration::from_mins(2);
/// After so many steps of SQLite's machine the time is looked at.
const STEPS_BETWEEN_LOOKS: std::ffi::c_int = 10_000;
/// How many pages the log may have before it is written back into the database in the middle of work: 64 MiB, so that
/// a burst of resets is seldom held up by it. When there is a pause, the writer does it before that.
const AUTOCHECKPOINT_PAGES: i64 = 16_000;
/// A log that grew longer than this is cut when it begins anew; otherwise its blocks are used again, because writing
/// over blocks is quicker than being given new ones.
const LOG_BYTES_KEPT: i64 = 96 * 1024 * 1024;
/// How much memory the writer's pages may take, in KiB.
const WRITER_CACHE: i64 = 32 * 1024;
/// How much memory each reader's pages may take, in KiB.
const READER_CACHE: i64 = 8 * 1024;
/// Older versions have errors that matter here.
const LEAST_VERSION: i32 = 3_050_000;

/// A connection to a SQLite database.
pub(crate) struct SqliteConnection {
    pub(super) connection: rusqlite::Connection,
}

static DIALECT: Dialect = Dialect {
    // A transaction that only becomes a writer later would be refused without waiting.
    begin: "BEGIN IMMEDIATE",
    lock_rows: "",
    no_index: "+",
    number_among: ("number IN (", ")"),
    substring_index: Some(&SubstringIndex {
        characters: 3,
        select: select_by_phrases,
        upkeep: Some(IndexUpkeep {
            insert: "INSERT INTO users_search (rowid, search_text) VALUES ($1, $2)",
            remove: "INSERT INTO users_search (users_search, rowid, search_text) VALUES ('delete', $1, $2)",
        }),
    }),
    translate,
    is_sqlite: true,
};

/// Every text as a phrase: the trigrams of a text, one after the other, are the text.
fn select_by_phrases(statement: &mut Statement, texts: &[&str]) {
    let phrases: Vec<String> =
        texts.iter().map(|text| format!("\"{}\"", text.replace('"', "\"\""))).collect();
    statement.push("SELECT rowid FROM users_search WHERE users_search MATCH ").bind(phrases.join(" AND "));
}

/// See `migrations/README.md`.
fn translate(script: &str) -> String {
    let mut text = script.replace(" COLLATE \"C\"", "");
    for (theirs, ours) in
        [("BIGSERIAL", "INTEGER"), ("BIGINT", "INTEGER"), ("UUID", "BLOB"), ("BYTEA", "BLOB")]
    {
        text = text.replace(theirs, ours);
    }
    text.replace("/*sqlite:", "").replace("*/", "")
}

/// Keeps the driver's errors inside.
pub(super) fn store_error(error: &rusqlite::Error) -> StoreError {
    let Some(failure) = error.sqlite_error() else { return StoreError::Broken(error.to_string()) };
    match (failure.code, failure.extended_code) {
        (
            _,
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID,
        ) => StoreError::AlreadyExists,
        (
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::DiskFull
            | ErrorCode::OutOfMemory
            | ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied,
            _,
        ) => StoreError::Unavailable(error.to_string()),
        (ErrorCode::OperationInterrupted, _) => StoreError::TooSlow,
        _ => StoreError::Broken(error.to_string()),
    }
}

/// Whether the log did not take the whole transaction, so that it counts for nothing. After any other failure of the
/// disk it may be whole there; SQLite has undone it for now, but a crash that comes next can bring it back.
fn is_unwritten(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|failure| {
        failure.code == ErrorCode::DiskFull || failure.extended_code == ffi::SQLITE_IOERR_WRITE
    })
}

impl SqliteConnection {
    /// The connection that writes, for whoever has the database.
    pub(crate) fn writer(path: &Path) -> Result<Self, OpenError> {
        Self::writing(path, BUSY_TIMEOUT)
    }

    /// A connection that writes beside the server that has the database, and waits for it.
    pub(super) fn writer_beside(path: &Path) -> Result<Self, OpenError> {
        Self::writing(path, BUSY_TIMEOUT_BESIDE)
    }

    /// The file exists: whoever has the database has made it, for nobody else to read.
    fn writing(path: &Path, patience: Duration) -> Result<Self, OpenError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(patience)?;
        let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        require("journal_mode", mode == "wal")?;
        for (name, value) in [
            ("synchronous", 2), // FULL: what has been committed survives a power failure.
            ("foreign_keys", 1),
            ("wal_autocheckpoint", AUTOCHECKPOINT_PAGES),
            ("journal_size_limit", LOG_BYTES_KEPT),
            ("cache_size", -WRITER_CACHE),
            // In memory, what a savepoint must undo is a chain of pieces that is walked for every statement: a
            // transaction that changes many users would take time with the square of their number.
            ("temp_store", 1),
        ] {
            connection.pragma_update(None, name, value)?;
            let found: i64 = connection.pragma_query_value(None, name, |row| row.get(0))?;
            require(name, found == value)?;
        }
        Self::checked(connection)
    }

    /// A connection that only reads.
    pub(super) fn reader(path: &Path) -> Result<Self, OpenError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.pragma_update(None, "cache_size", -READER_CACHE)?;
        connection.pragma_update(None, "temp_store", 2)?;
        Self::checked(connection)
    }

    /// A database that is nowhere but in memory.
    pub(crate) fn in_memory() -> Result<Self, OpenError> {
        Self::checked(rusqlite::Connection::open_in_memory()?)
    }

    /// Breaks off what is read from now on when it takes longer than anybody waits.
    pub(super) fn begin_looking(&mut self, at_most: Duration) -> StoreResult<()> {
        let until = Instant::now() + at_most;
        let is_over = move || Instant::now() > until;
        self.connection
            .progress_handler(STEPS_BETWEEN_LOOKS, Some(is_over))
            .map_err(|error| store_error(&error))
    }

    fn checked(connection: rusqlite::Connection) -> Result<Self, OpenError> {
        require("sqlite_version", rusqlite::version_number() >= LEAST_VERSION)?;
        connection.set_prepared_statement_cache_capacity(256);
        Ok(Self { connection })
    }

    /// Runs a statement that has no parameters and no answer.
    pub(super) fn run(&self, statement: &str) -> StoreResult<()> {
        let mut statement = self.connection.prepare_cached(statement).map_err(|error| store_error(&error))?;
        statement.raw_execute().map(|_| ()).map_err(|error| store_error(&error))
    }

    /// Makes the transaction durable. If that fails, the error says whether it is certain that nothing remains.
    pub(super) fn commit(&self) -> StoreResult<()> {
        let done = self.connection.prepare_cached("COMMIT").and_then(|mut statement| statement.raw_execute());
        let Err(error) = done else { return Ok(()) };
        let is_undone =
            if self.connection.is_autocommit() { is_unwritten(&error) } else { self.run("ROLLBACK").is_ok() };
        let reason = error.to_string();
        Err(if is_undone { StoreError::Unavailable(reason) } else { StoreError::OutcomeUnknown(reason) })
    }

    fn execute_now(&self, statement: &str, parameters: &[Value]) -> rusqlite::Result<u64> {
        let text = statement;
        let mut statement = self.connection.prepare_cached(text)?;
        debug_assert!(are_in_order(&statement), "{text}");
        let changed = statement.execute(rusqlite::params_from_iter(parameters))?;
        Ok(changed as u64)
    }

    fn query_now(&self, statement: &str, parameters: &[Value]) -> rusqlite::Result<Vec<Row>> {
        let text = statement;
        let mut statement = self.connection.prepare_cached(text)?;
        debug_assert!(are_in_order(&statement), "{text}");
        let columns = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let values = (0..columns).map(|index| row.get_ref(index).map(from_sqlite));
            found.push(Row::new(values.collect::<rusqlite::Result<_>>()?));
        }
        Ok(found)
    }
}

fn require(name: &'static str, is_so: bool) -> Result<(), OpenError> {
    if is_so { Ok(()) } else { Err(OpenError::Setting(name)) }
}

fn from_sqlite(value: ValueRef<'_>) -> Value {
    match value {
        // There are no fractions in the schema.
        ValueRef::Null | ValueRef::Real(_) => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Uuid(uuid) => ValueRef::Blob(Uuid::as_bytes(uuid)),
        }))
    }
}

#[async_trait]
impl Connection for SqliteConnection {
    fn dialect(&self) -> &'static Dialect {
        &DIALECT
    }

    async fn execute(&mut self, statement: &str, parameters: &[Value]) -> StoreResult<u64> {
        self.execute_now(statement, parameters).map_err(|error| store_error(&error))
    }

    async fn query(&mut self, statement: &str, parameters: &[Value]) -> StoreResult<Vec<Row>> {
        self.query_now(statement, parameters).map_err(|error| store_error(&error))
    }

    async fn run_script(&mut self, script: &str) -> StoreResult<()> {
        self.connection.execute_batch(script).map_err(|error| store_error(&error))
    }
}

/// Whether `$1` stands first, then `$2` and so on: for SQLite they are names, numbered as they come.
fn are_in_order(statement: &rusqlite::Statement<'_>) -> bool {
    (1..=statement.parameter_count()).all(|at| statement.parameter_name(at) == Some(&format!("${at}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_not_written_is_surely_undone() {
        let failed = |code| is_unwritten(&rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        assert!(failed(ffi::SQLITE_FULL) && failed(ffi::SQLITE_IOERR_WRITE));
        assert!(
            !failed(ffi::SQLITE_IOERR_FSYNC)
                && !failed(ffi::SQLITE_IOERR_SHMMAP)
                && !failed(ffi::SQLITE_NOMEM)
        );
    }

    #[test]
    fn a_commit_that_is_refused_is_undone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("konfid.db");
        std::fs::File::create(&path).unwrap();
        let writer = SqliteConnection::writer(&path).unwrap();
        let tables = "CREATE TABLE parent (id INTEGER PRIMARY KEY);
            CREATE TABLE child (parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
            BEGIN IMMEDIATE; INSERT INTO child VALUES (1);";
        writer.connection.execute_batch(tables).unwrap();
        assert!(matches!(writer.commit(), Err(StoreError::Unavailable(_))), "its parent is missing");
        let left: u32 =
            writer.connection.query_row("SELECT count(*) FROM child", [], |row| row.get(0)).unwrap();
        assert_eq!((left, writer.connection.is_autocommit()), (0, true));
        writer.run("BEGIN IMMEDIATE").unwrap();
        writer.commit().unwrap();
    }
}
