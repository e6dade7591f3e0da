//! The tables that are copied. They are read from the schema itself, so no table and no column can be forgotten.

use domain::store::StoreResult;
use futures::executor::block_on;

use super::CopyError;
use crate::connection::Connection;
use crate::migrate::migrate;
use crate::sqlite::SqliteConnection;
use crate::value::{Value, broken, values};

/// What says something about one database alone.
const NOT_COPIED: [&str; 2] = ["migrations", "unfinished_copy"];
/// SQLite's types of what both databases hold.
const TYPES: [&str; 3] = ["INTEGER", "TEXT", "BLOB"];
/// SQLite's indexes of substrings and their own tables are made anew in the copy; they are of other types.
const TABLES: &str = "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
                      AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name";
const COLUMNS: &str = "SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid";
const REFERENCES: &str = "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list($1)";

/// A table that is copied.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    /// The columns of the primary key, by their place among all columns.
    pub(crate) key: Vec<usize>,
    /// The tables that must be copied before it.
    references: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    is_text: bool,
}

/// Every table that is copied, each after those it refers to.
pub(super) fn tables() -> Result<Vec<Table>, CopyError> {
    let read = || -> Result<Vec<Table>, super::PlaceError> {
        // What the migrations make in SQLite, they make in PostgreSQL too; a test compares them.
        let mut connection = SqliteConnection::in_memory()?;
        block_on(migrate(&mut connection)).map_err(crate::OpenError::from)?;
        Ok(in_order(block_on(read(&mut connection)).map_err(crate::OpenError::from)?)
            .map_err(crate::OpenError::from)?)
    };
    read().map_err(CopyError::Schema)
}

async fn read(connection: &mut dyn Connection) -> StoreResult<Vec<Table>> {
    let mut tables = Vec::new();
    for mut row in connection.query(TABLES, &[]).await? {
        let (name, is_strict): (String, bool) = (row.take()?, row.take()?);
        if NOT_COPIED.contains(&name.as_str()) {
            continue;
        }
        if !is_strict {
            return Err(broken(&format!("the table {name} is not STRICT, so its values may be of any type")));
        }
        tables.push(read_table(connection, name).await?);
    }
    Ok(tables)
}

async fn read_table(connection: &mut dyn Connection, name: String) -> StoreResult<Table> {
    let mut columns = Vec::new();
    let mut key = Vec::new();
    for (place, mut row) in connection.query(COLUMNS, values![&name]).await?.into_iter().enumerate() {
        let (column, kind, place_in_key): (String, String, u32) = (row.take()?, row.take()?, row.take()?);
        if !TYPES.contains(&kind.as_str()) {
            return Err(broken(&format!("{name}.{column} is of a type that cannot be copied")));
        }
        columns.push(Column { name: column, is_text: kind == "TEXT" });
        if place_in_key > 0 {
            key.push((place_in_key, place));
        }
    }
    if key.is_empty() {
        return Err(broken(&format!("the table {name} has no primary key to copy it by")));
    }
    key.sort_unstable();
    let mut references = Vec::new();
    for mut row in connection.query(REFERENCES, values![&name]).await? {
        references.push(row.take()?);
    }
    Ok(Table { name, columns, key: key.into_iter().map(|(_, place)| place).collect(), references })
}

/// Each table after those it refers to.
fn in_order(mut left: Vec<Table>) -> StoreResult<Vec<Table>> {
    let mut ordered: Vec<Table> = Vec::new();
    while !left.is_empty() {
        let is_ready = |table: &Table| {
            table.references.iter().all(|name| ordered.iter().any(|before| before.name == *name))
        };
        let Some(next) = left.iter().position(is_ready) else {
            return Err(broken("tables refer to each other, or to themselves, in a circle"));
        };
        ordered.push(left.remove(next));
    }
    Ok(ordered)
}

impl Table {
    fn names(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        names.join(", ")
    }

    /// The primary key, in an order that is the same everywhere.
    fn key_columns(&self) -> Vec<String> {
        let columns = self.key.iter().map(|place| &self.columns[*place]);
        columns
            .map(|column| {
                format!("\"{}\"{}", column.name, if column.is_text { " COLLATE \"C\"" } else { "" })
            })
            .collect()
    }

