//! A connection that has a database for itself, without the threads of a store.

use std::path::Path;

use super::driver::SqliteConnection;
use super::lease::Lease;
use super::{OpenError, private_file};

/// A connection, and the right to the database for as long as it lives.
pub(crate) struct AloneInFile {
    pub(crate) connection: SqliteConnection,
    /// Goes last: the database is free when nothing works with it any more.
    _lease: Lease,
}

impl AloneInFile {
    /// Takes a database that exists.
    pub(crate) fn existing(path: &Path) -> Result<Self, OpenError> {
        // Taking it would make it.
        private_file::open(path, false)?;
        Self::taken(path)
    }

    /// Takes a database, and makes it if there is none.
    pub(crate) fn taken(path: &Path) -> Result<Self, OpenError> {
        let lease = Lease::take(path)?;
        Ok(Self { connection: SqliteConnection::writer(path)?, _lease: lease })
    }
}
