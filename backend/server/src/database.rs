//! Opening the database, alone or beside the server that has it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::Application;
use shared::Settings;
use store_sql::{OpenError, SqliteStore};
use tokio::time::{Instant, sleep};

use crate::client::Missing;
use crate::command_error::{CommandError, Result};
use crate::wiring;

/// For how long to wait for somebody who has the database and cannot be asked: another command that will soon be
/// done, or a server that is just starting.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);
/// The domain of the conference rooms in a new database, when no host name is known.
const CONFERENCE_DOMAIN: &str = "conference.localhost";

/// An open database.
pub(crate) struct Database {
    store: Arc<SqliteStore>,
    /// The server that has it, when this process is only beside it.
    server_url: Option<String>,
    path: PathBuf,
}

impl Database {
    /// Opens the database for a command: alone, or beside the server that has it.
    pub(crate) async fn open(path: &Path, missing: Missing) -> Result<Self> {
        if missing == Missing::IsWrong && !path.exists() {
            return Err(CommandError::new(format!(
                "There is no database at {}. Name yours with --database, or start the server first.",
                path.display()
            )));
        }
        let initial = Settings::initial(CONFERENCE_DOMAIN);
        match take(path, &initial).await? {
            Taken::Alone(store) => Ok(Self::new(store, None, path)),
            Taken::ByServer(url) => {
                let store = SqliteStore::open_beside(path).map_err(|error| explain(path, &error))?;
                Ok(Self::new(store, Some(url), path))
            }
        }
    }

    /// Opens the database for the server, which must have it alone.
    pub(crate) async fn open_to_serve(path: &Path, public_host: Option<&str>) -> Result<Self> {
        let domain =
            public_host.map_or_else(|| CONFERENCE_DOMAIN.to_owned(), |host| format!("conference.{host}"));
        match take(path, &Settings::initial(&domain)).await? {
            Taken::Alone(store) => Ok(Self::new(store, None, path)),
            Taken::ByServer(url) => Err(CommandError::new(format!(
                "The database {} is in use by another Konfid, at {url}. Stop that one first, or name another \
                 database with --database.",
                path.display()
            ))),
        }
    }

    fn new(store: SqliteStore, server_url: Option<String>, path: &Path) -> Self {
        Self { store: Arc::new(store), server_url, path: path.to_owned() }
    }

    /// The store itself.
    pub(crate) fn store(&self) -> Arc<SqliteStore> {
        Arc::clone(&self.store)
    }

    /// The operations, without an outbox worker that could be woken.
    pub(crate) fn application(&self) -> Application {
        wiring::application(self.store(), Arc::new(()))
    }

    /// Where the server that has the database answers, if one has it.
    pub(crate) fn server_url(&self) -> Option<&str> {
        self.server_url.as_deref()
    }

    /// Tells other commands where this server answers.
    pub(crate) fn announce(&self, url: &str) -> Result<()> {
        self.store.set_lease_note(url).map_err(|error| explain(&self.path, &error.into()))
    }

    /// Copies the database as it is now.
    pub(crate) async fn back_up(&self, file: &Path) -> Result<()> {
        let store = self.store();
        let target = file.to_owned();
        let copied = tokio::task::spawn_blocking(move || store.backup_to(&target)).await;
        let why = match copied {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => error.to_string(),
            Err(_) => "the copying was interrupted".to_owned(),
        };
        Err(CommandError::new(format!("The copy {} could not be written: {why}.", file.display())))
    }

    /// Closes the database when nobody works with it any more.
    pub(crate) async fn close(self) {
        // Closing waits for what is being written, which must not stop other work in this process.
        if tokio::task::spawn_blocking(move || drop(self.store)).await.is_err() {
            tracing::error!("the database was not closed properly; no acknowledged change is lost");
        }
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

fn explain(path: &Path, error: &OpenError) -> CommandError {
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
