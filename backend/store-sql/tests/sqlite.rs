//! What only the SQLite store promises.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use domain::contract::{application, initial_settings};
use domain::store::Work;
use domain::{Application, Error, SecretHash, SetUpLinkRecord, Store, StoreError};
use futures::FutureExt as _;
use konfid_store_sql::{OpenError, SqliteStore, read_lease_note};
use rand::SeedableRng;
use shared::{BridgeId, ConferenceId, IdOwner, Settings, Timestamp, User, UserId};
use tempfile::TempDir;
use uuid::Uuid;

const MOMENT: Timestamp = Timestamp::from_milliseconds(1_795_500_000_000);

/// Something small to write.
const fn link(secret: SecretHash) -> SetUpLinkRecord {
    SetUpLinkRecord { secret, administrator: None, expires_at: MOMENT }
}

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("konfid.db");
    (folder, path)
}

fn open(path: &Path) -> SqliteStore {
    SqliteStore::open(path, &initial_settings()).unwrap()
}

fn user(number: u128) -> User {
    User::new(
        UserId::from_uuid(Uuid::from_u128(number)),
        format!("User {number}"),
        format!("user{number}@contoso.example").parse().unwrap(),
        format!("user{number}@contoso.example").parse().unwrap(),
        BridgeId::FIRST,
        MOMENT,
    )
}

fn insert_link(byte: u8) -> Work {
    Box::new(move |transaction| {
        Box::pin(async move { Ok(transaction.insert_set_up_link(&link(SecretHash([byte; 32]))).await?) })
    })
}

async fn has_link(store: &impl Store, byte: u8) -> bool {
    let found = Arc::new(AtomicBool::new(false));
    let slot = Arc::clone(&found);
    let look = store.inspect(Box::new(move |read| {
        Box::pin(async move {
            slot.store(read.set_up_link(SecretHash([byte; 32])).await?.is_some(), Ordering::SeqCst);
            Ok(())
        })
    }));
    look.await.unwrap();
    found.load(Ordering::SeqCst)
}

async fn reserve(application: &Application, user: UserId, seed: u64) -> domain::Result<Option<ConferenceId>> {
    let reserve = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let mut random = rand::rngs::StdRng::seed_from_u64(seed);
            Ok(transaction
                .reserve_random_conference_id(BridgeId::FIRST, IdOwner::User(user), &mut random)
                .await?)
        })
    });
    reserve.await
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_opening_again() {
    let (_folder, path) = place();
    let store = application(open(&path));
    let ids = [user(1), user(2)].map(|user| user.id);
    let insert = store.in_transaction(|transaction| {
        Box::pin(async move {
            transaction.insert_user(&user(1)).await?;
            Ok(transaction.insert_user(&user(2)).await?)
        })
    });
    insert.await.unwrap();
    let first = reserve(&store, ids[0], 1).await.unwrap().unwrap();
    drop(store);

    let store = application(SqliteStore::open(&path, &Settings::initial("other.example.com")).unwrap());
    let settings =
        store.in_snapshot(|read| Box::pin(async move { Ok(read.settings().await?) })).await.unwrap();
    assert_eq!(settings, initial_settings(), "the first settings stay");
    let entry = store.in_snapshot(move |read| {
        Box::pin(async move { Ok(read.ledger_entry(BridgeId::FIRST, first).await?) })
    });
    assert_eq!(entry.await.unwrap().unwrap().owner, IdOwner::User(ids[0]));
    // The space of IDs was learnt again: the same randomness cannot draw the same ID.
    assert_ne!(reserve(&store, ids[1], 1).await.unwrap().unwrap(), first);
}

#[tokio::test]
async fn work_that_was_handed_over_ends_without_its_caller() {
    let (_folder, path) = place();
    let store = open(&path);
    // One poll hands the work over; then the caller goes away.
    let mut waiting = store.transact(insert_link(1));
    assert!((&mut waiting).now_or_never().is_none_or(|result| result.is_ok()));
    drop(waiting);
    // The writer takes one after the other, so the first is done when the second is.
    store.transact(insert_link(2)).await.unwrap();
    assert!(has_link(&store, 1).await && has_link(&store, 2).await);
}

