//! Opening a PostgreSQL database, which any number of servers and commands have open at the same time.

use shared::Settings;
use store_sql::{MigrationError, PostgresAddress, PostgresError, PostgresStore};

use crate::client::Missing;
use crate::command_error::{CommandError, Result};

/// Opens the database. Only a server, or a command that may make a new one, brings its schema up to date: a command of a
/// newer version must not do that under servers of an older one.
pub(super) async fn open(
    address: &PostgresAddress,
    missing: Missing,
    initial: &Settings,
) -> Result<PostgresStore> {
    let opened = match missing {
        Missing::IsMade => PostgresStore::open(address, initial).await,
        Missing::IsWrong => PostgresStore::open_existing(address).await,
    };
    opened.map_err(|error| explain(address, &error))
}

fn explain(address: &PostgresAddress, error: &PostgresError) -> CommandError {
    CommandError::new(match error {
        PostgresError::Unreachable(why) if why.contains("TLS") => format!(
            "The database {address} cannot be reached: {why}. A database elsewhere must speak TLS, with a certificate \
             that this machine trusts for its name; on a network of your own, ?sslmode=disable behind the address does \
             without."
        ),
        PostgresError::Unreachable(why) => format!(
            "The database {address} cannot be reached: {why}. Check that PostgreSQL runs there, that it can be reached \
             from here, and that the user may use the database."
        ),
        PostgresError::Migration(MigrationError::NotUpToDate) => {
            format!(
                "The database {address} is not yet Konfid's, or not this version's. Start the server once."
            )
        }
        PostgresError::TooOld { .. }
        | PostgresError::Encoding { .. }
        | PostgresError::Migration(_)
        | PostgresError::Store(_)
        | PostgresError::Tls(_) => format!("The database {address} cannot be used: {error}."),
    })
}
