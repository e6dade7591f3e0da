//! From the cells of a row to a user.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use shared::{
    CountryCode, DirectoryId, DirectoryState, ImportRefusal, ImportUnreadable, ImportedUser, Language,
    ParseAddressError, ProviderRefusal, fold_case,
};

use super::cells::{self, LONGEST_CELL, as_address, as_name, as_text, beginning};
use super::columns::Columns;
use super::headings::Field;
use super::records::{Record, Records};
use super::{countries, layout, proxies};
use crate::operations::users::tidy;

/// A row that was read.
#[derive(Clone, Debug)]
pub struct ParsedRow {
    /// The line on which it begins, counted from the file's first.
    pub line: u64,
    /// What stands in it, as text: display name, principal name, primary address.
    pub text: [String; 3],
    /// What the directory knows the user by, even if the row cannot be imported.
    pub directory_id: Option<DirectoryId>,
    /// The line of the first row with the same primary address, if that is an earlier one.
    pub same_address: Option<u64>,
    /// The user it describes, or why it cannot be imported.
    pub user: Result<ImportedUser, ImportRefusal>,
}

/// Reads a decoded file, row by row and in order, so that no more than a row of it is kept beside the text. A bad row
/// never stops the good ones; a row in which nothing stands is none.
///
/// # Errors
///
/// When no header names the columns that must be there.
pub fn parse(text: &str) -> Result<impl Iterator<Item = ParsedRow> + Send, ImportUnreadable> {
    let layout::Layout { columns, separator, rows_at, line } = layout::find(text)?;
    let (mut names, mut identifiers, mut addresses) =
        (FirstLines::default(), FirstLines::default(), FirstLines::default());
    let mut passcodes = FirstLines::default();
    let records = Records::new(text, rows_at, line, separator, columns.count);
    let filled = records.filter(|record| {
        record.open_quote.is_some() || !record.cells.iter().all(|cell| cells::is_hollow(cell))
    });
    Ok(filled.map(move |record| {
        let mut row = columns.row(&record);
        let Ok(user) = &row.user else { return row };
        let same_name = names.before(&user.user_principal_name.folded(), row.line);
        let same_id = user.directory_id.as_ref().and_then(|id| identifiers.before(id.as_str(), row.line));
        let same_passcode =
            user.provider.as_ref().and_then(|profile| passcodes.before(&profile.key(), row.line));
        row.same_address = addresses.before(&fold_case(user.primary_email.as_str()), row.line);
        if let Some(line) = same_name {
            row.user = Err(ImportRefusal::DuplicatePrincipalName { line });
        } else if let Some(line) = same_id {
            row.user = Err(ImportRefusal::DuplicateDirectoryId { line });
        } else if let Some(line) = same_passcode {
            row.user = Err(ImportRefusal::Provider(ProviderRefusal::SamePasscode { line }));
        }
        row
    }))
}

/// On which line something stood first. Digests are remembered: a million names would take much room.
#[derive(Default)]
struct FirstLines(BTreeMap<[u8; 16], u64>);

impl FirstLines {
    /// The line on which it stood before, if it did.
    fn before(&mut self, text: &str, line: u64) -> Option<u64> {
        let hash: [u8; 32] = Sha256::digest(text).into();
        let digest = std::array::from_fn(|place| hash[place]);
        let first = *self.0.entry(digest).or_insert(line);
        (first != line).then_some(first)
    }
}

impl Columns {
    fn row(&self, record: &Record<'_>) -> ParsedRow {
        let cell = |field| self.cell(field, &record.cells);
        let marks_texts = cells::is_marked(cell(Field::PrincipalName));
        let name = self.name(&record.cells, marks_texts);
        let principal_name = beginning(as_address(cell(Field::PrincipalName))).to_owned();
        let mail = proxies::primary(cell(Field::ProxyAddresses));
        let mail = beginning(mail.unwrap_or_else(|| as_address(cell(Field::PrimaryEmail)))).to_owned();
        let text = [tidy(beginning(&name)), principal_name, mail];
        let (directory_id, unusable_directory_id) = self.directory_id(&record.cells);
        let user = self.fault(record).map_or_else(
            || {
                if name.len() > LONGEST_CELL {
                    return Err(ImportRefusal::DisplayNameTooLong);
                }
                let user = check(&text, beginning(cell(Field::Language).trim()))
                    .map_err(|refusal| self.explained(refusal, record))?;
                let stated = self.state(&record.cells);
                let (country, unknown_country) = self.country(&record.cells);
                let provider = self.provider(&record.cells)?;
                Ok(ImportedUser {
                    country,
                    unknown_country,
                    provider,
                    directory_id: directory_id.clone(),
                    unusable_directory_id,
                    state: stated.state,
                    unknown_state: stated.unknown,
                    ..user
                })
            },
            Err,
        );
        ParsedRow { line: record.line, text, directory_id, same_address: None, user }
    }