#[tokio::test]
async fn when_too_many_changes_wait_the_next_is_refused_at_once() {
    let (_folder, path) = place();
    let store = open(&path);
    let (go_on, wait) = std::sync::mpsc::channel::<()>();
    let wait = Arc::new(Mutex::new(wait));
    let holds_up: Work = Box::new(move |_| {
        let wait = Arc::clone(&wait);
        Box::pin(async move {
            wait.lock().unwrap().recv().unwrap();
            Ok(())
        })
    });
    let mut waiting = vec![store.transact(holds_up)];
    assert!((&mut waiting[0]).now_or_never().is_none());
    let refused = loop {
        let mut next = store.transact(insert_link(1));
        match (&mut next).now_or_never() {
            None => waiting.push(next),
            Some(result) => break result,
        }
        assert!(waiting.len() < 100_000, "there is no bound");
    };
    assert!(matches!(refused, Err(Error::Store(StoreError::Busy))), "{refused:?}");
    assert!(waiting.len() > 1_000, "a burst is not refused");
    assert!(!has_link(&store, 1).await, "who only looks does not wait");

    go_on.send(()).unwrap();
    let mut results = futures::future::join_all(waiting).await.into_iter();
    assert!(results.by_ref().take(2).all(|result| result.is_ok()));
    assert!(results.all(|result| matches!(result, Err(Error::Store(StoreError::AlreadyExists)))));
    store.transact(insert_link(2)).await.unwrap();
}

#[tokio::test]
async fn a_panic_undoes_its_own_work_alone() {
    let (_folder, path) = place();
    let application = application(open(&path));
    application
        .in_transaction(|transaction| Box::pin(async move { Ok(transaction.insert_user(&user(1)).await?) }))
        .await
        .unwrap();
    let panicking: Work = Box::new(|transaction| {
        Box::pin(async move {
            let mut random = rand::rngs::StdRng::seed_from_u64(1);
            transaction.insert_set_up_link(&link(SecretHash([1; 32]))).await?;
            transaction
                .reserve_random_conference_id(BridgeId::FIRST, IdOwner::User(user(1).id), &mut random)
                .await?;
            panic!("on purpose");
        })
    });
    let store = application.store();
    let (before, failed, after) = futures::join!(
        store.transact(insert_link(2)),
        store.transact(panicking),
        store.transact(insert_link(3))
    );
    before.unwrap();
    assert!(matches!(failed, Err(Error::Store(StoreError::Broken(_)))));
    after.unwrap();
    for (byte, expected) in [(1, false), (2, true), (3, true)] {
        let found = application.in_snapshot(move |read| {
            Box::pin(async move { Ok(read.set_up_link(SecretHash([byte; 32])).await?.is_some()) })
        });
        assert_eq!(found.await.unwrap(), expected, "{byte}");
    }
    let usage = application
        .in_snapshot(|read| Box::pin(async move { Ok(read.conference_id_usage(BridgeId::FIRST).await?) }));
    assert_eq!(usage.await.unwrap().assigned, 0);
    assert!(reserve(&application, user(1).id, 1).await.unwrap().is_some());
}

#[tokio::test]
async fn a_reading_panic_leaves_the_reader_usable() {
    let (_folder, path) = place();
    let store = open(&path);
    for _ in 0..20 {
        let result = store.inspect(Box::new(|_| Box::pin(async { panic!("on purpose") }))).await;
        assert!(matches!(result, Err(Error::Store(StoreError::Broken(_)))));
    }
    assert!(!has_link(&store, 1).await);
}

#[tokio::test]
async fn a_database_has_one_owner() {
    let (_folder, path) = place();
    let store = open(&path);
    assert_eq!(read_lease_note(&path), None);
    store.set_lease_note("http://127.0.0.1:8080/").unwrap();
    assert_eq!(read_lease_note(&path).as_deref(), Some("http://127.0.0.1:8080/"));
    match SqliteStore::open(&path, &initial_settings()) {
        Err(OpenError::DatabaseInUse { note: Some(note) }) => assert_eq!(note, "http://127.0.0.1:8080/"),
        other => panic!("it has an owner: {:?}", other.err()),
    }
    drop(store);
    assert_eq!(read_lease_note(&path), None, "the owner has gone");
    let store = open(&path);
    assert_eq!(read_lease_note(&path), None, "the new owner has said nothing yet");
    drop(store);
}

