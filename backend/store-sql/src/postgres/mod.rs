//! PostgreSQL: any number of processes on one database.

mod address;
mod alone;
mod driver;
mod error;
mod open;
mod pools;
mod tls;
mod turn;
mod wake;

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use deadpool_postgres::{Object, Pool};
use domain::store::{ReadWork, StoreResult, Work};
use domain::{IdSpaceDraft, IdSpaces, Result, SecretHash, Store, StoreError, pause_after, until_settled};
use futures::FutureExt as _;
use futures::channel::oneshot;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use shared::Settings;
use tokio::task::JoinSet;
use tokio_postgres_rustls::MakeRustlsConnect;

pub use self::address::{HasPasswordError, ParsePostgresAddressError, PostgresAddress};
pub(crate) use self::alone::{AloneError, AloneOnServer};
use self::driver::PostgresConnection;
use self::pools::Pools;
use self::wake::Waker;
use crate::connection::{Connection as _, Dialect};
use crate::migrate::MigrationError;
use crate::sql::{SqlTransaction, key_fingerprint};

/// What looks at many rows is stopped after ten seconds: whoever searches has given up by then.
const BEGIN_READING: &str =
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 10000";
/// How often it is learnt anew which IDs are taken: other processes free some.
const LEARN_IDS_EVERY: Duration = Duration::from_hours(1);

/// Why a database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum PostgresError {
    /// There is no way to it, or no right to use it.
    #[error("it cannot be reached: {0}")]
    Unreachable(String),
    /// The server is an old one.
    #[error("it is a PostgreSQL {version}, and Konfid needs 15 or a newer one")]
    TooOld {
        /// The server's version.
        version: String,
    },
    /// Its texts cannot hold every letter.
    #[error(
        "its encoding is {encoding}, and Konfid needs UTF8: make it by CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
    )]
    Encoding {
        /// The database's encoding.
        encoding: String,
    },
    /// Its schema is not one that this version knows.
    #[error(transparent)]
    Migration(#[from] MigrationError),
    /// Its contents cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// TLS cannot be had.
    #[error("TLS cannot be had: {0}")]
    Tls(#[from] rustls::Error),
}

/// The store in a PostgreSQL database.
pub struct PostgresStore {
    inner: Arc<Inner>,
    address: PostgresAddress,
    tls: MakeRustlsConnect,
    /// What goes on beside the work; it ends with the store.
    tasks: Mutex<JoinSet<()>>,
}

struct Inner {
    pools: Pools,
    dialect: &'static Dialect,
    /// What this process knows of which IDs are taken. It may be old: the ledger's key decides.
    spaces: Arc<Mutex<IdSpaces>>,
    waker: Waker,
}

impl PostgresStore {
    /// Opens the database, which other processes may have open too: brings its schema up to date, gives it the `initial`
    /// settings if it has none, and learns which IDs are taken.
    ///
    /// # Errors
    ///
    /// [`PostgresError`] when the database cannot be reached, read or written, or is too old or too new.
    pub async fn open(
        address: &PostgresAddress,
        initial: &Settings,
    ) -> std::result::Result<Self, PostgresError> {
        Self::start(address, Some(initial)).await
    }

    /// Opens a database that a server of this version has opened before.
    ///
    /// # Errors
    ///
    /// [`PostgresError`] when the database cannot be reached, read or written, or its schema is another version's.
    pub async fn open_existing(address: &PostgresAddress) -> std::result::Result<Self, PostgresError> {
        Self::start(address, None).await
    }

    async fn start(
        address: &PostgresAddress,
        initial: Option<&Settings>,
    ) -> std::result::Result<Self, PostgresError> {
        let (pools, tls, first) = connect(address).await?;
        let dialect = open::prepare(first, initial).await?;
        let spaces = open::load_spaces(pools::take(&pools.readers).await?, dialect).await?;
        let spaces = Arc::new(Mutex::new(spaces));
        let inner = Arc::new(Inner { pools, dialect, spaces, waker: Waker::default() });
        let mut tasks = JoinSet::new();
        tasks.spawn(inner.waker.clone().run(inner.pools.look_ups.clone()));
        tasks.spawn(learn_ids(inner.pools.readers.clone(), dialect, Arc::clone(&inner.spaces)));
        Ok(Self { inner, address: address.clone(), tls, tasks: Mutex::new(tasks) })
    }

    /// Calls `ring` from now on whenever another process may have made something due for the workers.
    pub fn listen(&self, ring: impl Fn() + Send + Sync + 'static) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.spawn(wake::listen(self.address.clone(), self.tls.clone(), ring));
    }

    /// The fingerprint of the key file that every server on the database must have, if one has been entered.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn needed_key(&self) -> StoreResult<Option<SecretHash>> {
        key_fingerprint::get(&mut self.inner.writer().await?).await
    }

    /// Enters the fingerprint of the key file that this server works with, unless one is there; answers which one counts.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn enter_key(&self, key: SecretHash) -> StoreResult<SecretHash> {
        key_fingerprint::enter(&mut self.inner.writer().await?, key).await
    }

    /// Forgets which key file it was, so that the next server's is entered, and the organizer PINs that need the lost one.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn forget_key(&self) -> StoreResult<()> {
        key_fingerprint::forget_lost(&mut self.inner.writer().await?).await
    }

    /// Says what is still to be said to other processes, and lets go of the database.
    pub async fn close(&self) {
        self.inner.waker.send(&self.inner.pools.look_ups).await;
        self.inner.pools.close();
    }
}

