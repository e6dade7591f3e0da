//! What only the PostgreSQL store promises.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::sync::Arc;
use std::time::Duration;

use domain::contract::{application, initial_settings, search};
use domain::store::{ReadWork, Work};
use domain::{
    Application, Error, LedgerEntry, MailRecord, SecretHash, SetUpLinkRecord, Store, StoreError, UserQuery,
};
use futures::FutureExt as _;
use konfid_store_sql::{PostgresAddress, PostgresError, PostgresStore};
use konfid_tests::Postgres;
use rand::SeedableRng;
use serde_json::json;
use shared::{
    Bridge, BridgeId, ConferenceId, IdOwner, Language, MailEvent, MailId, MailState, ServiceNumber,
    Timestamp, User, UserId,
};
use tokio::sync::Notify;
use tokio::time::timeout;
use uuid::Uuid;

const MOMENT: Timestamp = Timestamp::from_milliseconds(1_795_500_000_000);

/// Something small to write.
const fn link(secret: SecretHash) -> SetUpLinkRecord {
    SetUpLinkRecord { secret, administrator: None, expires_at: MOMENT }
}
/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

async fn open(address: &str) -> PostgresStore {
    PostgresStore::open(&address.parse().unwrap(), &initial_settings()).await.unwrap()
}

/// The name of the database in an address.
fn name(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
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

async fn insert_users(application: &Application, count: u128) {
    let insert = application.in_transaction(move |transaction| {
        Box::pin(async move {
            for number in 1..=count {
                transaction.insert_user(&user(number)).await?;
            }
            Ok(())
        })
    });
    insert.await.unwrap();
}

fn insert_link(byte: u8) -> Work {
    Box::new(move |transaction| {
        Box::pin(async move { Ok(transaction.insert_set_up_link(&link(SecretHash([byte; 32]))).await?) })
    })
}

async fn has_link(application: &Application, byte: u8) -> bool {
    let look = application.in_snapshot(move |read| {
        Box::pin(async move { Ok(read.set_up_link(SecretHash([byte; 32])).await?.is_some()) })
    });
    look.await.unwrap()
}

async fn reserve(application: &Application, number: u128, seed: u64) -> ConferenceId {
    let reserve = application.in_transaction(move |transaction| {
        Box::pin(async move {
            let mut random = rand::rngs::StdRng::seed_from_u64(seed);
            Ok(transaction
                .reserve_random_conference_id(BridgeId::FIRST, IdOwner::User(user(number).id), &mut random)
                .await?)
        })
    });
    reserve.await.unwrap().unwrap()
}

async fn entry(application: &Application, id: ConferenceId) -> Option<LedgerEntry> {
    application
        .in_snapshot(move |read| Box::pin(async move { Ok(read.ledger_entry(BridgeId::FIRST, id).await?) }))
        .await
        .unwrap()
}

#[tokio::test]
async fn servers_that_start_at_once_make_the_database_once() {
    let address = Postgres::shared().database();
    let stores = futures::future::join_all((0..6).map(|_| open(&address))).await;
    let numbers = Postgres::shared().run(name(&address), "SELECT number FROM migrations");
    assert_eq!(numbers, "1");
    stores[0].transact(insert_link(1)).await.unwrap();
    for store in stores {
        assert!(has_link(&application(store), 1).await);
    }
}

#[tokio::test]
async fn a_database_of_a_newer_or_another_konfid_is_refused() {
    let address = Postgres::shared().database();
    drop(open(&address).await);
    let refused = async |statement: &str| {
        Postgres::shared().run(name(&address), statement);
        let opened = PostgresStore::open(&address.parse().unwrap(), &initial_settings()).await;
        opened.err().map(|error| error.to_string()).unwrap_or_default()
    };
    let newer = refused("INSERT INTO migrations VALUES (99, 'future', '')").await;
    assert!(newer.contains("newer version of Konfid"), "{newer}");
    let other =
        refused("DELETE FROM migrations WHERE number = 99; UPDATE migrations SET checksum = 'x'").await;
    assert!(other.contains("migration 1 is another one"), "{other}");
}

#[tokio::test]
async fn a_database_that_is_not_there_is_told() {
    let unreachable = async |address: &str| {
        let address: PostgresAddress = address.parse().unwrap();
        match PostgresStore::open(&address, &initial_settings()).await {
            Err(PostgresError::Unreachable(why)) => why,
            other => panic!("it cannot be reached: {:?}", other.err()),
        }
    };
    let why = unreachable(&Postgres::shared().address("konfid", "missing")).await;
    assert!(why.contains("\"missing\" does not exist"), "{why}");
    let why = unreachable("postgres://konfid:hemligt@127.0.0.1:1/konfid").await;
    assert!(why.contains("refused") && !why.contains("hemligt"), "{why}");
}

#[tokio::test]
async fn work_that_was_handed_over_ends_without_its_caller() {
    let store = open(&Postgres::shared().database()).await;
    let mut waiting = store.transact(insert_link(1));
    assert!((&mut waiting).now_or_never().is_none(), "one poll hands the work over");
    drop(waiting);
    let application = application(store);
    let seen = async {
        while !has_link(&application, 1).await {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, seen).await.unwrap();
}

#[tokio::test]
async fn a_panic_undoes_its_own_work_and_leaves_the_connections_usable() {
    let application = application(open(&Postgres::shared().database()).await);
    insert_users(&application, 1).await;
    for _ in 0..20 {
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
        let failed = application.store().transact(panicking).await;
        assert!(matches!(failed, Err(Error::Store(StoreError::Broken(_)))), "{failed:?}");
        let looking: ReadWork = Box::new(|_| Box::pin(async { panic!("on purpose") }));
        let failed = application.store().inspect(looking).await;
        assert!(matches!(failed, Err(Error::Store(StoreError::Broken(_)))), "{failed:?}");
    }
    assert!(!has_link(&application, 1).await);
    reserve(&application, 1, 1).await;
}

#[tokio::test]
async fn work_that_ignores_a_failure_is_not_acknowledged() {
    let application = application(open(&Postgres::shared().database()).await);
    let store = application.store();
    store.transact(insert_link(1)).await.unwrap();
    let ignoring: Work = Box::new(|transaction| {
        Box::pin(async move {
            transaction.insert_set_up_link(&link(SecretHash([2; 32]))).await?;
            let again = transaction.insert_set_up_link(&link(SecretHash([1; 32]))).await;
            assert!(matches!(again, Err(StoreError::AlreadyExists)));
            Ok(())
        })
    });
    assert!(matches!(store.transact(ignoring).await, Err(Error::Store(StoreError::Broken(_)))));
    assert!(!has_link(&application, 2).await);
}

#[tokio::test]
async fn servers_draw_distinct_ids_though_neither_knows_of_the_others() {
    let address = Postgres::shared().database();
    let (first, second) = (application(open(&address).await), application(open(&address).await));
    insert_users(&first, 4).await;
    // The same randomness proposes the same ID.
    let (one, two) = (reserve(&first, 1, 7).await, reserve(&second, 2, 7).await);
    assert_ne!(one, two);
    assert_eq!(entry(&first, two).await.unwrap().owner, IdOwner::User(user(2).id));
    let (three, four) = futures::join!(reserve(&first, 3, 8), reserve(&second, 4, 8));
    assert_ne!(three, four);
}

#[tokio::test]
async fn a_service_number_that_was_set_on_one_server_is_not_drawn_on_another() {
    let address = Postgres::shared().database();
    let (first, second) = (application(open(&address).await), application(open(&address).await));
    insert_users(&first, 1).await;
    // What the second will propose first.
    let id = {
        let other = application(open(&Postgres::shared().database()).await);
        insert_users(&other, 1).await;
        reserve(&other, 1, 7).await
    };
    let number: ServiceNumber =
        serde_json::from_value(json!({"number": format!("+46{id}"), "countryCode": "SE"})).unwrap();
    let set = first.in_transaction(move |transaction| {
        Box::pin(async move {
            let before = Bridge::first();
            let bridge = Bridge { service_numbers: vec![number], ..before.clone() };
            Ok(transaction.update_bridge(&bridge, before.version).await?)
        })
    });
    assert!(set.await.unwrap());
    let never = second.in_snapshot(move |read| {
        Box::pin(async move { Ok(read.is_never_drawn(BridgeId::FIRST, id).await?) })
    });
    assert!(never.await.unwrap());
    assert_ne!(reserve(&second, 1, 7).await, id);
}

#[tokio::test]
async fn a_mail_of_one_process_wakes_the_workers_of_another() {
    let address = Postgres::shared().database();
    let (listening, other) = (open(&address).await, open(&address).await);
    let rung = Arc::new(Notify::new());
    let bell = Arc::clone(&rung);
    listening.listen(move || bell.notify_one());
    timeout(PATIENCE, rung.notified()).await.expect("it rings when it begins to listen");

    let other = application(other);
    insert_users(&other, 1).await;
    assert!(timeout(Duration::from_millis(300), rung.notified()).await.is_err(), "a user is no work");
    let mail = MailRecord {
        id: MailId::from_uuid(Uuid::from_u128(1)),
        user: user(1).id,
        recipient: user(1).primary_email,
        event: MailEvent::Enabled,
        language: Language::En.into(),
        named_recipient: None,
        caused_by: None,
        conference_id: None,
        state: MailState::Queued,
        attempts: 0,
        last_error: None,
        may_have_left: false,
        due_at: Some(MOMENT),
        created_at: MOMENT,
        finished_at: None,
        content: None,
    };
    let insert = other.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.insert_mail(&mail).await?) })
    });
    insert.await.unwrap();
    timeout(PATIENCE, rung.notified()).await.expect("a mail is work");
}

