//! `konfid database copy`.

use std::path::Path;
use std::process::ExitCode;

use caldav::FileKeySealer;
use serde::Serialize;
use shared::Language;
use store_sql::{Copy, copy_database};

use super::explain::explain;
use super::progress::Progress;
use crate::arguments::CopyArguments;
use crate::command_error::{CommandError, DONE, Result};
use crate::database::DatabaseAddress;
use crate::output::{self, note, say};

/// What programs are told.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'c> {
    from: String,
    to: String,
    has_gone_on: bool,
    tables: Vec<TableReport<'c>>,
    key: KeyFile,
    key_file: String,
}

#[derive(Serialize)]
struct TableReport<'c> {
    name: &'c str,
    rows: u64,
    sha256: String,
}

/// What is at the place where the servers on the copy look for the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
enum KeyFile {
    /// The right key.
    Right,
    /// Another key.
    Wrong,
    /// No key.
    Missing,
    /// No server has entered a key, so any will do.
    NotNeeded,
}

pub(super) async fn run(arguments: &CopyArguments, language: Language) -> Result<ExitCode> {
    let from = address(&arguments.from, arguments.from_password_file.as_deref())?;
    let to = address(&arguments.to, arguments.to_password_file.as_deref())?;
    if from == to {
        return Err(CommandError::new(say(
            language,
            "Both databases are the same one. Name another one as the copy.",
            "Båda är samma databas. Ange en annan som kopia.",
        )));
    }
    let (source, target) = (from.place(), to.place());
    let mut told = Progress::new(arguments.json, language);
    let copied = copy_database(&source, &target, &mut |step| told.tell(step)).await;
    let copied = copied.map_err(|error| explain(&error, &from, &to, language))?;

    let file = arguments.key_file.clone().unwrap_or_else(|| to.key_file());
    let key = key_file(&copied, &file);
    if arguments.json {
        let tables = copied.tables.iter();
        output::json(&Report {
            from: from.to_string(),
            to: to.to_string(),
            has_gone_on: copied.has_gone_on,
            tables: tables
                .map(|table| TableReport {
                    name: &table.name,
                    rows: table.rows,
                    sha256: hex::encode(table.sha256),
                })
                .collect(),
            key,
            key_file: file.display().to_string(),
        })?;
        return Ok(DONE);
    }
    let rows: u64 = copied.tables.iter().map(|table| table.rows).sum();
    let tables = copied.tables.len();
    note(&say(
        language,
        format!(
            "{to} is a complete copy of {from}: {tables} tables with {rows} rows, with the same checksums on both sides."
        ),
        format!(
            "{to} är en fullständig kopia av {from}: {tables} tabeller med {rows} rader, med samma kontrollsummor på båda sidor."
        ),
    ));
    if let Some(sentence) = about_key(key, &file.display().to_string(), &from, language) {
        note(&sentence);
    }
    note(&say(
        language,
        format!("Start the servers with --database {to}, and none on {from} any more."),
        format!("Starta servrarna med --database {to} och ingen längre på {from}."),
    ));
    Ok(DONE)
}

fn address(text: &str, password_file: Option<&str>) -> Result<DatabaseAddress> {
    let mut address: DatabaseAddress = text.parse().map_err(CommandError::new)?;
    if let Some(file) = password_file {
        address.add_password_in(file).map_err(CommandError::new)?;
    }
    Ok(address)
}

fn key_file(copied: &Copy, file: &Path) -> KeyFile {
    let Some(fingerprint) = copied.key else { return KeyFile::NotNeeded };
    if !file.exists() {
        return KeyFile::Missing;
    }
    match FileKeySealer::open(file) {
        Ok(sealer) if sealer.fingerprint() == fingerprint => KeyFile::Right,
        Ok(_) | Err(_) => KeyFile::Wrong,
    }
}

/// What is still to be done about the key.
fn about_key(key: KeyFile, file: &str, from: &DatabaseAddress, language: Language) -> Option<String> {
    let before = from.key_file();
    let before = before.display();
    match key {
        KeyFile::NotNeeded => None,
        KeyFile::Right => Some(say(
            language,
            format!("The key file {file} is the right one. Every server on the copy needs the same."),
            format!("Nyckelfilen {file} är den rätta. Varje server på kopian behöver samma fil."),
        )),
        KeyFile::Missing => Some(say(
            language,
            format!(
                "The key of the calendar passwords is not in the database. Copy the key file ({before}, unless key-file \
                 named another) to {file} on every server, readable by its owner only."
            ),
            format!(
                "Nyckeln till kalendrarnas lösenord ligger inte i databasen. Kopiera nyckelfilen ({before}, om inte \
                 key-file angav en annan) till {file} på varje server, läsbar bara för ägaren."
            ),
        )),
        KeyFile::Wrong => Some(say(
            language,
            format!(
                "The key file {file} is not the one that the calendar passwords are encrypted with. Replace it by the key \
                 file of the source ({before}, unless key-file named another) before a server starts."
            ),
            format!(
                "Nyckelfilen {file} är inte den som kalendrarnas lösenord är krypterade med. Ersätt den med källans \
                 nyckelfil ({before}, om inte key-file angav en annan) innan en server startar."
            ),
        )),
    }
}
