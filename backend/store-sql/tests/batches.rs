//! Many changes in one transaction: each request is whole or absent, however much it writes.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::sync::{Arc, Mutex, mpsc};

use domain::contract::{application, initial_settings};
use domain::operations::users::{create_user, enable_user};
use domain::{Actor, Application, Error, SecretHash, SetUpLinkRecord};
use futures::future::join_all;
use konfid_store_sql::SqliteStore;
use shared::{CreateUserRequest, DialInFilter, ProblemKind, Timestamp, UserFilter};

const MOMENT: Timestamp = Timestamp::from_milliseconds(1_795_500_000_000);

/// Something small to write.
const fn link(secret: SecretHash) -> SetUpLinkRecord {
    SetUpLinkRecord { secret, administrator: None, expires_at: MOMENT }
}
/// So many users are made in one transaction.
const MADE_TOGETHER: u32 = 1_000;

fn request(number: u32) -> CreateUserRequest {
    CreateUserRequest::new(
        format!("Åsa Öberg {number}"),
        format!("user{number}@contoso.example").parse().unwrap(),
        format!("user{number}@contoso.example").parse().unwrap(),
    )
}

async fn make_users(application: &Application, count: u32) {
    for first in (0..count).step_by(MADE_TOGETHER as usize) {
        let numbers = first..count.min(first + MADE_TOGETHER);
        let made = application.in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move {
                for number in numbers {
                    create_user(transaction, context, &request(number)).await?;
                }
                Ok(())
            })
        });
        made.await.unwrap();
    }
}

async fn enabled(application: &Application) -> u64 {
    let filter = UserFilter { dial_in: Some(DialInFilter::Enabled), ..UserFilter::default() };
    let query = domain::UserQuery { filter, limit: 1, ..domain::UserQuery::default() };
    application
        .in_snapshot(move |read| Box::pin(async move { Ok(read.count_users(&query).await?) }))
        .await
        .unwrap()
}

/// Something small, so that what comes after it in the same transaction has a savepoint.
async fn small(application: &Application, byte: u8) -> domain::Result<()> {
    application
        .in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.insert_set_up_link(&link(SecretHash([byte; 32]))).await?) })
        })
        .await
}

/// Enables up to a thousand users, and then fails if it is told to; says how many there were.
async fn enable(application: &Application, fails: bool) -> domain::Result<u64> {
    application
        .in_transaction_as(Actor::System, move |transaction, context| {
            Box::pin(async move {
                let filter = UserFilter { dial_in: Some(DialInFilter::Disabled), ..UserFilter::default() };
                let query = domain::UserQuery { filter, limit: 1_000, ..domain::UserQuery::default() };
                let users = transaction.users(&query).await?;
                for user in &users {
                    enable_user(transaction, context, user.id, None, Some(true)).await?;
                }
                if fails { Err(Error::from(ProblemKind::NothingToUndo)) } else { Ok(users.len() as u64) }
            })
        })
        .await
}

/// Keeps the writer busy until the sender goes, so that all that is asked meanwhile waits for it together.
async fn hold(application: &Application, released: mpsc::Receiver<()>) -> domain::Result<()> {
    let released = Arc::new(Mutex::new(released));
    application
        .in_transaction(move |_| {
            Box::pin(async move {
                // The sender only goes; it sends nothing.
                let _ = released.lock().unwrap().recv();
                Ok(())
            })
        })
        .await
}

async fn many_users(count: u32) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("konfid.db");
    let application = application(SqliteStore::open(&path, &initial_settings()).unwrap());
    make_users(&application, count).await;
    let mut round = 0_u8;
    while enabled(&application).await < u64::from(count) {
        let before = enabled(&application).await;
        let (release, released) = mpsc::channel();
        round += 1;
        let (held, first, failed, second, done) = futures::join!(
            hold(&application, released),
            small(&application, 4 * round),
            enable(&application, true),
            small(&application, 4 * round + 1),
            async {
                // Everything above waits by now, because it was asked first.
                drop(release);
                enable(&application, false).await
            },
        );
        held.unwrap();
        first.unwrap();
        second.unwrap();
        assert_eq!(failed.unwrap_err().problem(), ProblemKind::NothingToUndo);
        let done = done.unwrap();
        assert_eq!(done, u64::from(count).min(before + 1_000) - before);
        assert_eq!(enabled(&application).await, before + done, "what failed left nothing");
    }
    let links: Vec<u8> = (1..=round).flat_map(|round| [4 * round, 4 * round + 1]).collect();
    let found = join_all(links.iter().map(|byte| {
        let secret = SecretHash([*byte; 32]);
        application
            .in_snapshot(move |read| Box::pin(async move { Ok(read.set_up_link(secret).await?.is_some()) }))
    }));
    assert!(found.await.into_iter().all(Result::unwrap), "what was acknowledged beside it is there");
}

#[tokio::test]
async fn one_user() {
    many_users(1).await;
}

#[tokio::test]
async fn three_hundred_users() {
    many_users(300).await;
}

#[tokio::test]
async fn two_thousand_users() {
    many_users(2_000).await;
}

#[tokio::test]
async fn twenty_thousand_users() {
    many_users(20_000).await;
}
