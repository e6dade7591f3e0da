//! Opening the database, of either kind.

mod address;
mod key;
mod postgres;
mod sqlite;

use std::path::Path;
use std::sync::Arc;

use domain::{Application, Bell, Store};
use shared::Settings;
use store_sql::{PostgresStore, SqliteStore};

pub(crate) use self::address::DatabaseAddress;
use crate::client::Missing;
use crate::command_error::{CommandError, Result};
use crate::wiring;

/// The domain of the conference rooms in a new database, when no host name is known.
const CONFERENCE_DOMAIN: &str = "conference.localhost";

/// An open database.
pub(crate) struct Database {
    kind: Kind,
    address: DatabaseAddress,
}

enum Kind {
    Sqlite {
        store: Arc<SqliteStore>,
        /// The server that has it, when this process is only beside it.
        server_url: Option<String>,
    },
    Postgres(Arc<PostgresStore>),
}

impl Database {
    /// Opens the database for a command. A file that a server has is opened beside it.
    pub(crate) async fn open(address: &DatabaseAddress, missing: Missing) -> Result<Self> {
        let initial = Settings::initial(CONFERENCE_DOMAIN);
        let kind = match address {
            DatabaseAddress::File(path) => {
                let (store, server_url) = sqlite::open(path, missing, &initial).await?;
                Kind::Sqlite { store: Arc::new(store), server_url }
            }
            DatabaseAddress::Postgres(address) => {
                Kind::Postgres(Arc::new(postgres::open(address, missing, &initial).await?))
            }
        };
        Ok(Self { kind, address: address.clone() })
    }

    /// Opens the database for the server. A file it must have alone.
    pub(crate) async fn open_to_serve(address: &DatabaseAddress, public_host: Option<&str>) -> Result<Self> {
        let domain =
            public_host.map_or_else(|| CONFERENCE_DOMAIN.to_owned(), |host| format!("conference.{host}"));
        let initial = Settings::initial(&domain);
        let kind = match address {
            DatabaseAddress::File(path) => {
                let store = Arc::new(sqlite::open_to_serve(path, &initial).await?);
                Kind::Sqlite { store, server_url: None }
            }
            DatabaseAddress::Postgres(address) => {
                Kind::Postgres(Arc::new(postgres::open(address, Missing::IsMade, &initial).await?))
            }
        };
        Ok(Self { kind, address: address.clone() })
    }

    /// The store itself.
    pub(crate) fn store(&self) -> Arc<dyn Store> {
        match &self.kind {
            Kind::Sqlite { store, .. } => store.clone(),
            Kind::Postgres(store) => store.clone(),
        }
    }

    /// The operations, without an outbox worker that could be woken.
    pub(crate) fn application(&self) -> Application {
        wiring::application(self.store(), Arc::new(()))
    }

    /// Where the server that has the database alone answers, if one has it.
    pub(crate) fn server_url(&self) -> Option<&str> {
        match &self.kind {
            Kind::Sqlite { server_url, .. } => server_url.as_deref(),
            Kind::Postgres(_) => None,
        }
    }

    /// Whether no other server can be at work on it.
    pub(crate) const fn is_for_one_server(&self) -> bool {
        matches!(self.kind, Kind::Sqlite { .. })
    }

    /// Tells other commands where this server answers, if they need it.
    pub(crate) fn announce(&self, url: &str) -> Result<()> {
        match (&self.kind, &self.address) {
            (Kind::Sqlite { store, .. }, DatabaseAddress::File(path)) => {
                store.set_lease_note(url).map_err(|error| sqlite::explain(path, &error.into()))
            }
            _ => Ok(()),
        }
    }

    /// Rings also when another process has made something due.
    pub(crate) fn ring_for_others(&self, bell: impl Bell) {
        match &self.kind {
            // Who makes something due is this process alone.
            Kind::Sqlite { .. } => {}
            Kind::Postgres(store) => store.listen(move || bell.ring()),
        }
    }

    /// Copies the database as it is now.
    pub(crate) async fn back_up(&self, file: &Path) -> Result<()> {
        let Kind::Sqlite { store, .. } = &self.kind else {
            return Err(CommandError::new(format!(
                "{} is in PostgreSQL. To copy it, use pg_dump or the backups of your provider.",
                self.address
            )));
        };
        let (store, target) = (Arc::clone(store), file.to_owned());
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
        match self.kind {
            Kind::Sqlite { store, .. } => {
                // Closing waits for what is being written, which must not stop other work in this process.
                if tokio::task::spawn_blocking(move || drop(store)).await.is_err() {
                    tracing::error!("the database was not closed properly; no acknowledged change is lost");
                }
            }
            Kind::Postgres(store) => store.close().await,
        }
    }
}
