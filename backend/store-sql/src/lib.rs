//! The store on SQL.
//!
//! The traits of the domain are implemented once, in `sql/`, over the small seam in `connection.rs`; a database
//! is a driver for that seam, and a way to run transactions. There are two:
//!
//! - SQLite: one file, one process, one writer that commits for many at once, and readers beside it.
//! - PostgreSQL: any number of processes, each with a pool of connections.

mod connection;
mod copy;
mod migrate;
mod postgres;
mod sql;
mod sqlite;
mod value;

pub use copy::{CopiedTable, Copy, CopyError, CopySide, CopyStep, DatabasePlace, PlaceError, copy_database};
pub use migrate::MigrationError;
pub use postgres::{
    HasPasswordError, ParsePostgresAddressError, PostgresAddress, PostgresError, PostgresStore,
};
pub use sqlite::{OpenError, SqliteStore, read_lease_note};
