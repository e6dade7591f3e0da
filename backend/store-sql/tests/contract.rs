//! The SQLite store does what every store must do.
#![expect(clippy::unwrap_used, reason = "a test may fail anywhere")]

use async_trait::async_trait;
use domain::store::{ReadWork, Work};
use domain::{Result, Store};
use konfid_store_sql::SqliteStore;
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

fn temporary() -> Temporary {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("konfid.db");
    Temporary(SqliteStore::open(&path, &domain::contract::initial_settings()).unwrap(), folder)
}

domain::contract_tests!(temporary(), #[tokio::test]);
