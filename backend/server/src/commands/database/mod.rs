//! `konfid database`.

mod copy;
mod explain;
mod progress;

use std::process::ExitCode;

use shared::Language;

use crate::arguments::{DatabaseArguments, DatabaseCommand};
use crate::client::Missing;
use crate::command_error::{CommandError, DONE, Result};
use crate::configuration::Values;
use crate::database::Database;
use crate::output::{note, say};

pub(super) async fn run(command: DatabaseCommand, language: Language) -> Result<ExitCode> {
    match command {
        DatabaseCommand::Copy(arguments) => copy::run(&arguments, language).await,
        DatabaseCommand::ForgetKey(arguments) => forget_key(&arguments, language).await,
    }
}

async fn forget_key(arguments: &DatabaseArguments, language: Language) -> Result<ExitCode> {
    let address = Values::gather(&arguments.flags())?.database()?;
    let database = Database::open(&address, Missing::IsWrong).await?;
    if let Some(url) = database.server_url() {
        let url = url.to_owned();
        database.close().await;
        return Err(CommandError::new(say(
            language,
            format!("The server at {url} works with this database and its key. Stop it first."),
            format!("Servern på {url} arbetar med databasen och dess nyckel. Stoppa den först."),
        )));
    }
    let forgotten = database.forget_key().await;
    database.close().await;
    forgotten?;
    note(&say(
        language,
        format!(
            "{address} no longer belongs to a key file. The key of the server that starts next counts. Calendars that were \
             connected before have to be connected again, and PINs that were set before have to be reset."
        ),
        format!(
            "{address} hör inte längre till någon nyckelfil. Nyckeln hos servern som startar härnäst gäller. Kalendrar som \
             var anslutna måste anslutas igen, och PIN-koder som var angivna måste återställas."
        ),
    ));
    Ok(DONE)
}
