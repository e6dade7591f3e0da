//! Which key file belongs to a database.
//!
//! Passwords to calendars are encrypted, and organizer PINs are hashed, with a key that is not in the database. With what one
//! server has made, another one with another key can do nothing; so the database knows the fingerprint of the key, and no server starts with another.

use std::fmt::Display;
use std::path::Path;

use domain::SecretHash;

use super::{Database, Kind};
use crate::command_error::{CommandError, Result};
use crate::configuration::{Configuration, Values};
use crate::wiring::CalendarRoute;

/// What helps when the right key is nowhere.
const WHEN_LOST: &str = "If it is lost, run konfid database forget-key; connected calendars have to be connected again then, and PINs reset.";

impl Database {
    /// Opens the key for the server, or makes one if any will do; refuses one that is not the database's.
    pub(crate) async fn open_key(&self, configuration: &Configuration) -> Result<CalendarRoute> {
        let file = configuration.key_file();
        let needed = self.needed_key().await?;
        if needed.is_some() && !file.exists() {
            return Err(CommandError::new(format!(
                "The key file {} is missing. Passwords to calendars and PINs in the database {} are protected with a key that \
                 was made before: copy that file here, from another server or from where it was, or name it with --key-file. \
                 {WHEN_LOST}",
                file.display(),
                self.address
            )));
        }
        let route = CalendarRoute::open(configuration)?;
        let ours = route.sealer.fingerprint();
        let counts = match needed {
            Some(needed) => needed,
            None => match self.enter_key(ours).await {
                Ok(entered) => entered,
                Err(failure) => {
                    // Look-ups shall be answered even when nothing can be written.
                    tracing::error!(
                        failure = failure.sentence(),
                        "the key could not be entered in the database"
                    );
                    ours
                }
            },
        };
        if counts == ours { Ok(route) } else { Err(self.other_key(&file)) }
    }

    /// Opens the key for a command, if the right one is there.
    pub(crate) async fn open_existing_key(&self, values: &Values) -> Result<Option<CalendarRoute>> {
        let Some(route) = CalendarRoute::open_existing(values)? else { return Ok(None) };
        let is_right = self.needed_key().await?.is_none_or(|needed| needed == route.sealer.fingerprint());
        Ok(Some(route).filter(|_| is_right))
    }

    /// The fingerprint of the key that a server on this database must have, if it must be a certain one.
    async fn needed_key(&self) -> Result<Option<SecretHash>> {
        match &self.kind {
            Kind::Sqlite { store, .. } => store.needed_key().map_err(|error| self.key_failed(&error)),
            Kind::Postgres(store) => store.needed_key().await.map_err(|error| self.key_failed(&error)),
        }
    }

    /// Enters the fingerprint of the key that this server has, unless another one is there; answers which one counts.
    async fn enter_key(&self, key: SecretHash) -> Result<SecretHash> {
        match &self.kind {
            Kind::Sqlite { store, .. } => store.enter_key(key).map_err(|error| self.key_failed(&error)),
            Kind::Postgres(store) => store.enter_key(key).await.map_err(|error| self.key_failed(&error)),
        }
    }

    /// Forgets which key it was.
    pub(crate) async fn forget_key(&self) -> Result<()> {
        match &self.kind {
            Kind::Sqlite { store, .. } => store.forget_key().map_err(|error| self.key_failed(&error)),
            Kind::Postgres(store) => store.forget_key().await.map_err(|error| self.key_failed(&error)),
        }
    }

    fn key_failed(&self, error: &impl Display) -> CommandError {
        CommandError::new(format!("The key's fingerprint in the database {} failed: {error}.", self.address))
    }

    fn other_key(&self, file: &Path) -> CommandError {
        CommandError::new(format!(
            "The key file {} is not the one of the database {}: passwords to calendars and PINs in it are protected with another key. \
             Copy the right file here, from another server or from where it was, or name it with --key-file. {WHEN_LOST}",
            file.display(),
            self.address
        ))
    }
}
