//! Opening a file of SQLite's, alone or beside the server that has it.

use std::io;
use std::path::Path;
use std::time::Duration;

use shared::Settings;
use store_sql::{OpenError, SqliteStore};
use tokio::time::{Instant, sleep};

use crate::client::Missing;
use crate::command_error::{CommandError, Result};

/// For how long to wait for somebody who has the database and cannot be asked: another command that will soon be
/// done, or a server that is just starting.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);

/// Opens the database for a command: alone, or beside the server that has it, which answers at this address.
pub(super) async fn open(
    path: &Path,
    missing: Missing,
    initial: &Settings,
) -> Result<(SqliteStore, Option<String>)> {
    if missing == Missing::IsWrong && !path.exists() {
        return Err(CommandError::new(format!(
            "There is no database at {}. Name yours with --database, or start the server first.",
            path.display()
        )));
    }
    match take(path, initial).await? {
        Taken::Alone(store) => Ok((store, None)),
        Taken::ByServer(url) => {
            let store = SqliteStore::open_beside(path).map_err(|error| explain(path, &error))?;
            Ok((store, Some(url)))
        }
    }
}

/// Opens the database for the server, which must have it alone.
pub(super) async fn open_to_serve(path: &Path, initial: &Settings) -> Result<SqliteStore> {
    match take(path, initial).await? {
        Taken::Alone(store) => Ok(store),
        Taken::ByServer(url) => Err(CommandError::new(format!(
            "The database {} is in use by another Konfid, at {url}. Stop that one first, or name another \
             database with --database.",
            path.display()
        ))),
    }
}

enum Taken {
    Alone(SqliteStore),
    ByServer(String),
}

/// Takes the database, or learns which server has it.
async fn take(path: &Path, initial: &Settings) -> Result<Taken> {
    let begun = Instant::now();
    loop {
        match SqliteStore::open(path, initial) {
            Ok(store) => return Ok(Taken::Alone(store)),
            Err(OpenError::DatabaseInUse { note: Some(url) }) => return Ok(Taken::ByServer(url)),
            Err(OpenError::DatabaseInUse { note: None }) if begun.elapsed() < PATIENCE => sleep(PAUSE).await,
            Err(error) => return Err(explain(path, &error)),
        }
    }
}

pub(super) fn explain(path: &Path, error: &OpenError) -> CommandError {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = absolute.parent().unwrap_or(&absolute).display();
    let database = path.display();
    CommandError::new(match error {
        OpenError::DatabaseInUse { .. } => format!(
            "The database {database} is in use by another Konfid. Wait until that one is done, or stop it, and try again."
        ),
        OpenError::Io(error) if error.kind() == io::ErrorKind::NotFound => {
            format!(
                "The folder {folder} does not exist. Create it, or name another database with --database."
            )
        }
        OpenError::Io(error)
            if matches!(
                error.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
            ) =>
        {
            format!(
                "Konfid may not write in the folder {folder}. Change the folder's permissions, or name another database \
                 with --database."
            )
        }
        OpenError::Migration(_)
        | OpenError::Setting(_)
        | OpenError::Database(_)
        | OpenError::Store(_)
        | OpenError::Io(_) => format!("The database {database} cannot be used: {error}."),
    })
}
