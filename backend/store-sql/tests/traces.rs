//! What no column of any table holds: the name of a removed user that was struck out, and an organizer PIN.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::path::Path;

use domain::contract::pins::make_pins;
use domain::contract::removal::{TRACES, strike_out};
use domain::contract::{application, initial_settings};
use konfid_store_sql::{PostgresStore, SqliteStore};
use konfid_tests::Postgres;
use rusqlite::types::ValueRef;

/// Looks through every row, as text.
fn assert_no_trace(tables: &[(String, Vec<String>)]) {
    let audit = tables.iter().find(|(table, _)| table == "audit_entries");
    assert!(audit.is_some_and(|(_, rows)| !rows.is_empty()), "what was done is still there");
    for (table, rows) in tables {
        for (row, trace) in rows.iter().flat_map(|row| TRACES.map(|trace| (row, trace))) {
            assert!(!row.contains(trace), "{trace} is in {table}: {row}");
        }
    }
}

/// That the answers to whoever made the PINs are all that has them.
fn assert_no_pin(tables: &[(String, Vec<String>)], revealed: &[shared::RevealedPin]) {
    let kept = tables.iter().find(|(table, _)| table == "organizer_pins");
    assert!(
        kept.is_some_and(|(_, rows)| rows.iter().any(|row| row.contains("$argon2id$"))),
        "a hash is kept"
    );
    for (table, rows) in tables {
        for row in rows {
            // Hashes and identifiers have digits too, so only a run of digits that is the PIN counts.
            let mut runs = row.split(|letter: char| !letter.is_ascii_alphanumeric());
            let found = runs.find(|run| revealed.iter().any(|revealed| revealed.pin.as_str() == *run));
            assert_eq!(found, None, "a PIN is in {table}: {row}");
        }
    }
}

/// Every row of every table in a file, as text.
fn rows_in_file(path: &Path) -> Vec<(String, Vec<String>)> {
    let database = rusqlite::Connection::open(path).unwrap();
    let mut names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(names.len() > 15, "{names:?}");
    let tables = names.into_iter().map(|table| {
        let mut statement = database.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let value = |column| match row.get_ref(column).unwrap() {
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                other => format!("{other:?}"),
            };
            Ok((0..columns).map(value).collect::<Vec<_>>().join(" | "))
        });
        let rows = rows.unwrap().map(Result::unwrap).collect();
        (table, rows)
    });
    tables.collect()
}

/// Every row of every table in a database of PostgreSQL, as text.
async fn rows_in_postgres(address: &str) -> Vec<(String, Vec<String>)> {
    let (client, connection) = tokio_postgres::connect(address, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let names = "SELECT tablename::TEXT FROM pg_tables WHERE schemaname = 'public'";
    let names: Vec<String> = client.query(names, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert!(names.len() > 15, "{names:?}");
    let mut tables = Vec::new();
    for table in names {
        let rows = client.query(&format!("SELECT t::TEXT FROM \"{table}\" AS t"), &[]).await.unwrap();
        tables.push((table, rows.iter().map(|row| row.get(0)).collect()));
    }
    tables
}

#[tokio::test]
async fn sqlite_keeps_no_trace_of_a_name_that_was_struck_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("konfid.db");
    strike_out(&application(SqliteStore::open(&path, &initial_settings()).unwrap())).await;
    assert_no_trace(&rows_in_file(&path));
}

#[tokio::test]
async fn postgres_keeps_no_trace_of_a_name_that_was_struck_out() {
    let address = Postgres::shared().database();
    let store = PostgresStore::open(&address.parse().unwrap(), &initial_settings()).await.unwrap();
    strike_out(&application(store)).await;
    assert_no_trace(&rows_in_postgres(&address).await);
}

#[tokio::test]
async fn sqlite_keeps_no_pin() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("konfid.db");
    let revealed = make_pins(&application(SqliteStore::open(&path, &initial_settings()).unwrap())).await;
    assert_no_pin(&rows_in_file(&path), &revealed);
}

#[tokio::test]
async fn postgres_keeps_no_pin() {
    let address = Postgres::shared().database();
    let store = PostgresStore::open(&address.parse().unwrap(), &initial_settings()).await.unwrap();
    let revealed = make_pins(&application(store)).await;
    assert_no_pin(&rows_in_postgres(&address).await, &revealed);
}
