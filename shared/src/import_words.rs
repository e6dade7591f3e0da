//! What is wrong with a file of users or with a row of it, in the reader's language.

use crate::describe::{Describe, quoted};
use crate::{FileFormat, ImportColumn, ImportRefusal, ImportUnreadable, Language};

impl Describe for ImportUnreadable {
    fn describe(&self, language: Language) -> String {
        let sentences = match (language, self) {
            (Language::En, Self::Empty) => "The file is empty. Choose a CSV file with a header line.",
            (Language::Sv, Self::Empty) => "Filen är tom. Välj en CSV-fil med en rubrikrad.",
            (Language::En, Self::NoRows) => "The file has no rows, only a header line.",
            (Language::Sv, Self::NoRows) => "Filen har inga rader, bara en rubrikrad.",
            (Language::En, Self::NotText) => {
                "The file is not text. Save the table as “CSV UTF-8” and import that file."
            }
            (Language::Sv, Self::NotText) => {
                "Filen är inte text. Spara tabellen som ”CSV UTF-8” och importera den filen."
            }
            (Language::En, Self::UnknownEncoding) => {
                "The file is not UTF-8, and its characters fit neither Windows-1252, Mac Roman nor code page 850. \
                 Save it as “CSV UTF-8” and try again."
            }
            (Language::Sv, Self::UnknownEncoding) => {
                "Filen är inte UTF-8, och dess tecken passar varken Windows-1252, Mac Roman eller teckentabell 850. \
                 Spara den som ”CSV UTF-8” och försök igen."
            }
            (_, Self::UnknownCharset(charset)) => return unknown_charset(charset, language),
            (_, Self::OtherFormat(format)) => return other_format(*format, language),
            (_, Self::MissingColumns { missing, found, line, lines }) => {
                return missing_columns(missing, found, *line, *lines, language);
            }
        };
        sentences.to_owned()
    }
}

fn unknown_charset(charset: &str, language: Language) -> String {
    let charset = quoted(charset, language);
    match language {
        Language::En => format!(
            "The file's characters are not what Content-Type says, or Konfid does not know the charset {charset}. \
             Save the file as “CSV UTF-8” and try again."
        ),
        Language::Sv => format!(
            "Filens tecken är inte vad Content-Type anger, eller så känner Konfid inte till teckenkodningen \
             {charset}. Spara filen som ”CSV UTF-8” och försök igen."
        ),
    }
}

fn other_format(format: FileFormat, language: Language) -> String {
    let (english, swedish) = match format {
        FileFormat::Excel | FileFormat::OldExcel => (
            "This is an Excel workbook. In Excel, choose File, Save As, “CSV UTF-8”, and import that file.",
            "Det här är en Excel-arbetsbok. Välj Arkiv, Spara som, ”CSV UTF-8” i Excel och importera den filen.",
        ),
        FileFormat::OpenDocument => (
            "This is an OpenDocument file. In LibreOffice, choose File, Save As, “Text CSV”, with the character set \
             UTF-8, and import that file.",
            "Det här är en OpenDocument-fil. Välj Arkiv, Spara som, ”Text CSV” med teckenuppsättningen UTF-8 i \
             LibreOffice och importera den filen.",
        ),
        FileFormat::Numbers => (
            "This is a Numbers document. In Numbers, choose File, Export To, CSV, and import that file.",
            "Det här är ett Numbers-dokument. Välj Arkiv, Exportera till, CSV i Numbers och importera den filen.",
        ),
        FileFormat::Archive => (
            "This is a compressed archive. Unpack it and import the CSV file in it.",
            "Det här är ett komprimerat arkiv. Packa upp det och importera CSV-filen i det.",
        ),
        FileFormat::Word => (
            "This is a text document. Import a table that is saved as “CSV UTF-8”.",
            "Det här är ett textdokument. Importera en tabell som är sparad som ”CSV UTF-8”.",
        ),
        FileFormat::Pdf => (
            "This is a PDF. Import a table that is saved as “CSV UTF-8”.",
            "Det här är en PDF. Importera en tabell som är sparad som ”CSV UTF-8”.",
        ),
        FileFormat::Image => (
            "This is an image. Import a table that is saved as “CSV UTF-8”.",
            "Det här är en bild. Importera en tabell som är sparad som ”CSV UTF-8”.",
        ),
        FileFormat::Json => (
            "This is JSON. Export the users as CSV and import that file.",
            "Det här är JSON. Exportera användarna som CSV och importera den filen.",
        ),
        FileFormat::Markup => (
            "This is a web page or XML. Open it in a spreadsheet, save it as “CSV UTF-8”, and import that file.",
            "Det här är en webbsida eller XML. Öppna den i ett kalkylprogram, spara den som ”CSV UTF-8” och \
             importera den filen.",
        ),
        FileFormat::Ldif => (
            "This is LDIF. Export the users as CSV, for example with csvde, and import that file.",
            "Det här är LDIF. Exportera användarna som CSV, till exempel med csvde, och importera den filen.",
        ),
        FileFormat::Cards => (
            "These are contact cards (vCard). Export the users as CSV and import that file.",
            "Det här är kontaktkort (vCard). Exportera användarna som CSV och importera den filen.",
        ),
    };
    match language {
        Language::En => english.to_owned(),
        Language::Sv => swedish.to_owned(),
    }
}

