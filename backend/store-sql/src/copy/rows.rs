//! Reading a table part by part, and entering rows.

use domain::store::StoreResult;

use super::schema::Table;
use crate::connection::{Connection, query_one};
use crate::value::{Value, broken};

/// One row, column after column.
pub(super) type Values = Vec<Value>;

/// How many rows are read first. What comes after that depends on how large they are.
const FIRST: u32 = 16;
/// The most rows in one part.
const MOST: u32 = 4_000;
/// How many bytes a part should have: enough for few transactions, and little memory.
const BYTES: usize = 4 << 20;
/// The most rows in one statement, and the most values: SQLite takes 32,766.
const ROWS_IN_STATEMENT: usize = 64;
const VALUES_IN_STATEMENT: usize = 16_000;

/// Reads a table in the order of its primary key.
pub(super) struct Reader<'t> {
    table: &'t Table,
    after: Option<Values>,
    limit: u32,
    /// What every statement's text begins with; translated for the database once.
    first: String,
    next: String,
}

impl<'t> Reader<'t> {
    /// Reads what comes after this primary key, or all.
    pub(super) fn new(connection: &dyn Connection, table: &'t Table, after: Option<Values>) -> Self {
        let translate = connection.dialect().translate;
        Self {
            table,
            after,
            limit: FIRST,
            first: translate(&table.select(false)),
            next: translate(&table.select(true)),
        }
    }

    /// The next rows; none when there are no more.
    pub(super) async fn read(&mut self, connection: &mut dyn Connection) -> StoreResult<Vec<Values>> {
        let statement = if self.after.is_some() { &self.next } else { &self.first };
        let mut parameters = self.after.clone().unwrap_or_default();
        parameters.push(self.limit.into());
        let rows = connection.query(statement, &parameters).await?;
        let rows: Vec<Values> = rows.into_iter().map(crate::value::Row::into_values).collect();
        if let Some(last) = rows.last() {
            self.after = Some(self.table.key_of(last));
        }
        let bytes: usize = rows.iter().flatten().map(size).sum();
        let fitting = u64::from(self.limit) * BYTES as u64 / (bytes.max(1) as u64);
        // Rows that are small so far may be followed by large ones.
        let limit = fitting.clamp(1, u64::from(self.limit) * 4).min(MOST.into());
        self.limit = u32::try_from(limit).unwrap_or(MOST);
        Ok(rows)
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Null | Value::Integer(_) => 8,
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::Uuid(_) => 16,
    }
}

/// Enters rows.
pub(super) async fn insert(
    connection: &mut dyn Connection,
    table: &Table,
    rows: Vec<Values>,
) -> StoreResult<()> {
    let at_once = (VALUES_IN_STATEMENT / table.columns.len()).clamp(1, ROWS_IN_STATEMENT);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let part: Vec<Values> = rows.by_ref().take(at_once).collect();
        let count = part.len();
        let parameters: Values = part.into_iter().flatten().collect();
        let entered = connection.execute(&table.insert(count), &parameters).await?;
        if entered != count as u64 {
            return Err(broken("a row was not entered"));
        }
    }
    Ok(())
}

/// The greatest primary key in a table. Rows are entered in its order, part by part, so what is copied ends there.
pub(super) async fn last_key(connection: &mut dyn Connection, table: &Table) -> StoreResult<Option<Values>> {
    let statement = (connection.dialect().translate)(&table.select_last());
    let row = query_one(connection, &statement, &[]).await?;
    Ok(row.map(|row| table.key_of(&row.into_values())))
}

/// How many rows a table has.
pub(super) async fn count(connection: &mut dyn Connection, table: &Table) -> StoreResult<u64> {
    let row = query_one(connection, &table.count(), &[]).await?;
    row.ok_or_else(|| broken("a count is missing"))?.take()
}
