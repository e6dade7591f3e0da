//! Arguments about the database as a whole.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::DatabaseArguments;

#[derive(Debug, Subcommand)]
pub(crate) enum DatabaseCommand {
    /// Copies everything from one database into another, empty one, and checks the copy. A file and PostgreSQL can each be
    /// either of them. Stop the servers first. If it is interrupted, run it again, and it goes on where it stopped.
    Copy(CopyArguments),
    /// Forgets which key file belongs to the database, when that file is lost. The next server's key counts from then on,
    /// calendars have to be connected again, and PINs reset.
    ForgetKey(DatabaseArguments),
}

#[derive(Args, Debug)]
pub(crate) struct CopyArguments {
    /// The database that is copied: a file, or an address such as postgres://konfid@db.example.com/konfid.
    pub(crate) from: String,
    /// The database that becomes the copy. It must be empty; a file need not exist.
    pub(crate) to: String,
    /// The file whose first line is the password for the database that is copied.
    #[arg(long, value_name = "FILE")]
    pub(crate) from_password_file: Option<String>,
    /// The file whose first line is the password for the copy.
    #[arg(long, value_name = "FILE")]
    pub(crate) to_password_file: Option<String>,
    /// The key file that the servers on the copy will have; by default the one that Konfid looks for beside the copy.
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// Prints JSON for programs: one object, with every table, its number of rows and its checksum.
    #[arg(long)]
    pub(crate) json: bool,
}
