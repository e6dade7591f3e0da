//! A SQLite database with rows in every table, whatever tables there are.

use std::path::Path;
use std::sync::OnceLock;

use domain::SecretHash;
use domain::contract::{application, initial_settings};
use konfid_store_sql::SqliteStore;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::json;
use shared::{Bridge, BridgeId, ConferenceId, IdOwner, ServiceNumber, Timestamp, User, UserId};
use uuid::Uuid;

pub(crate) const USERS: u128 = 400;
/// So many that they are copied in several parts.
pub(crate) const AUDIT_ENTRIES: u64 = 5_000;
/// How many rows the other tables get, if they take so many.
const ROWS: u64 = 9;
/// What is about one database alone, follows the users by itself, or has real values, because opening a database reads it.
const NOT_FILLED: [&str; 6] =
    ["migrations", "unfinished_copy", "users", "user_word_beginnings", "bridges", "service_numbers"];
/// What the first ID is drawn with.
pub(crate) const SEED: u64 = 7;
/// The ID of the first user, in every filled database.
pub(crate) static DRAWN: OnceLock<ConferenceId> = OnceLock::new();
/// Beginnings in an order that languages and bytes see differently.
const BEGINNINGS: [&str; 5] = ["b", "a", "Z", "å", "\u{1f600}"];

pub(crate) fn user(number: u128) -> User {
    let moment = Timestamp::from_milliseconds(1_795_500_000_000);
    User {
        directory_id: (number % 2 == 1).then(|| format!("Directory-{number}").parse().unwrap()),
        ..User::new(
            UserId::from_uuid(Uuid::from_u128(number << 64 | 0x8000_0000_0000_0001)),
            format!("Üser {number}"),
            format!("user{number}@contoso.example").parse().unwrap(),
            format!("user{number}@contoso.example").parse().unwrap(),
            BridgeId::FIRST,
            moment,
        )
    }
}

/// Service numbers in an order that is not theirs by value.
fn numbers() -> Vec<ServiceNumber> {
    let number =
        |number: &str| serde_json::from_value(json!({"number": number, "countryCode": "SE"})).unwrap();
    ["+46846500402", "+46846500400", "+46846500401"].map(number).into()
}

/// Makes the database.
pub(crate) async fn fill(path: &Path) {
    let store = SqliteStore::open(path, &initial_settings()).unwrap();
    store.enter_key(SecretHash([7; 32])).unwrap();
    let application = application(store);
    let insert = application.in_transaction(|transaction| {
        Box::pin(async move {
            let bridge = Bridge { service_numbers: numbers(), ..Bridge::first() };
            assert!(transaction.update_bridge(&bridge, bridge.version).await?);
            for number in 1..=USERS {
                transaction.insert_user(&user(number)).await?;
            }
            let mut random = StdRng::seed_from_u64(SEED);
            Ok(transaction
                .reserve_random_conference_id(BridgeId::FIRST, IdOwner::User(user(1).id), &mut random)
                .await?)
        })
    });
    let drawn = insert.await.unwrap().unwrap();
    assert_eq!(*DRAWN.get_or_init(|| drawn), drawn);
    drop(application);

    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "foreign_keys", true).unwrap();
    connection.execute_batch("BEGIN").unwrap();
    let mut left: Vec<String> = strings(
        &connection,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
         AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name",
    );
    left.retain(|table| !NOT_FILLED.contains(&table.as_str()));
    while !left.is_empty() {
        let before = left.len();
        let ready = |table: &String| {
            let references =
                strings(&connection, &format!("SELECT \"table\" FROM pragma_foreign_key_list('{table}')"));
            references.iter().all(|other| !left.contains(other))
        };
        let (now, later): (Vec<_>, Vec<_>) = left.iter().cloned().partition(ready);
        for table in &now {
            fill_table(&connection, table);
        }
        left = later;
        assert!(left.len() < before, "these refer to each other: {left:?}");
    }
    connection.execute_batch("COMMIT").unwrap();
}

fn fill_table(connection: &Connection, table: &str) {
    let wanted = if table == "audit_entries" { AUDIT_ENTRIES } else { ROWS };
    // Some tables take one row only, and some numbers must be IDs of conferences.
    let entered = (1..=wanted).filter(|row| {
        [0, 1_000_000].into_iter().any(|offset| insert(connection, table, *row, offset).is_ok())
    });
    let entered = entered.count();
    let count: i64 =
        connection.query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get(0)).unwrap();
    let why = insert(connection, table, wanted + 1, 0).err();
    assert!(count > 0, "{table} has no rows ({entered} were entered): {why:?}");
}

/// Enters a row with a value for every column.
fn insert(connection: &Connection, table: &str, row: u64, offset: u64) -> rusqlite::Result<()> {
    let mut columns = connection.prepare(&format!(
        "SELECT c.name, c.type, c.\"notnull\" OR c.pk > 0, f.\"table\", f.\"to\" FROM pragma_table_info('{table}') c \
         LEFT JOIN pragma_foreign_key_list('{table}') f ON f.\"from\" = c.name GROUP BY c.cid ORDER BY c.cid"
    ))?;
    let values = columns.query_map([], |column| {
        let (name, kind, is_needed): (String, String, bool) =
            (column.get(0)?, column.get(1)?, column.get(2)?);
        let reference: (Option<String>, Option<String>) = (column.get(3)?, column.get(4)?);
        if let (Some(table), Some(to)) = reference {
            let other = format!("SELECT \"{to}\" FROM \"{table}\" ORDER BY 1 LIMIT 1 OFFSET {}", row - 1);
            return connection.query_row(&other, [], |row| row.get::<_, Value>(0));
        }
        Ok(match kind.as_str() {
            _ if !is_needed && row.is_multiple_of(2) => Value::Null,
            "INTEGER" => Value::Integer((row + offset).try_into().unwrap()),
            "BLOB" => Value::Blob(Uuid::from_u128(u128::from(row) << 100 | 7).as_bytes().to_vec()),
            "TEXT" if !is_needed && row == 3 => Value::Text(String::new()),
            "TEXT" => {
                let beginning = BEGINNINGS[usize::try_from(row).unwrap() % BEGINNINGS.len()];
                Value::Text(format!(
                    "{beginning}{row} {table}.{name} '\"\\%\u{fffd}\u{a0}\n{}",
                    "x".repeat(200)
                ))
            }
            kind => panic!("{table}.{name} is of the type {kind}"),
        })
    })?;
    let values: Vec<Value> = values.collect::<rusqlite::Result<_>>()?;
    let places = vec!["?"; values.len()].join(", ");
    connection
        .prepare_cached(&format!("INSERT INTO {table} VALUES ({places})"))?
        .execute(rusqlite::params_from_iter(values))
        .map(drop)
}

fn strings(connection: &Connection, query: &str) -> Vec<String> {
    let mut statement = connection.prepare(query).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}
