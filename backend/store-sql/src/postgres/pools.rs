//! The connections of one process to its database.

use std::time::Duration;

use deadpool_postgres::{
    BuildError, Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime,
};
use domain::StoreError;
use domain::store::StoreResult;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::PostgresAddress;
use super::error::pool_error;

/// How many connections write at the same time. With eight, one server did no more, and two servers did half, because more
/// transactions were in each other's way.
const WRITERS: usize = 4;
/// How many search.
const READERS: usize = 6;
/// How many look rows up by their keys, and so never wait for searches.
const LOOK_UPS: usize = 2;
/// For how long anybody waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much can wait for a connection; who comes after that is refused at once.
const WAITING_AT_MOST: usize = 4_096;

/// What has been committed survives a power failure, whatever the database's own setting is; one that asks for more, such
/// as a stand-by's word, is left as it is. A process that has vanished in the middle of a transaction holds its locks
/// for a minute at most.
const DURABLE: &str = "SELECT set_config('synchronous_commit', 'on', FALSE) \
                       WHERE current_setting('synchronous_commit') = 'off'; \
                       SET idle_in_transaction_session_timeout = 60000";
/// How many rows a search finds depends on what is searched for, so each is planned anew.
const PLANNED_ANEW: &str = "SET plan_cache_mode = force_custom_plan";
/// Statements are done before machine code for them would be: that took 296 of the 300 ms of a search for four digits.
const NOT_COMPILED: &str = "SET jit = off";

/// The connections for each kind of work. They are made when they are needed.
pub(super) struct Pools {
    pub(super) writers: Pool,
    pub(super) readers: Pool,
    pub(super) look_ups: Pool,
}

impl Pools {
    pub(super) fn new(address: &PostgresAddress, tls: &MakeRustlsConnect) -> Result<Self, BuildError> {
        Ok(Self {
            writers: pool(address, tls, WRITERS, DURABLE)?,
            readers: pool(address, tls, READERS, PLANNED_ANEW)?,
            look_ups: pool(address, tls, LOOK_UPS, "")?,
        })
    }

    pub(super) fn close(&self) {
        for pool in [&self.writers, &self.readers, &self.look_ups] {
            pool.close();
        }
    }
}

fn pool(
    address: &PostgresAddress,
    tls: &MakeRustlsConnect,
    size: usize,
    settings: &'static str,
) -> Result<Pool, BuildError> {
    let manager = Manager::from_config(
        address.config().clone(),
        tls.clone(),
        ManagerConfig { recycling_method: RecyclingMethod::Fast },
    );
    let prepare = Hook::async_fn(move |client: &mut deadpool_postgres::ClientWrapper, _| {
        let settings = format!("{NOT_COMPILED}; {settings}");
        Box::pin(async move { client.batch_execute(&settings).await.map_err(HookError::Backend) })
    });
    Pool::builder(manager)
        .max_size(size)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(PATIENCE))
        .post_create(prepare)
        .build()
}

/// A connection of the pool, when one is free.
pub(super) async fn take(pool: &Pool) -> StoreResult<Object> {
    if pool.status().waiting >= WAITING_AT_MOST {
        return Err(StoreError::Busy);
    }
    pool.get().await.map_err(|error| pool_error(&error))
}

#[cfg(test)]
mod tests {
    use konfid_tests::Postgres;

    use super::*;

    #[tokio::test]
    async fn what_is_acknowledged_is_on_the_disk_unless_the_database_asks_for_more() {
        let address = Postgres::shared().database();
        let name = address.rsplit('/').next().unwrap();
        for (theirs, ours) in [("off", "on"), ("on", "on"), ("remote_apply", "remote_apply")] {
            let set = format!("ALTER DATABASE {name} SET synchronous_commit = {theirs}");
            Postgres::shared().run("postgres", &set);
            let pools =
                Pools::new(&address.parse().unwrap(), &super::super::tls::connector().unwrap()).unwrap();
            let client = take(&pools.writers).await.unwrap();
            let row = client.query_one("SHOW synchronous_commit", &[]).await.unwrap();
            assert_eq!(row.get::<_, String>(0), ours, "{theirs}");
        }
    }
}