    /// A query for rows in the order of the primary key: those after one, if there is one.
    pub(super) fn select(&self, is_after: bool) -> String {
        let key = self.key_columns().join(", ");
        let condition = if is_after {
            let parameters: Vec<String> = (1..=self.key.len()).map(|number| format!("${number}")).collect();
            format!(" WHERE ({key}) > ({})", parameters.join(", "))
        } else {
            String::new()
        };
        let limit = if is_after { self.key.len() + 1 } else { 1 };
        format!("SELECT {} FROM \"{}\"{condition} ORDER BY {key} LIMIT ${limit}", self.names(), self.name)
    }

    /// A query for the row with the greatest primary key.
    pub(super) fn select_last(&self) -> String {
        let key: Vec<String> = self.key_columns().iter().map(|column| format!("{column} DESC")).collect();
        format!("SELECT {} FROM \"{}\" ORDER BY {} LIMIT 1", self.names(), self.name, key.join(", "))
    }

    /// A statement that enters so many rows.
    pub(super) fn insert(&self, rows: usize) -> String {
        let width = self.columns.len();
        let row = |first: usize| {
            let parameters: Vec<String> = (first..first + width).map(|number| format!("${number}")).collect();
            format!("({})", parameters.join(", "))
        };
        let rows: Vec<String> = (0..rows).map(|number| row(number * width + 1)).collect();
        format!("INSERT INTO \"{}\" ({}) VALUES {}", self.name, self.names(), rows.join(", "))
    }

    pub(super) fn count(&self) -> String {
        format!("SELECT COUNT(*) FROM \"{}\"", self.name)
    }

    /// The primary key of a row.
    pub(super) fn key_of(&self, row: &[Value]) -> Vec<Value> {
        self.key.iter().map(|place| row[*place].clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str, references: &[&str]) -> Table {
        let references = references.iter().map(|name| (*name).to_owned()).collect();
        Table { name: name.to_owned(), columns: Vec::new(), key: Vec::new(), references }
    }

    #[test]
    fn tables_come_after_those_they_refer_to() {
        let ordered = in_order(vec![table("a", &["b", "c"]), table("b", &["c"]), table("c", &[])]).unwrap();
        let names: Vec<&str> = ordered.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["c", "b", "a"]);
        assert!(in_order(vec![table("a", &["b"]), table("b", &["a"])]).is_err());
    }

    /// The copying reads the tables from SQLite; in PostgreSQL there must be the same ones.
    #[tokio::test]
    async fn both_databases_have_the_same_tables() {
        let address = konfid_tests::Postgres::shared().database();
        let settings = domain::contract::initial_settings();
        crate::PostgresStore::open(&address.parse().unwrap(), &settings).await.unwrap();
        let listed = |query: &str| {
            let name = address.rsplit('/').next().unwrap();
            let printed = konfid_tests::Postgres::shared().run(name, query);
            let mut lines: Vec<String> = printed.lines().map(str::to_owned).collect();
            lines.retain(|line| !NOT_COPIED.iter().any(|table| line.starts_with(&format!("{table}."))));
            lines.sort();
            lines
        };
        let there = listed(
            "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'",
        );
        let their_keys = listed(
            "SELECT table_name || '.' || column_name FROM information_schema.key_column_usage \
             JOIN information_schema.table_constraints USING (constraint_name, table_name) \
             WHERE constraint_type = 'PRIMARY KEY' AND table_constraints.table_schema = 'public'",
        );
        let (mut here, mut our_keys) = (Vec::new(), Vec::new());
        for table in tables().unwrap() {
            let name = |column: &Column| format!("{}.{}", table.name, column.name);
            here.extend(table.columns.iter().map(name));
            our_keys.extend(table.key.iter().map(|place| name(&table.columns[*place])));
        }
        here.sort();
        our_keys.sort();
        assert_eq!((here, our_keys), (there, their_keys));
    }

    #[test]
    fn the_schema_can_be_copied() {
        let tables = tables().unwrap();
        let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
        for name in ["settings", "users", "user_word_beginnings", "conference_ids", "key_fingerprint"] {
            assert!(names.contains(&name), "{names:?}");
        }
        assert!(!names.iter().any(|name| name.starts_with("users_search") || NOT_COPIED.contains(name)));
    }
}