/// Which columns are missing, what they may be called, and what was found instead.
fn missing_columns(
    missing: &[ImportColumn],
    found: &[String],
    line: u64,
    lines: u64,
    language: Language,
) -> String {
    let missing = missing.iter().map(|column| accepted(*column, language)).collect::<Vec<_>>().join("; ");
    let found = found.iter().map(|heading| quoted(heading, language)).collect::<Vec<_>>().join(", ");
    match language {
        Language::En => {
            let looked =
                if lines == 1 { "the first line".into() } else { format!("the first {lines} lines") };
            format!(
                "The file needs a header line that names its columns. Missing: {missing}. It was looked for on \
                 {looked} with text; line {line} has: {found}."
            )
        }
        Language::Sv => {
            let looked =
                if lines == 1 { "den första raden".into() } else { format!("de första {lines} raderna") };
            format!(
                "Filen behöver en rubrikrad som anger kolumnerna. Det här saknas: {missing}. Konfid letade på \
                 {looked} med text; rad {line} har: {found}."
            )
        }
    }
}

/// A column, and the names it is most often known by.
fn accepted(column: ImportColumn, language: Language) -> &'static str {
    match (language, column) {
        (Language::En, ImportColumn::DisplayName) => {
            "the display name (“Display name”, “Name”, or “First name” and “Last name”)"
        }
        (Language::Sv, ImportColumn::DisplayName) => {
            "visningsnamnet (”Visningsnamn”, ”Namn”, eller ”Förnamn” och ”Efternamn”)"
        }
        (Language::En, ImportColumn::PrincipalName) => {
            "the user principal name (“User principal name”, “UPN”, “User name” or “Login”)"
        }
        (Language::Sv, ImportColumn::PrincipalName) => {
            "användarens huvudnamn (”Användarens huvudnamn”, ”UPN”, ”Användarnamn” eller ”Login”)"
        }
        (Language::En, ImportColumn::PrimaryEmail) => {
            "the email address (“Mail”, “Email address”, “Primary SMTP address” or “Proxy addresses”)"
        }
        (Language::Sv, ImportColumn::PrimaryEmail) => {
            "e-postadressen (”E-post”, ”E-postadress”, ”Mail” eller ”Proxyadresser”)"
        }
    }
}

