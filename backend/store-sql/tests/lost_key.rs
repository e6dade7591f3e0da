//! A key file that is lost: the organizer PINs that were hashed with it are forgotten, and nobody is told otherwise.

use domain::contract::pins::make_pins;
use domain::contract::{application, initial_settings};
use domain::{SecretHash, UserQuery};
use konfid_store_sql::SqliteStore;

#[tokio::test]
async fn a_pin_needs_the_key_until_that_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("konfid.db");
    let (first, second) = (SecretHash([1; 32]), SecretHash([2; 32]));
    let store = SqliteStore::open(&path, &initial_settings()).unwrap();
    assert_eq!(store.enter_key(first).unwrap(), first);
    assert_eq!(store.needed_key().unwrap(), None, "nothing needs it yet");
    let application = application(store);
    make_pins(&application).await;
    drop(application);

    let store = SqliteStore::open(&path, &initial_settings()).unwrap();
    assert_eq!(store.needed_key().unwrap(), Some(first));
    assert_eq!(store.enter_key(second).unwrap(), first, "another key does not take its place");
    store.forget_key().unwrap();
    assert_eq!(store.needed_key().unwrap(), None);
    assert_eq!(store.enter_key(second).unwrap(), second);
    let application = domain::contract::application(store);
    let read = application.in_snapshot(|read| {
        Box::pin(async move {
            let users = read.users(&UserQuery { limit: 9, ..UserQuery::default() }).await?;
            let record = read.organizer_pin(users[0].id).await?;
            Ok((users[0].pin_set_at, record.and_then(|record| record.hash)))
        })
    });
    assert_eq!(read.await.unwrap(), (None, None));
}
