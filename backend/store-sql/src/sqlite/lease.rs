//! One process for each database: a lock on the database's file itself, whatever path leads to it, and one on a file
//! beside it, which also holds a note of the owner: where it can be reached.
//!
//! The kernel holds the locks and lets them go when the process ends, however it ends. They are of another kind than
//! SQLite's own, which are gone as soon as a process closes any handle of the file; so the handle that holds the lock
//! is opened before SQLite's and closed after them.

use std::fs::{File, TryLockError};
use std::io::{Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::{OpenError, private_file};

/// How often and how far apart it is tried, because somebody may only be looking at the note.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(20);

/// The right to a database, as long as this lives.
pub(super) struct Lease {
    note: Mutex<File>,
    database: File,
    path: PathBuf,
}

fn note_path(database: &Path) -> PathBuf {
    // Whoever comes through a symbolic link finds the note too.
    let database = database.canonicalize().unwrap_or_else(|_| database.to_owned());
    private_file::beside(&database, ".lock")
}

impl Lease {
    /// Takes the database, or says who has it.
    pub(super) fn take(path: &Path) -> Result<Self, OpenError> {
        let database = private_file::open(path, true)?;
        let note = private_file::open(&note_path(path), true)?;
        if !lock(&note)? || !lock_database(&database)? {
            let note = std::fs::read_to_string(note_path(path)).unwrap_or_default();
            return Err(OpenError::DatabaseInUse { note: Some(note).filter(|note| !note.is_empty()) });
        }
        private_file::close_beside(path)?;
        let lease = Self { note: Mutex::new(note), database, path: path.to_owned() };
        // A note that cannot be written, as on a full disk, is no reason not to serve.
        if let Err(error) = lease.set_note("") {
            tracing::warn!(%error, "the note of who has the database could not be written");
        }
        Ok(lease)
    }

    /// Replaces the note.
    pub(super) fn set_note(&self, note: &str) -> std::io::Result<()> {
        let mut file = self.note.lock().unwrap_or_else(PoisonError::into_inner);
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(note.as_bytes())
    }

    /// Whether the path still leads to the file that is being worked with.
    #[cfg(unix)]
    pub(super) fn is_in_place(&self) -> bool {
        use std::os::unix::fs::MetadataExt as _;

        let identity = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
        let there = std::fs::metadata(&self.path).map(identity);
        matches!((there, self.database.metadata().map(identity)), (Ok(there), Ok(ours)) if there == ours)
    }

    /// Whether the path still leads to a file.
    #[cfg(not(unix))]
    pub(super) fn is_in_place(&self) -> bool {
        self.database.metadata().is_ok() && self.path.exists()
    }
}

/// Locks a file unless another process has it.
fn lock(file: &File) -> Result<bool, OpenError> {
    for tries_left in (0..TRIES).rev() {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) if tries_left > 0 => std::thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => break,
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    Ok(false)
}

#[cfg(unix)]
fn lock_database(file: &File) -> Result<bool, OpenError> {
    lock(file)
}

/// Elsewhere a lock would keep SQLite itself out, so the file beside the database has to do.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail on other systems")]
fn lock_database(_: &File) -> Result<bool, OpenError> {
    Ok(true)
}

/// What the process that has the database wrote with [`SqliteStore::set_lease_note`](super::SqliteStore): where it
/// can be reached. `None` if no process has the database, or it has not written anything.
pub fn read_lease_note(database: &Path) -> Option<String> {
    let path = note_path(database);
    let file = File::open(&path).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => std::fs::read_to_string(&path).ok().filter(|note| !note.is_empty()),
        Ok(()) | Err(TryLockError::Error(_)) => None,
    }
}
