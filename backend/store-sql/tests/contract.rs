//! The stores on SQL do what every store must do.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use async_trait::async_trait;
use domain::contract::initial_settings;
use domain::store::{ReadWork, Work};
use domain::{Result, Store};
use konfid_store_sql::{PostgresStore, SqliteStore};
use konfid_tests::Postgres;
use tempfile::TempDir;

/// A store in a folder that goes away with it.
struct Temporary(SqliteStore, #[expect(dead_code, reason = "it only has to live as long")] TempDir);

#[async_trait]
impl Store for Temporary {
    async fn transact(&self, work: Work) -> Result<()> {
        self.0.transact(work).await
    }

    async fn inspect(&self, work: ReadWork) -> Result<()> {
        self.0.inspect(work).await
    }
}

fn in_a_folder() -> Temporary {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("konfid.db");
    Temporary(SqliteStore::open(&path, &initial_settings()).unwrap(), folder)
}

async fn on_a_server() -> PostgresStore {
    let address = Postgres::shared().database().parse().unwrap();
    PostgresStore::open(&address, &initial_settings()).await.unwrap()
}

mod sqlite {
    domain::contract_tests!(super::in_a_folder(), #[tokio::test]);
}

mod postgres {
    domain::contract_tests!(super::on_a_server().await, #[tokio::test]);
}