impl Describe for ImportRefusal {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, Self::MissingPrincipalName) => "The user principal name is missing.".into(),
            (Language::Sv, Self::MissingPrincipalName) => "Användarens huvudnamn saknas.".into(),
            (Language::En, Self::InvalidPrincipalName(error)) => {
                format!("The user principal name is not valid. {}", error.describe(language))
            }
            (Language::Sv, Self::InvalidPrincipalName(error)) => {
                format!("Användarens huvudnamn är inte giltigt. {}", error.describe(language))
            }
            (Language::En, Self::DuplicatePrincipalName { line }) => {
                format!(
                    "The same user principal name is on line {line}; upper and lower case count as the same."
                )
            }
            (Language::Sv, Self::DuplicatePrincipalName { line }) => {
                format!("Samma huvudnamn finns på rad {line}; stora och små bokstäver räknas som lika.")
            }
            (Language::En, Self::DuplicateDirectoryId { line }) => {
                format!("The same identifier in the directory is on line {line}.")
            }
            (Language::Sv, Self::DuplicateDirectoryId { line }) => {
                format!("Samma identifierare i katalogen finns på rad {line}.")
            }
            (Language::En, Self::PrincipalNameOfAnother) => {
                "Another user in Konfid has this principal name. If that user got a new name too, import the file again \
                 when this import is done."
                    .into()
            }
            (Language::Sv, Self::PrincipalNameOfAnother) => {
                "En annan användare i Konfid har det här huvudnamnet. Om den användaren också har fått ett nytt namn, \
                 importera filen igen när den här importen är klar."
                    .into()
            }
            (Language::En, Self::OtherDirectoryId) => {
                "The user with this principal name has another identifier in the directory. If the name now belongs to \
                 somebody else, remove the earlier user first. If it is the same person, take away the user's directory ID."
                    .into()
            }
            (Language::Sv, Self::OtherDirectoryId) => {
                "Användaren med det här huvudnamnet har en annan identifierare i katalogen. Om namnet nu tillhör någon \
                 annan, ta först bort den tidigare användaren. Om det är samma person, ta bort användarens katalog-ID."
                    .into()
            }
            (Language::En, Self::DeletedInDirectory) => {
                "The account was deleted in the directory, so no user is created.".into()
            }
            (Language::Sv, Self::DeletedInDirectory) => {
                "Kontot har tagits bort i katalogen, så ingen användare skapas.".into()
            }
            (Language::En, Self::MissingDisplayName) => "The display name is missing.".into(),
            (Language::Sv, Self::MissingDisplayName) => "Visningsnamnet saknas.".into(),
            (Language::En, Self::DisplayNameTooLong) => {
                "The display name has more than 256 characters.".into()
            }
            (Language::Sv, Self::DisplayNameTooLong) => "Visningsnamnet har fler än 256 tecken.".into(),
            (Language::En, Self::MissingPrimaryEmail) => {
                "The primary address is missing; in Proxy addresses it is the one after SMTP: in upper case."
                    .into()
            }
            (Language::Sv, Self::MissingPrimaryEmail) => {
                "Den primära adressen saknas; i Proxy addresses är det den efter SMTP: med stora bokstäver."
                    .into()
            }
            (Language::En, Self::InvalidPrimaryEmail(error)) => {
                format!("The primary address is not valid. {}", error.describe(language))
            }
            (Language::Sv, Self::InvalidPrimaryEmail(error)) => {
                format!("Den primära adressen är inte giltig. {}", error.describe(language))
            }
            (Language::En, Self::WrongColumnCount { expected, found }) => {
                format!("The row has {found} columns, but the header has {expected}.")
            }
            (Language::Sv, Self::WrongColumnCount { expected, found }) => {
                format!("Raden har {found} kolumner, men rubriken har {expected}.")
            }
            (Language::En, Self::OpenQuote { line, lines: 0 }) => format!(
                "The quotation mark on line {line} is never closed. Close it or remove it. The lines after it \
                 are read on their own."
            ),
            (Language::Sv, Self::OpenQuote { line, lines: 0 }) => format!(
                "Citattecknet på rad {line} stängs aldrig. Stäng det eller ta bort det. Raderna efter det läses \
                 för sig."
            ),
            (Language::En, Self::OpenQuote { line, lines }) => format!(
                "A quotation mark that is opened on line {line} takes in {}. Close it on its own line or remove it.",
                if *lines == 1 { "the line after it".to_owned() } else { format!("{lines} lines after it") }
            ),
            (Language::Sv, Self::OpenQuote { line, lines }) => format!(
                "Ett citattecken som öppnas på rad {line} tar med sig {}. Stäng det på samma rad eller ta bort det.",
                if *lines == 1 { "nästa rad".to_owned() } else { format!("{lines} rader till") }
            ),
            (_, Self::Provider(refusal)) => refusal.describe(language),
            (Language::En, Self::NotText) => "The row is not text in UTF-8.".into(),
            (Language::Sv, Self::NotText) => "Raden är inte text i UTF-8.".into(),
        }
    }
}
