//! SQLite: the embedded default.

mod alone;
mod driver;
mod lease;
mod private_file;
mod readers;
mod writer;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use async_trait::async_trait;
use crossbeam_channel::{Sender, TrySendError};
use domain::store::{ReadWork, StoreResult, Work};
use domain::{IdSpaces, Result, SecretHash, Store, StoreError};
use futures::channel::oneshot;
use futures::executor::block_on;
use shared::{BridgeId, ConferenceId, Settings};

pub(crate) use self::alone::AloneInFile;
pub(crate) use self::driver::SqliteConnection;
use self::lease::Lease;
pub use self::lease::read_lease_note;
use crate::migrate::{MigrationError, migrate, require_up_to_date};
use crate::sql;
use crate::sql::key_fingerprint;

/// How many changes can wait for the writer. With the usual hundreds or thousands of resets a second they are
/// done in a few seconds; who comes after them is refused at once, instead of waiting for longer than anybody
/// would.
const WAITING_AT_MOST: usize = 4_096;

/// Why a database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it.
    #[error("another Konfid has this database open{}", in_note(.note.as_deref()))]
    DatabaseInUse {
        /// Where that process can be reached, if it has said so.
        note: Option<String>,
    },
    /// Its schema is not one that this version knows.
    #[error(transparent)]
    Migration(#[from] MigrationError),
    /// SQLite does not do what Konfid relies on.
    #[error("SQLite did not accept {0}: is the database on a network file system?")]
    Setting(&'static str),
    /// SQLite cannot open it.
    #[error("the database cannot be opened: {0}")]
    Database(#[from] rusqlite::Error),
    /// Its contents cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file or a thread could not be had.
    #[error(transparent)]
    Io(#[from] io::Error),
}

fn in_note(note: Option<&str>) -> String {
    note.map(|note| format!(" ({note})")).unwrap_or_default()
}

/// The store in a SQLite database.
pub struct SqliteStore {
    path: PathBuf,
    /// The ways to the threads; gone when the store is being closed.
    ways: Option<Ways>,
    threads: Vec<JoinHandle<()>>,
    /// Goes last: the database is free when nothing writes to it any more.
    lease: Option<Lease>,
}

struct Ways {
    write: Sender<writer::Request>,
    read: Sender<readers::Request>,
    /// To a reader that only looks rows up by their keys.
    look_up: Sender<readers::Request>,
    /// To a reader that looks at very many rows, for one after the other.
    long: Sender<readers::Request>,
}

impl SqliteStore {
    /// Opens the database, which no other process may have open: makes it if there is none, brings its schema up to
    /// date, gives it the `initial` settings if it has none, and learns which IDs are taken.
    ///
    /// # Errors
    ///
    /// [`OpenError`] when another server has the database, when the file is no database or a newer one, or
    /// when it cannot be read or written.
    pub fn open(path: &Path, initial: &Settings) -> std::result::Result<Self, OpenError> {
        let lease = Lease::take(path)?;
        let mut connection = SqliteConnection::writer(path)?;
        block_on(migrate(&mut connection))?;
        block_on(sql::initialize(&mut connection, initial))?;
        let spaces = load_spaces(&mut connection)?;
        Self::start(path, connection, spaces, Some(lease))
    }

    /// Opens the database beside a server that has it, for small things such as making a token. It draws no IDs.
    ///
    /// # Errors
    ///
    /// [`OpenError`] when there is no database, or its schema is not the one of this version.
    pub fn open_beside(path: &Path) -> std::result::Result<Self, OpenError> {
        let mut connection = SqliteConnection::writer_beside(path)?;
        block_on(require_up_to_date(&mut connection))?;
        Self::start(path, connection, IdSpaces::default(), None)
    }

    fn start(
        path: &Path,
        connection: SqliteConnection,
        spaces: IdSpaces,
        lease: Option<Lease>,
    ) -> std::result::Result<Self, OpenError> {
        let spaces = Arc::new(Mutex::new(spaces));
        let (write, write_requests) = crossbeam_channel::bounded(WAITING_AT_MOST);
        let (read, read_requests) = crossbeam_channel::unbounded();
        let (look_up, look_up_requests) = crossbeam_channel::unbounded();
        let (long, long_requests) = crossbeam_channel::unbounded();
        let ways = Some(Ways { write, read, look_up, long });
        let mut store = Self { path: path.to_owned(), ways, threads: Vec::new(), lease };
        let readers = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8);
        let short = std::iter::repeat_n(read_requests, readers).chain([look_up_requests]);
        let short = short.map(|requests| (requests, readers::LOOKING_AT_MOST));
        for (requests, at_most) in short.chain([(long_requests, readers::LOOKING_LONG_AT_MOST)]) {
            let connection = SqliteConnection::reader(path)?;
            let reader = readers::Reader { connection, spaces: Arc::clone(&spaces), requests, at_most };
            store.spawn("konfid-reader", move || reader.run())?;
        }
        let draws = store.lease.is_some();
        let writer = writer::Writer { connection, spaces, draws, requests: write_requests };
        store.spawn("konfid-writer", move || writer.run())?;
        Ok(store)
    }

    fn spawn(&mut self, name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
        self.threads.push(std::thread::Builder::new().name(name.to_owned()).spawn(work)?);
        Ok(())
    }

    /// Tells other processes where this one can be reached (see [`read_lease_note`]).
    ///
    /// # Errors
    ///
    /// When the note cannot be written.
    pub fn set_lease_note(&self, note: &str) -> io::Result<()> {
        self.lease.as_ref().map_or(Ok(()), |lease| lease.set_note(note))
    }

    /// The fingerprint of the key file that the sealed passwords in the database need; nothing if there are none, because
    /// any key will do then.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub fn needed_key(&self) -> std::result::Result<Option<SecretHash>, OpenError> {
        let mut connection = SqliteConnection::reader(&self.path)?;
        let is_needed = block_on(key_fingerprint::is_needed(&mut connection))?;
        Ok(if is_needed { block_on(key_fingerprint::get(&mut connection))? } else { None })
    }

    /// Enters the fingerprint of the key file that this server works with, in place of one that nothing needs; answers
    /// which one counts.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub fn enter_key(&self, key: SecretHash) -> std::result::Result<SecretHash, OpenError> {
        self.change_key(|connection| {
            if !block_on(key_fingerprint::is_needed(connection))? {
                block_on(key_fingerprint::forget(connection))?;
            }
            block_on(key_fingerprint::enter(connection, key))
        })
    }

    /// Forgets which key file it was, so that the next server's is entered, and the organizer PINs that need the lost one.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub fn forget_key(&self) -> std::result::Result<(), OpenError> {
        self.change_key(|connection| block_on(key_fingerprint::forget_lost(connection)))
    }

    /// A connection of its own: a key is no matter of the domain, which the writer works for.
    fn change_key<T>(
        &self,
        change: impl FnOnce(&mut SqliteConnection) -> StoreResult<T>,
    ) -> std::result::Result<T, OpenError> {
        let mut connection = SqliteConnection::writer_beside(&self.path)?;
        connection.run("BEGIN IMMEDIATE")?;
        let changed = change(&mut connection)?;
        connection.commit()?;
        Ok(changed)
    }

    /// Copies the database, as it is at one moment, into a new file. Others can read and write meanwhile.
    ///
    /// # Errors
    ///
    /// [`OpenError`] when the target exists or cannot be written.
    pub fn backup_to(&self, target: &Path) -> std::result::Result<(), OpenError> {
        if target.try_exists()? {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, "the file already exists").into());
        }
        let partial = private_file::beside(target, ".partial");
        let copied = self.copy_to(&partial).and_then(|()| Ok(std::fs::rename(&partial, target)?));
        if copied.is_err()
            && let Err(error) = std::fs::remove_file(&partial)
        {
            tracing::debug!(%error, "there is no half copy to remove");
        }
        copied
    }

    fn copy_to(&self, partial: &Path) -> std::result::Result<(), OpenError> {
        // What an earlier copy left half-done must not shine through.
        private_file::open(partial, true)?.set_len(0)?;
        let source = SqliteConnection::reader(&self.path)?;
        let mut copy = rusqlite::Connection::open(partial)?;
        // All pages in one step: a backup in several begins again whenever somebody writes.
        let result = rusqlite::backup::Backup::new(&source.connection, &mut copy)?.step(-1)?;
        if result != rusqlite::backup::StepResult::Done {
            return Err(StoreError::Unavailable("the database is busy; try again".into()).into());
        }
        let mode: String = copy.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
        if mode != "delete" {
            return Err(OpenError::Setting("journal_mode"));
        }
        copy.close().map_err(|(_, error)| error)?;
        std::fs::File::open(partial)?.sync_all()?;
        Ok(())
    }
}

