//! Copying a database between SQLite and PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

mod filled;

use std::path::Path;

use domain::contract::{application, initial_settings};
use domain::{Application, Store, UserQuery, search_terms};
use konfid_store_sql::{
    Copy, CopyError, CopySide, CopyStep, DatabasePlace, PostgresStore, SqliteStore, copy_database,
};
use konfid_tests::Postgres;
use rand::SeedableRng as _;
use tempfile::TempDir;

use self::filled::{DRAWN, SEED, USERS, fill, user};

/// A new, empty database in PostgreSQL.
struct Fresh {
    address: String,
}

impl Fresh {
    fn new() -> Self {
        Self { address: Postgres::shared().database() }
    }

    fn place(&self) -> DatabasePlace {
        DatabasePlace::Postgres(self.address.parse().unwrap())
    }

    fn run(&self, statements: &str) -> String {
        Postgres::shared().run(self.address.rsplit('/').next().unwrap(), statements)
    }

    async fn open(&self) -> Result<PostgresStore, konfid_store_sql::PostgresError> {
        PostgresStore::open(&self.address.parse().unwrap(), &initial_settings()).await
    }
}

fn file(folder: &TempDir, name: &str) -> DatabasePlace {
    DatabasePlace::File(folder.path().join(name))
}

/// A source with rows in every table, in a folder of its own.
async fn source() -> (TempDir, DatabasePlace) {
    let folder = tempfile::tempdir().unwrap();
    fill(&folder.path().join("source.db")).await;
    let place = file(&folder, "source.db");
    (folder, place)
}

