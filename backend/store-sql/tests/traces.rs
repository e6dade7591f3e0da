//! When the name of a removed user was struck out, no column of any table holds it.

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

#[tokio::test]
async fn sqlite_keeps_no_trace_of_a_name_that_was_struck_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("konfid.db");
    strike_out(&application(SqliteStore::open(&path, &initial_settings()).unwrap())).await;
    let database = rusqlite::Connection::open(&path).unwrap();
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
    assert_no_trace(&tables.collect::<Vec<_>>());
}

#[tokio::test]
async fn postgres_keeps_no_trace_of_a_name_that_was_struck_out() {
    let address = Postgres::shared().database();
    let store = PostgresStore::open(&address.parse().unwrap(), &initial_settings()).await.unwrap();
    strike_out(&application(store)).await;
    let (client, connection) = tokio_postgres::connect(&address, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let names = "SELECT tablename::TEXT FROM pg_tables WHERE schemaname = 'public'";
    let names: Vec<String> = client.query(names, &[]).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert!(names.len() > 15, "{names:?}");
    let mut tables = Vec::new();
    for table in names {
        let rows = client.query(&format!("SELECT t::TEXT FROM \"{table}\" AS t"), &[]).await.unwrap();
        tables.push((table, rows.iter().map(|row| row.get(0)).collect()));
    }
    assert_no_trace(&tables);
}
