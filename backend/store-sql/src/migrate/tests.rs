use std::path::Path;

use futures::executor::block_on;

use super::*;
use crate::connection::query_one;
use crate::sqlite::SqliteConnection;

/// What a later Konfid could bring.
const LATER: Migration = Migration {
    name: "later",
    shared: "CREATE TABLE rooms (id UUID PRIMARY KEY NOT NULL, name TEXT COLLATE \"C\" NOT NULL) /*sqlite: STRICT */;\n\
             INSERT INTO rooms (id, name) SELECT secret, 'made of a link' FROM set_up_links;",
    sqlite: "CREATE INDEX rooms_by_name ON rooms (name);",
};

const fn initial() -> Migration {
    let Migration { name, shared, sqlite } = MIGRATIONS[0];
    Migration { name, shared, sqlite }
}

/// A connection to the database in this folder.
fn connect(folder: &Path) -> SqliteConnection {
    let path = folder.join("konfid.db");
    if !path.exists() {
        std::fs::File::create(&path).unwrap();
    }
    SqliteConnection::writer(&path).unwrap()
}

fn count(connection: &mut SqliteConnection, table: &str) -> u64 {
    let statement = format!("SELECT COUNT(*) FROM {table}");
    let row = block_on(query_one(connection, &statement, &[])).unwrap();
    row.unwrap().take().unwrap()
}

#[test]
fn a_later_migration_is_applied_to_an_older_database() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connect(folder.path());
    assert_eq!(block_on(migrate_to(&mut connection, &[initial()])).unwrap(), 1);
    block_on(connection.run_script("INSERT INTO set_up_links (secret, expires_at) VALUES (zeroblob(32), 7)"))
        .unwrap();
    drop(connection);

    let mut connection = connect(folder.path());
    assert_eq!(block_on(migrate_to(&mut connection, &[initial(), LATER])).unwrap(), 1);
    assert_eq!(count(&mut connection, "rooms"), 1, "what was there is carried over");
    assert_eq!(count(&mut connection, "set_up_links"), 1, "what was there stays");
    assert_eq!(count(&mut connection, "migrations"), 2);
    assert_eq!(block_on(migrate_to(&mut connection, &[initial(), LATER])).unwrap(), 0);
}

#[test]
fn a_migration_that_fails_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connect(folder.path());
    let broken = Migration { sqlite: "INSERT INTO nowhere VALUES (1);", ..LATER };
    let failed = block_on(migrate_to(&mut connection, &[initial(), broken]));
    assert!(matches!(failed, Err(MigrationError::Store(_))));
    assert_eq!(count(&mut connection, "migrations"), 1);
    assert_eq!(block_on(migrate_to(&mut connection, &[initial(), LATER])).unwrap(), 1);
}

#[test]
fn a_changed_migration_and_a_newer_database_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connect(folder.path());
    block_on(migrate_to(&mut connection, &[initial(), LATER])).unwrap();
    let changed = Migration { sqlite: "", ..LATER };
    let refused = block_on(migrate_to(&mut connection, &[initial(), changed]));
    assert!(matches!(refused, Err(MigrationError::Different { number: 2 })), "{refused:?}");
    let refused = block_on(migrate_to(&mut connection, &[initial()]));
    assert!(matches!(refused, Err(MigrationError::TooNew { found: 2, known: 1 })), "{refused:?}");
    // More migrations that are others do not make it a newer one.
    let other = Migration { sqlite: "", ..initial() };
    let refused = block_on(migrate_to(&mut connection, &[other]));
    assert!(matches!(refused, Err(MigrationError::Different { number: 1 })), "{refused:?}");
}
