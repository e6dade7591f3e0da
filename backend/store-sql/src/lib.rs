//! The store on SQL.
//!
//! The traits of the domain are implemented once, in `sql/`, over the small seam in `connection.rs`; a database
//! is a driver for that seam, and a way to run transactions. Today there is SQLite: one file, one process, one
//! writer that commits for many at once, and readers beside it.

mod connection;
mod migrate;
mod sql;
mod sqlite;
mod value;

pub use sqlite::{OpenError, SqliteStore, read_lease_note};
