//! The two databases while one is copied into the other.

use std::fmt;
use std::path::PathBuf;

use domain::store::StoreResult;
use futures::executor::block_on;

use super::{CopyError, CopySide};
use crate::connection::Connection;
use crate::migrate::{migrate_for_copy, require_up_to_date};
use crate::postgres::{AloneError, AloneOnServer};
use crate::sqlite::AloneInFile;
use crate::{OpenError, PostgresAddress};

/// Where a database is. It is shown without its password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabasePlace {
    /// A file of SQLite's.
    File(PathBuf),
    /// One in PostgreSQL.
    Postgres(PostgresAddress),
}

impl fmt::Display for DatabasePlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(formatter),
            Self::Postgres(address) => address.fmt(formatter),
        }
    }
}

/// A database that this process has for itself.
pub(super) enum Side {
    File(AloneInFile),
    Postgres(AloneOnServer),
}

impl Side {
    /// Opens the database that is copied. It must be complete and of this version.
    pub(super) async fn source(place: &DatabasePlace) -> Result<Self, CopyError> {
        match place {
            DatabasePlace::File(path) => {
                let open = || -> Result<AloneInFile, OpenError> {
                    let mut alone = AloneInFile::existing(path)?;
                    block_on(require_up_to_date(&mut alone.connection))?;
                    Ok(alone)
                };
                open().map(Self::File).map_err(|error| in_file(CopySide::Source, error))
            }
            DatabasePlace::Postgres(address) => {
                let alone = AloneOnServer::existing(address).await;
                alone.map(Self::Postgres).map_err(|error| on_server(CopySide::Source, error))
            }
        }
    }

    /// Opens the database that becomes the copy, and makes its tables if there are none.
    pub(super) async fn target(place: &DatabasePlace) -> Result<Self, CopyError> {
        match place {
            DatabasePlace::File(path) => {
                let open = || -> Result<AloneInFile, OpenError> {
                    let mut alone = AloneInFile::taken(path)?;
                    block_on(migrate_for_copy(&mut alone.connection))?;
                    Ok(alone)
                };
                open().map(Self::File).map_err(|error| in_file(CopySide::Target, error))
            }
            DatabasePlace::Postgres(address) => {
                let alone = AloneOnServer::taken(address).await;
                alone.map(Self::Postgres).map_err(|error| on_server(CopySide::Target, error))
            }
        }
    }

    pub(super) fn connection(&mut self) -> &mut dyn Connection {
        match self {
            Self::File(alone) => &mut alone.connection,
            Self::Postgres(alone) => &mut alone.connection,
        }
    }

    /// Begins to read one state, whatever others write.
    pub(super) async fn begin_reading(&mut self) -> StoreResult<()> {
        let statement = match self {
            Self::File(_) => "BEGIN",
            Self::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        self.connection().run_script(statement).await
    }

    pub(super) async fn end_reading(&mut self) -> StoreResult<()> {
        self.connection().run_script("ROLLBACK").await
    }

    /// Lets go of a database in which all is done.
    pub(super) async fn close(mut self) -> StoreResult<()> {
        if let Self::File(_) = self {
            // A closed database should be one file, not three.
            self.connection().run_script("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }
}

fn in_file(side: CopySide, error: OpenError) -> CopyError {
    match error {
        OpenError::DatabaseInUse { .. } => CopyError::InUse(side),
        error @ (OpenError::Migration(_)
        | OpenError::Setting(_)
        | OpenError::Database(_)
        | OpenError::Store(_)
        | OpenError::Io(_)) => CopyError::Open { side, error: error.into() },
    }
}

fn on_server(side: CopySide, error: AloneError) -> CopyError {
    match error {
        AloneError::InUse => CopyError::InUse(side),
        AloneError::Postgres(error) => CopyError::Open { side, error: error.into() },
    }
}