/// The ways to a database, and a first connection.
async fn connect(
    address: &PostgresAddress,
) -> std::result::Result<(Pools, MakeRustlsConnect, Object), PostgresError> {
    let tls = tls::connector()?;
    let unreachable = |error: &dyn std::fmt::Display| PostgresError::Unreachable(error.to_string());
    let pools = Pools::new(address, &tls).map_err(|error| unreachable(&error))?;
    let first = pools.writers.get().await.map_err(|error| match &error {
        deadpool_postgres::PoolError::Backend(error) => unreachable(&error::describe(error)),
        error => unreachable(error),
    })?;
    Ok((pools, tls, first))
}

impl Inner {
    /// A connection whose statements are a transaction each.
    async fn writer(&self) -> StoreResult<PostgresConnection> {
        Ok(PostgresConnection::new(pools::take(&self.pools.writers).await?, self.dialect))
    }

    /// Runs the work, and again when others were in its way.
    async fn write(self: Arc<Self>, work: Work) -> Result<()> {
        let mut random = StdRng::from_rng(&mut rand::rng());
        let pause = |attempt| tokio::time::sleep(pause_after(attempt, &mut random));
        until_settled(|number| self.attempt(&work, number), pause).await
    }

    /// Runs the work in one transaction: the attempt with this number.
    async fn attempt(&self, work: &Work, number: u32) -> Result<()> {
        let client = pools::take(&self.pools.writers).await?;
        let mut connection = PostgresConnection::new(client, self.dialect);
        let mut draft = IdSpaceDraft::new(Arc::clone(&self.spaces));
        let run = self.run(&mut connection, &mut draft, turn::begin(number), work).await;
        match run {
            Ok(has_made_work) => {
                draft.commit();
                if has_made_work {
                    self.waker.wake();
                }
                Ok(())
            }
            Err(error) => {
                // Dropping the draft gives back what it took.
                drop(draft);
                connection.roll_back().await;
                Err(error)
            }
        }
    }

    /// Says whether it made something due.
    async fn run(
        &self,
        connection: &mut PostgresConnection,
        draft: &mut IdSpaceDraft,
        begin: &str,
        work: &Work,
    ) -> Result<bool> {
        connection.run_script(begin).await?;
        let mut session = SqlTransaction::new(connection, draft, true);
        guarded(work(&mut session)).await?;
        let has_made_work = session.has_made_work();
        connection.commit().await?;
        Ok(has_made_work)
    }

    /// Runs the work on one state of the database: the one at its first look.
    async fn read(&self, client: Object, work: ReadWork) -> (Result<()>, PostgresConnection) {
        let mut connection = PostgresConnection::new(client, self.dialect);
        if let Err(error) = connection.run_script(BEGIN_READING).await {
            return (Err(error.into()), connection);
        }
        let mut draft = IdSpaceDraft::new(Arc::clone(&self.spaces));
        let mut session = SqlTransaction::new(&mut connection, &mut draft, false);
        let result = guarded(work(&mut session)).await;
        (result, connection)
    }
}

/// A panic is an error of the work, not the end of the connection's transaction.
async fn guarded(work: impl Future<Output = Result<()>>) -> Result<()> {
    let ended = AssertUnwindSafe(work).catch_unwind().await;
    ended.unwrap_or_else(|_| Err(StoreError::Broken("the work panicked".into()).into()))
}

/// Learns again and again which IDs are taken.
async fn learn_ids(pool: Pool, dialect: &'static Dialect, spaces: Arc<Mutex<IdSpaces>>) {
    loop {
        tokio::time::sleep(LEARN_IDS_EVERY).await;
        let learnt: StoreResult<IdSpaces> =
            async { open::load_spaces(pools::take(&pool).await?, dialect).await }.await;
        match learnt {
            // What is being drawn at this moment is not in it. The ledger's key decides.
            Ok(learnt) => *spaces.lock().unwrap_or_else(PoisonError::into_inner) = learnt,
            Err(error) => tracing::warn!(%error, "it was not learnt which conference IDs others have freed"),
        }
    }
}

fn gone() -> StoreError {
    StoreError::Unavailable("the store was closed".into())
}

/// What became of work whose task came to a bad end.
fn ended_badly() -> StoreError {
    StoreError::OutcomeUnknown("the work was ended from outside".into())
}

#[async_trait]
impl Store for PostgresStore {
    async fn transact(&self, work: Work) -> Result<()> {
        // A task of its own: it ends, one way or the other, although whoever asked may go away.
        tokio::spawn(Arc::clone(&self.inner).write(work)).await.map_err(|_| ended_badly())?
    }

    async fn inspect(&self, work: ReadWork) -> Result<()> {
        look(&self.inner, &self.inner.pools.readers, work).await
    }

    async fn look_up(&self, work: ReadWork) -> Result<()> {
        look(&self.inner, &self.inner.pools.look_ups, work).await
    }

    async fn check(&self) -> Result<()> {
        crate::sql::try_writing(self).await
    }
}

/// Waits for a connection for as long as somebody waits for the answer; then looks, whoever waits, so that the connection
/// is given back in order.
async fn look(inner: &Arc<Inner>, pool: &Pool, work: ReadWork) -> Result<()> {
    let client = pools::take(pool).await?;
    let (answer, answered) = oneshot::channel();
    let inner = Arc::clone(inner);
    tokio::spawn(async move {
        let (result, connection) = inner.read(client, work).await;
        // Whoever has gone away does not want to know.
        let _ = answer.send(result);
        connection.roll_back().await;
    });
    answered.await.map_err(|_| gone())?
}