    /// The country: the first column that names one that is known, otherwise what stands there.
    fn country(&self, cells: &[Cow<'_, str>]) -> (Option<CountryCode>, Option<String>) {
        let mut unknown = None;
        let filled = self.of(Field::Country).iter().filter_map(|place| cells.get(*place));
        for cell in filled {
            match countries::read(beginning(as_text(cell))) {
                (Some(country), _) => return (Some(country), None),
                (None, other) => unknown = unknown.or(other),
            }
        }
        (None, unknown)
    }

    /// The display name, or the first name and the last.
    fn name<'r>(&self, cells: &'r [Cow<'_, str>], marks_texts: bool) -> Cow<'r, str> {
        let part = |field| as_name(self.cell(field, cells), marks_texts);
        match (part(Field::DisplayName), part(Field::FirstName), part(Field::LastName)) {
            ("", first, "") => Cow::Borrowed(first),
            ("", "", last) => Cow::Borrowed(last),
            ("", first, last) => Cow::Owned(format!("{first} {last}")),
            (name, _, _) => Cow::Borrowed(name),
        }
    }

    /// What is wrong with the row as a whole.
    fn fault(&self, record: &Record<'_>) -> Option<ImportRefusal> {
        if let Some(line) = record.open_quote {
            return Some(ImportRefusal::OpenQuote { line, lines: 0 });
        }
        let beyond = record.cells.get(self.count..).unwrap_or_default();
        // A separator too many at the end of a row is nothing.
        beyond.iter().any(|cell| !cells::is_hollow(cell)).then(|| self.wrong_count(record))
    }

    /// Why a row is refused: where cells are missing, that is what was wrong.
    fn explained(&self, refusal: ImportRefusal, record: &Record<'_>) -> ImportRefusal {
        let lacks = matches!(
            refusal,
            ImportRefusal::MissingPrincipalName
                | ImportRefusal::MissingDisplayName
                | ImportRefusal::MissingPrimaryEmail
        );
        let short = record.cells.len() < self.count;
        if short && (lacks || record.more_lines > 0) { self.wrong_count(record) } else { refusal }
    }

    fn wrong_count(&self, record: &Record<'_>) -> ImportRefusal {
        if record.more_lines > 0 {
            return ImportRefusal::OpenQuote { line: record.line, lines: record.more_lines };
        }
        ImportRefusal::WrongColumnCount { expected: self.count as u64, found: record.cells.len() as u64 }
    }
}

fn check(
    [display_name, principal_name, mail]: &[String; 3],
    language: &str,
) -> Result<ImportedUser, ImportRefusal> {
    if [display_name, principal_name, mail].iter().any(|text| text.contains(char::REPLACEMENT_CHARACTER)) {
        return Err(ImportRefusal::NotText);
    }
    let user_principal_name = principal_name.parse().map_err(|error| match error {
        ParseAddressError::Empty => ImportRefusal::MissingPrincipalName,
        error => ImportRefusal::InvalidPrincipalName(error),
    })?;
    if display_name.is_empty() {
        return Err(ImportRefusal::MissingDisplayName);
    }
    if display_name.chars().count() > 256 {
        return Err(ImportRefusal::DisplayNameTooLong);
    }
    let primary_email = mail.parse().map_err(|error| match error {
        ParseAddressError::Empty => ImportRefusal::MissingPrimaryEmail,
        error => ImportRefusal::InvalidPrimaryEmail(error),
    })?;
    let known = Language::from_tag(language);
    let unknown_language = (known.is_none() && !language.is_empty()).then(|| language.to_owned());
    Ok(ImportedUser {
        display_name: display_name.clone(),
        user_principal_name,
        primary_email,
        language: known,
        unknown_language,
        country: None,
        unknown_country: None,
        provider: None,
        directory_id: None,
        unusable_directory_id: false,
        state: DirectoryState::Active,
        unknown_state: None,
    })
}