#[tokio::test]
async fn it_goes_on_when_the_database_was_restarted() {
    let address = Postgres::shared().database();
    let store = open(&address).await;
    let rung = Arc::new(Notify::new());
    let bell = Arc::clone(&rung);
    store.listen(move || bell.notify_one());
    timeout(PATIENCE, rung.notified()).await.unwrap();
    let application = application(store);
    assert!(!has_link(&application, 1).await);
    let end = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
        name(&address)
    );
    Postgres::shared().run("postgres", &end);
    let again = async {
        while application.store().check().await.is_err()
            || application.store().transact(insert_link(1)).await.is_err()
        {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, again).await.unwrap();
    assert!(has_link(&application, 1).await);
    timeout(PATIENCE, rung.notified()).await.expect("it listens again");
}

#[tokio::test]
async fn a_look_that_takes_too_long_is_stopped() {
    let address = Postgres::shared().database();
    let application = application(open(&address).await);
    let config: tokio_postgres::Config = address.parse().unwrap();
    let (client, connection) = config.connect(tokio_postgres::NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    client.batch_execute("BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let query = UserQuery { limit: 10, ..UserQuery::default() };
    let look = application.in_snapshot(move |read| Box::pin(async move { Ok(read.users(&query).await?) }));
    let stopped = timeout(PATIENCE, look).await.unwrap();
    assert!(matches!(stopped, Err(Error::Store(StoreError::TooSlow))), "{stopped:?}");
    drop(client);
    connection.await.unwrap().unwrap();
    let count = application
        .in_snapshot(|read| Box::pin(async move { Ok(read.count_users(&UserQuery::default()).await?) }));
    assert_eq!(count.await.unwrap(), 0);
}

#[tokio::test]
async fn a_character_that_the_database_cannot_hold_is_found_nowhere() {
    let application = application(open(&Postgres::shared().database()).await);
    insert_users(&application, 1).await;
    for text in ["\0", "us\0er", "a\0"] {
        // `search_terms` drops them; what a store is given all the same must not break it.
        let query = UserQuery { terms: vec![text.to_owned()], limit: 10, ..UserQuery::default() };
        let found =
            application.in_snapshot(move |read| Box::pin(async move { Ok(read.users(&query).await?) }));
        assert_eq!(found.await.unwrap(), [], "{text:?}");
    }
}

/// A database in which Konfid may make tables, and nothing else.
fn limited_database() -> String {
    let server = Postgres::shared();
    let address = server.database();
    let statements = format!("ALTER DATABASE {} OWNER TO admin", name(&address));
    server.run("postgres", &statements);
    server.run(name(&address), "GRANT CREATE ON SCHEMA public TO konfid");
    address
}

#[tokio::test]
async fn searches_do_without_an_index_that_cannot_be_had() {
    for check in 0..4 {
        let address = limited_database();
        let application = application(open(&address).await);
        match check {
            0 => search::terms_are_literal(application).await,
            1 => search::few_letters_find_beginnings(application).await,
            2 => search::digits_find_ids(application).await,
            _ => search::changes_are_found(application).await,
        }
        let count = "SELECT COUNT(*) FROM pg_extension WHERE extname = 'pg_trgm'";
        assert_eq!(Postgres::shared().run(name(&address), count), "0");
    }
}

#[tokio::test]
async fn parts_of_words_have_an_index_that_no_superuser_had_to_make() {
    let address = Postgres::shared().database();
    drop(open(&address).await);
    let index = "SELECT indexdef FROM pg_indexes WHERE indexname = 'users_by_search_text'";
    assert!(Postgres::shared().run(name(&address), index).contains("gin_trgm_ops"));
}