/// Learns which IDs are taken. This is not done through the seam, because a million rows need not be kept.
fn load_spaces(connection: &mut SqliteConnection) -> std::result::Result<IdSpaces, OpenError> {
    let bridges = block_on(sql::bridges(connection))?;
    let mut statement = connection.connection.prepare("SELECT bridge, conference_id FROM conference_ids")?;
    let taken = statement.query_map([], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?)))?;
    let taken: Vec<(u32, u32)> = taken.collect::<rusqlite::Result<_>>()?;
    let places = taken
        .into_iter()
        .filter_map(|(bridge, id)| Some((BridgeId::from_number(bridge)?, ConferenceId::from_number(id)?)));
    Ok(IdSpaces::new(&bridges, places))
}

fn closed() -> StoreError {
    StoreError::Unavailable("the store has been closed".into())
}

#[async_trait]
impl Store for SqliteStore {
    async fn transact(&self, work: Work) -> Result<()> {
        let (answer, answered) = oneshot::channel();
        let ways = self.ways.as_ref().ok_or_else(closed)?;
        ways.write.try_send(writer::Request { work, answer }).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Disconnected(_) => closed(),
        })?;
        // The writer answers all that it was given, unless it came to a bad end in between.
        let bad_end = |_| StoreError::OutcomeUnknown("the writer has ended".into());
        answered.await.map_err(bad_end)?
    }

    async fn inspect(&self, work: ReadWork) -> Result<()> {
        let read = &self.ways.as_ref().ok_or_else(closed)?.read;
        ask(read, work).await
    }

    async fn look_up(&self, work: ReadWork) -> Result<()> {
        let look_up = &self.ways.as_ref().ok_or_else(closed)?.look_up;
        ask(look_up, work).await
    }

    async fn inspect_long(&self, work: ReadWork) -> Result<()> {
        let long = &self.ways.as_ref().ok_or_else(closed)?.long;
        ask(long, work).await
    }

    async fn check(&self) -> Result<()> {
        if self.lease.as_ref().is_some_and(|lease| !lease.is_in_place()) {
            let why = "the database's file was moved or replaced; what is changed now would be lost";
            return Err(StoreError::Unavailable(why.into()).into());
        }
        sql::try_writing(self).await
    }
}

/// Hands a look to the readers and waits for its end.
async fn ask(readers: &Sender<readers::Request>, work: ReadWork) -> Result<()> {
    let (answer, answered) = oneshot::channel();
    readers.send(readers::Request { work, answer }).map_err(|_| closed())?;
    answered.await.map_err(|_| closed())?
}

impl Drop for SqliteStore {
    /// Finishes what waits.
    fn drop(&mut self) {
        self.ways = None;
        let this_thread = std::thread::current().id();
        for thread in self.threads.drain(..) {
            // The last work to be done may have been the last one to hold the store.
            if thread.thread().id() != this_thread {
                let _ = thread.join();
            }
        }
    }
}
