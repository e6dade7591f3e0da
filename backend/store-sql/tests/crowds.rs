//! Many who write at the same time on PostgreSQL: each gets on, whoever else does.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::contract::{START, initial_settings};
use domain::operations::conference_ids::reset_conference_id;
use domain::operations::users::create_user;
use domain::{Actor, Application, FixedClock, Result};
use futures::future::try_join_all;
use konfid_store_sql::PostgresStore;
use konfid_tests::Postgres;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use shared::{CreateUserRequest, ResetConferenceIdRequest, Settings, User};
use tokio::time::timeout;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);
const PAUSE: Duration = Duration::from_millis(10);

/// A server on this database. Each has randomness of its own, or their identifiers would be the same.
async fn open(address: &str, seed: u64) -> Application {
    let store = PostgresStore::open(&address.parse().unwrap(), &initial_settings()).await.unwrap();
    let entropy = Mutex::new(StdRng::seed_from_u64(seed));
    Application::new(Arc::new(store), Arc::new(FixedClock::new(START)), Arc::new(entropy), Arc::new(()))
}

/// Runs a statement on the database of this address.
fn ask(address: &str, statement: &str) -> String {
    Postgres::shared().run(address.rsplit('/').next().unwrap(), statement)
}

fn request(number: u32) -> CreateUserRequest {
    CreateUserRequest {
        enable: true,
        send_email: Some(false),
        ..CreateUserRequest::new(
            format!("User {number}"),
            format!("user{number}@contoso.example").parse().unwrap(),
            format!("user{number}@contoso.example").parse().unwrap(),
        )
    }
}

/// So many users with IDs.
async fn make_users(application: &Application, count: u32) -> Vec<User> {
    let make = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move {
            let mut users = Vec::new();
            for number in 0..count {
                users.push(create_user(transaction, context, &request(number)).await?);
            }
            Ok(users)
        })
    });
    make.await.unwrap()
}

async fn reset(application: &Application, user: User) -> Result<User> {
    let reset = application.in_transaction_as(Actor::System, move |transaction, context| {
        Box::pin(async move {
            let request =
                ResetConferenceIdRequest { send_email: Some(true), ..ResetConferenceIdRequest::default() };
            reset_conference_id(transaction, context, user.id, user.version, &request).await
        })
    });
    reset.await
}

/// The users were made one after the other, so they are neighbours in every index.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_resets_beside_others_is_refused() {
    const CLIENTS: u32 = 16;
    const RESETS: u32 = 10;
    let address = Postgres::shared().database();
    let servers = [open(&address, 1).await, open(&address, 2).await];
    let users = make_users(&servers[0], CLIENTS).await;
    let clients = users.into_iter().zip(servers.iter().cycle()).map(|(user, server)| async move {
        let mut user = user;
        for _ in 0..RESETS {
            user = reset(server, user).await?;
        }
        Ok::<_, domain::Error>(())
    });
    timeout(PATIENCE, try_join_all(clients)).await.unwrap().unwrap();
    let wrong = "SELECT COUNT(*) FROM users AS u WHERE NOT EXISTS (SELECT FROM conference_ids AS c \
                 WHERE c.owner_id = u.id AND c.conference_id = u.conference_id AND c.quarantined_until IS NULL)";
    assert_eq!(ask(&address, wrong), "0");
    let periods = "SELECT COUNT(*) FROM assignments";
    assert_eq!(ask(&address, periods), (CLIENTS * (RESETS + 1)).to_string());
}

/// Whenever it has looked, somebody else changes what it saw: it would fail for ever, but for its turn.
#[tokio::test(flavor = "multi_thread")]
async fn work_that_others_forestall_again_and_again_gets_its_turn() {
    let address = Postgres::shared().database();
    let (application, other) = (open(&address, 1).await, Arc::new(open(&address, 2).await));
    let attempts = Arc::new(AtomicU32::new(0));
    let (count, place) = (Arc::clone(&attempts), address.clone());
    let change = application.in_transaction(move |transaction| {
        Box::pin(async move {
            count.fetch_add(1, Ordering::Relaxed);
            let settings = transaction.settings().await?;
            let forestalling = {
                let (other, settings) = (Arc::clone(&other), settings.clone());
                tokio::spawn(async move { set_grace(&other, settings, 5).await })
            };
            // The other has changed them, or waits until this is over.
            let waiting = "SELECT COUNT(*) FROM pg_stat_activity \
                           WHERE datname = current_database() AND wait_event_type = 'Lock'";
            while !forestalling.is_finished() && ask(&place, waiting) == "0" {
                tokio::time::sleep(PAUSE).await;
            }
            Ok(transaction.update_settings(&Settings { meeting_update_grace_minutes: 7, ..settings }).await?)
        })
    });
    timeout(PATIENCE, change).await.unwrap().unwrap();
    assert!(attempts.load(Ordering::Relaxed) > 1, "nobody was in the way");
}

async fn set_grace(application: &Application, settings: Settings, minutes: u8) {
    let settings = Settings { meeting_update_grace_minutes: minutes.into(), ..settings };
    let change = application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.update_settings(&settings).await?) })
    });
    change.await.unwrap();
}

/// PostgreSQL notes what a transaction has read. Were that whole pages of a table, or all of it, every two resets would
/// be in each other's way. It knows nothing of a new table, and it likes to look through a small one when it does.
#[tokio::test(flavor = "multi_thread")]
async fn a_reset_reads_rows_and_not_whole_tables() {
    let address = Postgres::shared().database();
    let users = make_users(&open(&address, 1).await, 400).await;
    for (seed, (preparation, user)) in (2..).zip(["SELECT", "ANALYZE"].into_iter().zip(users)) {
        ask(&address, preparation);
        // Plans are made anew.
        let application = open(&address, seed).await;
        let place = address.clone();
        let read = application.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move {
                let request = ResetConferenceIdRequest {
                    send_email: Some(true),
                    ..ResetConferenceIdRequest::default()
                };
                reset_conference_id(transaction, context, user.id, user.version, &request).await?;
                let whole = "SELECT DISTINCT relname FROM pg_locks JOIN pg_class ON pg_class.oid = relation \
                             JOIN pg_database ON pg_database.oid = database AND datname = current_database() \
                             WHERE mode = 'SIReadLock' AND relkind = 'r' AND locktype <> 'tuple'";
                Ok(ask(&place, whole))
            })
        });
        assert_eq!(timeout(PATIENCE, read).await.unwrap().unwrap(), "", "{preparation}");
    }
}
