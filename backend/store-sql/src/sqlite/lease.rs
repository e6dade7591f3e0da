//! One process for each database: a lock on a file beside it.
//!
//! The kernel holds the lock and lets it go when the process ends, however it ends. The file also holds a note of
//! the owner: where it can be reached.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::OpenError;

/// How often and how far apart it is tried, because somebody may only be looking at the note.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(20);

/// The right to a database, as long as this lives.
pub(super) struct Lease(Mutex<File>);

fn lock_path(database: &Path) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(".lock");
    path.into()
}

impl Lease {
    /// Takes the database, or says who has it.
    pub(super) fn take(database: &Path) -> Result<Self, OpenError> {
        let path = lock_path(database);
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
        for tries_left in (0..TRIES).rev() {
            match file.try_lock() {
                Ok(()) => {
                    let lease = Self(Mutex::new(file));
                    lease.set_note("")?;
                    return Ok(lease);
                }
                Err(TryLockError::WouldBlock) if tries_left > 0 => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
        let note = std::fs::read_to_string(&path).unwrap_or_default();
        Err(OpenError::DatabaseInUse { note: Some(note).filter(|note| !note.is_empty()) })
    }

    /// Replaces the note.
    pub(super) fn set_note(&self, note: &str) -> std::io::Result<()> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(note.as_bytes())
    }
}

/// What the process that has the database wrote with [`SqliteStore::set_lease_note`](super::SqliteStore): where it
/// can be reached. `None` if no process has the database, or it has not written anything.
pub fn read_lease_note(database: &Path) -> Option<String> {
    let path = lock_path(database);
    let file = File::open(&path).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => std::fs::read_to_string(&path).ok().filter(|note| !note.is_empty()),
        Ok(()) | Err(TryLockError::Error(_)) => None,
    }
}
