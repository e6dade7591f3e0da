//! Why a database was not copied, in words that say what to do.

use shared::Language;
use store_sql::{CopyError, CopySide, PlaceError};

use crate::command_error::CommandError;
use crate::database::DatabaseAddress;
use crate::output::say;

/// What went wrong, and what to do.
pub(super) fn explain(
    error: &CopyError,
    from: &DatabaseAddress,
    to: &DatabaseAddress,
    language: Language,
) -> CommandError {
    let of = |side: &CopySide| match side {
        CopySide::Source => from,
        CopySide::Target => to,
    };
    CommandError::new(match error {
        CopyError::Open {
            side: CopySide::Source,
            error: PlaceError::File(store_sql::OpenError::Io(error)),
        } if error.kind() == std::io::ErrorKind::NotFound => say(
            language,
            format!("There is no database at {from}. Nothing was copied."),
            format!("Det finns ingen databas i {from}. Inget kopierades."),
        ),
        CopyError::Open { side, error } => {
            let database = of(side);
            say(
                language,
                format!("The database {database} cannot be used: {error}. Nothing was copied."),
                format!("Databasen {database} kan inte användas: {error}. Inget kopierades."),
            )
        }
        CopyError::InUse(side) => {
            let database = of(side);
            say(
                language,
                format!(
                    "The database {database} is in use by a server or command of Konfid. Stop every server on it, and try \
                     again. Nothing was copied."
                ),
                format!(
                    "Databasen {database} används av en server eller ett kommando. Stoppa alla servrar på den och försök \
                     igen. Inget kopierades."
                ),
            )
        }
        CopyError::NotEmpty { table } => say(
            language,
            format!(
                "The database {to} is not empty: there are rows in {table}. Name a new, empty database. Nothing was copied."
            ),
            format!(
                "Databasen {to} är inte tom: det finns rader i {table}. Ange en ny, tom databas. Inget kopierades."
            ),
        ),
        CopyError::OtherSource { source_name } => say(
            language,
            format!(
                "The database {to} is an incomplete copy of {source_name}. Complete that copy, or name a new, empty database. \
                 Nothing was copied."
            ),
            format!(
                "Databasen {to} är en ofullständig kopia av {source_name}. Gör klart den kopian, eller ange en ny, tom databas. \
                 Inget kopierades."
            ),
        ),
        CopyError::Differs { tables } => {
            let tables = tables.join(", ");
            say(
                language,
                format!(
                    "The copy is not right: {tables} differs from the source, which was changed meanwhile, or the copy was. \
                     No server starts on it. Make sure that nothing works with either database, and copy into a new, empty \
                     one."
                ),
                format!(
                    "Kopian stämmer inte: {tables} skiljer sig från källan. Antingen den eller kopian ändrades under tiden. \
                     Ingen server startar på kopian. Se till att inget arbetar med någon av databaserna, och kopiera till en \
                     ny, tom."
                ),
            )
        }
        CopyError::Failed { side, error } => {
            let database = of(side);
            say(
                language,
                format!(
                    "The copying stopped, because {database} failed: {error}. Run the same command again: it goes on where it \
                     stopped. No server starts on the copy until it is complete."
                ),
                format!(
                    "Kopieringen avbröts eftersom {database} slutade fungera: {error}. Kör samma kommando igen: det fortsätter \
                     där det avbröts. Ingen server startar på kopian förrän den är klar."
                ),
            )
        }
        CopyError::Schema(error) => format!("This version of Konfid cannot copy databases: {error}."),
    })
}
