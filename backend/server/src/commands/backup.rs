//! `konfid backup`.

use std::process::ExitCode;

use shared::Language;

use crate::arguments::BackupArguments;
use crate::client::Missing;
use crate::command_error::{CommandError, DONE, Result};
use crate::configuration::Values;
use crate::database::Database;
use crate::output::{note, say};

pub(super) async fn run(arguments: &BackupArguments, language: Language) -> Result<ExitCode> {
    let file = &arguments.file;
    if file.exists() {
        return Err(CommandError::new(say(
            language,
            format!("{} already exists. Name a file that does not exist yet.", file.display()),
            format!("{} finns redan. Ange en fil som inte finns ännu.", file.display()),
        )));
    }
    let values = Values::gather(&arguments.database.flags())?;
    let address = values.database()?;
    let database = Database::open(&address, Missing::IsWrong).await?;
    let copied = database.back_up(file).await;
    database.close().await;
    copied?;
    note(&say(
        language,
        format!("{} is a copy of {address}.", file.display()),
        format!("{} är en kopia av {address}.", file.display()),
    ));
    Ok(DONE)
}