/// The same with somebody who is told how far it is.
async fn copy_telling(
    from: &DatabasePlace,
    to: &DatabasePlace,
    mut tell: impl FnMut(CopyStep<'_>) + Send,
) -> Result<Copy, CopyError> {
    copy_database(from, to, &mut tell).await
}

async fn copy(from: &DatabasePlace, to: &DatabasePlace) -> Result<Copy, CopyError> {
    copy_database(from, to, &mut |_| {}).await
}

/// Everything works in a copy: searching, looking up, drawing, and new rows.
async fn works(store: impl Store + 'static) {
    let application = application(store);
    for (text, count) in [("user399@", 1), ("üser 7", 11), ("üs", USERS), ("29", 11), ("nobody", 0)] {
        let found = find(&application, text).await;
        assert_eq!(found as u128, count, "{text}");
    }
    let new = user(USERS + 1);
    let id = application
        .in_transaction(move |transaction| {
            let new = new.clone();
            Box::pin(async move {
                transaction.insert_user(&new).await?;
                let mut random = rand::rngs::StdRng::seed_from_u64(SEED);
                let first = transaction
                    .reserve_random_conference_id(
                        shared::BridgeId::FIRST,
                        shared::IdOwner::User(new.id),
                        &mut random,
                    )
                    .await?;
                Ok(first.unwrap())
            })
        })
        .await
        .unwrap();
    assert_eq!(find(&application, &format!("üser {}", USERS + 1)).await, 1, "a new user is found");
    let taken = *DRAWN.get().unwrap();
    assert_ne!(id, taken, "an ID that is taken was drawn");
    for (id, number) in [(id, USERS + 1), (taken, 1)] {
        let look = application.in_snapshot(move |read| {
            Box::pin(async move { Ok(read.ledger_entry(shared::BridgeId::FIRST, id).await?) })
        });
        assert_eq!(look.await.unwrap().unwrap().owner, shared::IdOwner::User(user(number).id));
    }
}

async fn find(application: &Application, text: &str) -> usize {
    let query = UserQuery { terms: search_terms(text), limit: 10_000, ..UserQuery::default() };
    let found = application.in_snapshot(move |read| Box::pin(async move { Ok(read.users(&query).await?) }));
    found.await.unwrap().len()
}

#[tokio::test]
async fn everything_goes_to_postgresql_and_back() {
    let (folder, source) = source().await;
    let there = Fresh::new();
    let first = copy(&source, &there.place()).await.unwrap();
    let empty: Vec<_> = first.tables.iter().filter(|table| table.rows == 0).collect();
    assert!(empty.is_empty(), "what has no rows is not tested: {empty:?}");
    assert!(first.key.is_some() && !first.has_gone_on);

    let back = file(&folder, "back.db");
    let second = copy(&there.place(), &back).await.unwrap();
    assert_eq!(first.tables, second.tables, "the checksums are those of the first source");
    let again = Fresh::new();
    assert_eq!(copy(&there.place(), &again.place()).await.unwrap().tables, first.tables);
    let beside = file(&folder, "beside.db");
    assert_eq!(copy(&source, &beside).await.unwrap().tables, first.tables);

    works(there.open().await.unwrap()).await;
    works(again.open().await.unwrap()).await;
    for name in ["back.db", "beside.db"] {
        let path = folder.path().join(name);
        assert!(!path.with_extension("db-wal").exists(), "a copy is one file");
        works(SqliteStore::open(&path, &initial_settings()).unwrap()).await;
        let connection = rusqlite::Connection::open(&path).unwrap();
        let check = "INSERT INTO users_search (users_search, rank) VALUES ('integrity-check', 1)";
        connection.execute(check, []).unwrap();
    }
}

#[tokio::test]
async fn what_was_interrupted_goes_on_and_is_opened_by_nobody_before() {
    let (folder, source) = source().await;
    let there = Fresh::new();
    let mut parts = 0;
    let interrupted = copy_telling(&source, &there.place(), |step| {
        if let CopyStep::Copied { table: "audit_entries", .. } = step {
            parts += 1;
            if parts == 3 {
                there.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'konfid' AND datname = current_database()");
            }
        }
    })
    .await.unwrap_err();
    assert!(matches!(interrupted, CopyError::Failed { side: CopySide::Target, .. }), "{interrupted}");
    let copied: u64 = there.run("SELECT COUNT(*) FROM audit_entries").parse().unwrap();
    assert!(copied > 0 && copied < filled::AUDIT_ENTRIES, "{copied} rows are there");

    // Nobody works with it, and it does not become the copy of anything else.
    let refused = there.open().await.err().unwrap().to_string();
    assert!(refused.contains("konfid database copy") && refused.contains("source.db"), "{refused}");
    let refused = PostgresStore::open_existing(&there.address.parse().unwrap()).await.err().unwrap();
    assert!(refused.to_string().contains("konfid database copy"), "{refused}");
    let from_it = copy(&there.place(), &file(&folder, "third.db")).await.unwrap_err();
    assert!(matches!(from_it, CopyError::Open { side: CopySide::Source, .. }), "{from_it}");
    fill(&folder.path().join("other.db")).await;
    let other = copy(&file(&folder, "other.db"), &there.place()).await.unwrap_err();
    assert!(
        matches!(&other, CopyError::OtherSource { source_name } if source_name.ends_with("source.db")),
        "{other}"
    );

    let mut went_on_at = None;
    let whole = copy_telling(&source, &there.place(), |step| {
        if let CopyStep::Copied { table: "audit_entries", rows, .. } = step {
            went_on_at.get_or_insert(rows);
        }
    })
    .await
    .unwrap();
    assert!(whole.has_gone_on && went_on_at.unwrap() > copied, "it began anew");
    let directly = Fresh::new();
    assert_eq!(copy(&source, &directly.place()).await.unwrap().tables, whole.tables);
    works(there.open().await.unwrap()).await;
}

#[tokio::test]
async fn a_file_that_was_interrupted_goes_on_too() {
    let (folder, source) = source().await;
    let there = Fresh::new();
    copy(&source, &there.place()).await.unwrap();
    let target = file(&folder, "target.db");
    let mut is_interrupted = false;
    let interrupted = copy_telling(&there.place(), &target, |step| {
        if let CopyStep::Copied { table: "audit_entries", .. } = step
            && !is_interrupted
        {
            is_interrupted = true;
            there.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'konfid' AND datname = current_database()");
        }
    })
    .await.unwrap_err();
    assert!(matches!(interrupted, CopyError::Failed { side: CopySide::Source, .. }), "{interrupted}");
    let refused = SqliteStore::open(&folder.path().join("target.db"), &initial_settings()).err().unwrap();
    assert!(refused.to_string().contains("konfid database copy"), "{refused}");
    assert!(SqliteStore::open_beside(&folder.path().join("target.db")).is_err());
    assert!(copy(&there.place(), &target).await.unwrap().has_gone_on);
    works(SqliteStore::open(&folder.path().join("target.db"), &initial_settings()).unwrap()).await;
}

#[tokio::test]
async fn a_target_with_anything_in_it_is_refused() {
    let (folder, source) = source().await;
    let there = Fresh::new();
    drop(there.open().await.unwrap());
    let before = there.run("SELECT document FROM settings");
    let refused = copy(&source, &there.place()).await.unwrap_err();
    assert!(matches!(&refused, CopyError::NotEmpty { table } if table == "bridges"), "{refused}");
    assert_eq!(there.run("SELECT document FROM settings"), before);
    assert_eq!(there.run("SELECT COUNT(*) FROM users"), "0");
    drop(there.open().await.expect("a database that was refused is not marked"));
    let refused = copy(&source, &source).await.unwrap_err();
    assert!(matches!(refused, CopyError::InUse(CopySide::Target)), "{refused}");
    let missing = copy(&file(&folder, "missing.db"), &Fresh::new().place()).await.unwrap_err();
    assert!(matches!(missing, CopyError::Open { side: CopySide::Source, .. }), "{missing}");
    assert!(!folder.path().join("missing.db").exists(), "a source is never made");
}

#[tokio::test]
async fn a_changed_byte_in_the_target_is_found() {
    let (folder, source) = source().await;
    let there = Fresh::new();
    let mut is_changed = false;
    let changed = copy_telling(&source, &there.place(), |step| {
        if matches!(step, CopyStep::Checked { .. }) && !is_changed {
            is_changed = true;
            there.run("UPDATE administrators SET password_hash = overlay(password_hash PLACING 'x' FROM 3 FOR 1) WHERE name = (SELECT MIN(name) FROM administrators WHERE password_hash IS NOT NULL)");
        }
    })
    .await.unwrap_err();
    assert!(matches!(&changed, CopyError::Differs { tables } if tables == &["administrators"]), "{changed}");
    assert!(there.open().await.is_err(), "nobody works with a copy that differs");

    let path = folder.path().join("target.db");
    let mut is_changed = false;
    let changed = copy_telling(&source, &DatabasePlace::File(path.clone()), |step| {
        if matches!(step, CopyStep::Checked { .. }) && !is_changed {
            is_changed = true;
            let connection = rusqlite::Connection::open(&path).unwrap();
            connection.execute("DELETE FROM marks WHERE mark = (SELECT MAX(mark) FROM marks)", []).unwrap();
        }
    })
    .await
    .unwrap_err();
    assert!(matches!(&changed, CopyError::Differs { tables } if tables == &["marks"]), "{changed}");
}

#[tokio::test]
async fn what_the_source_was_given_meanwhile_is_not_lost_silently() {
    let (_folder, source) = source().await;
    let (there, target) = (Fresh::new(), Fresh::new());
    copy(&source, &there.place()).await.unwrap();
    let mut is_changed = false;
    let changed = copy_telling(&there.place(), &target.place(), |step| {
        if let CopyStep::Copied { table: "marks", .. } = step
            && !is_changed
        {
            is_changed = true;
            there.run("DELETE FROM set_up_links");
        }
    })
    .await
    .unwrap_err();
    assert!(matches!(&changed, CopyError::Differs { tables } if tables == &["set_up_links"]), "{changed}");
}

#[tokio::test]
async fn a_database_that_is_served_is_refused() {
    let (folder, source) = source().await;
    let path = folder.path().join("source.db");
    let store = SqliteStore::open(Path::new(&path), &initial_settings()).unwrap();
    let refused = copy(&source, &Fresh::new().place()).await.unwrap_err();
    assert!(matches!(refused, CopyError::InUse(CopySide::Source)), "{refused}");
    drop(store);

    let there = Fresh::new();
    copy(&source, &there.place()).await.unwrap();
    let store = there.open().await.unwrap();
    let target = Fresh::new();
    let refused = copy(&there.place(), &target.place()).await.unwrap_err();
    assert!(matches!(refused, CopyError::InUse(CopySide::Source)), "{refused}");
    store.close().await;
    drop(store);
    copy(&there.place(), &target.place()).await.unwrap();
}
