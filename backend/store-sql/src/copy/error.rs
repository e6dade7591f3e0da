//! Why a database was not copied.

use std::fmt;

use domain::StoreError;

use crate::{OpenError, PostgresError};

/// One of the two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopySide {
    /// The one that is copied.
    Source,
    /// The one that becomes the copy.
    Target,
}

/// Why a database of either kind cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// A file.
    #[error(transparent)]
    File(#[from] OpenError),
    /// One in PostgreSQL.
    #[error(transparent)]
    Postgres(#[from] PostgresError),
}

/// Why a database was not copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The schema holds something that nobody can copy: a mistake of whoever wrote it.
    #[error("the tables cannot be copied: {0}")]
    Schema(PlaceError),
    /// One of the two cannot be opened.
    #[error("{side} cannot be opened: {error}")]
    Open {
        /// Which one.
        side: CopySide,
        /// Why.
        error: PlaceError,
    },
    /// Servers or commands are connected to one of the two.
    #[error("{0} is in use")]
    InUse(CopySide),
    /// There is something in the target.
    #[error("the target is not empty: the table {table} has rows")]
    NotEmpty {
        /// A table with rows.
        table: String,
    },
    /// The target is the unfinished copy of another database.
    #[error("the target is an unfinished copy of {source_name}")]
    OtherSource {
        /// That other database.
        source_name: String,
    },
    /// Source and target do not hold the same after the copying.
    #[error("source and target differ in {}", tables.join(", "))]
    Differs {
        /// The tables that differ.
        tables: Vec<String>,
    },
    /// One of the two failed in the middle.
    #[error("{side} failed: {error}")]
    Failed {
        /// Which one.
        side: CopySide,
        /// How.
        error: StoreError,
    },
}

impl fmt::Display for CopySide {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Source => "the source",
            Self::Target => "the target",
        })
    }
}