#[tokio::test]
async fn small_things_can_be_done_beside_the_owner() {
    let (_folder, path) = place();
    assert!(SqliteStore::open_beside(&path).is_err(), "there is no database yet");
    let store = open(&path);
    let beside = SqliteStore::open_beside(&path).unwrap();
    beside.transact(insert_link(1)).await.unwrap();
    store.transact(insert_link(2)).await.unwrap();
    assert!(has_link(&store, 1).await && has_link(&beside, 2).await);
    let beside = application(beside);
    let result = reserve(&beside, user(1).id, 1).await;
    assert!(matches!(result, Err(Error::Store(StoreError::Unavailable(_)))), "{result:?}");
}

#[tokio::test]
async fn a_backup_is_a_whole_database() {
    let (folder, path) = place();
    let store = open(&path);
    store.transact(insert_link(1)).await.unwrap();
    let target = folder.path().join("backup.db");
    store.backup_to(&target).unwrap();
    store.transact(insert_link(2)).await.unwrap();
    assert!(store.backup_to(&target).is_err(), "nothing is overwritten");
    let restored = open(&target);
    assert!(has_link(&restored, 1).await && !has_link(&restored, 2).await);
}

#[tokio::test]
async fn migrating_again_changes_nothing_and_strangers_are_refused() {
    let (_folder, path) = place();
    drop(open(&path));
    let schema = |path: &Path| -> Vec<String> {
        let connection = rusqlite::Connection::open(path).unwrap();
        let mut statement =
            connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let before = schema(&path);
    drop(open(&path));
    assert_eq!(schema(&path), before);

    let change = |statement: &str| {
        rusqlite::Connection::open(&path).unwrap().execute_batch(statement).unwrap();
        SqliteStore::open(&path, &initial_settings()).err().map(|error| error.to_string()).unwrap_or_default()
    };
    let refused = change("INSERT INTO migrations (number, name, checksum) VALUES (99, 'future', '')");
    assert!(refused.contains("newer version of Konfid"), "{refused}");
    let refused = change("DELETE FROM migrations WHERE number = 99; UPDATE migrations SET checksum = 'x'");
    assert!(refused.contains("migration 1 is another one"), "{refused}");
}

#[tokio::test]
async fn many_at_once_share_commits_and_all_are_kept() {
    let (_folder, path) = place();
    let store = open(&path);
    let results = futures::future::join_all((0..200).map(|byte| store.transact(insert_link(byte)))).await;
    assert!(results.into_iter().all(|result| result.is_ok()));
    // A second of the same is refused, and takes none of its neighbours with it.
    let (again, new) = futures::join!(store.transact(insert_link(7)), store.transact(insert_link(201)));
    assert!(matches!(again, Err(Error::Store(StoreError::AlreadyExists))));
    new.unwrap();
    drop(store);
    let connection = rusqlite::Connection::open(&path).unwrap();
    let count: i64 = connection.query_row("SELECT COUNT(*) FROM set_up_links", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 201);
    let intact: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(intact, "ok");
}

type Beginnings = BTreeSet<(String, i64)>;

fn word_beginnings(connection: &rusqlite::Connection) -> Beginnings {
    let mut statement = connection.prepare("SELECT beginning, number FROM user_word_beginnings").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// What should be in the index, computed from the users.
fn word_beginnings_of_users(connection: &rusqlite::Connection) -> Beginnings {
    let mut statement = connection.prepare("SELECT search_text, number FROM users").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?))).unwrap();
    let of_user = |(text, number): (String, i64)| -> Beginnings {
        domain::word_beginnings(&text).into_iter().map(|beginning| (beginning.to_owned(), number)).collect()
    };
    rows.flat_map(|row| of_user(row.unwrap())).collect()
}

#[tokio::test]
async fn the_search_index_follows_every_change() {
    let (_folder, path) = place();
    let application = application(open(&path));
    let change = application.in_transaction(|transaction| {
        Box::pin(async move {
            for number in 1..50 {
                let before = user(number);
                transaction.insert_user(&before).await?;
                let renamed = User {
                    display_name: format!("Åsa {number}"),
                    version: before.version.next(),
                    ..before.clone()
                };
                assert!(transaction.update_user(&renamed, before.version).await?);
            }
            Ok(())
        })
    });
    change.await.unwrap();
    drop(application);
    let connection = rusqlite::Connection::open(&path).unwrap();
    // It fails if the index and the users do not say the same.
    let check = "INSERT INTO users_search (users_search, rank) VALUES ('integrity-check', 1)";
    connection.execute_batch(check).unwrap();
    assert_eq!(word_beginnings(&connection), word_beginnings_of_users(&connection));
}
