//! The ledger on SQLite and on PostgreSQL agrees with everything, whatever is done, and says the same when it is opened
//! once more.

use domain::contract::initial_settings;
use konfid_store_sql::{PostgresStore, SqliteStore};
use konfid_tests::Postgres;

domain::ledger_test!(
    on_sqlite,
    12 cases,
    folder = tempfile::tempdir().unwrap(),
    SqliteStore::open(&folder.path().join("konfid.db"), &initial_settings()).unwrap()
);

domain::ledger_test!(
    on_postgresql,
    6 cases,
    address = Postgres::shared().database(),
    PostgresStore::open(&address.parse().unwrap(), &initial_settings()).await.unwrap()
);
