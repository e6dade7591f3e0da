//! Reading a table of users, in the layouts that admin centers export.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use shared::{ImportRefusal, ImportUnreadable, ImportedUser, Language, ParseAddressError, UserPrincipalName};

use crate::operations::users::tidy;

/// A row that was read.
#[derive(Clone, Debug)]
pub struct ParsedRow {
    /// The line on which it begins; the header is line 1.
    pub line: u64,
    /// What stands in it, as text: display name, principal name, primary address.
    pub text: [String; 3],
    /// The user it describes, or why it cannot be imported.
    pub user: Result<ImportedUser, ImportRefusal>,
}

/// The longest cell that is read, in bytes; four times the longest name or address that is accepted.
const LONGEST_CELL: usize = 2_000;

/// The columns that matter, by every name they go by.
struct Columns {
    count: usize,
    display_name: usize,
    principal_name: usize,
    mail: Option<usize>,
    proxy_addresses: Option<usize>,
    language: Option<usize>,
}

/// Decodes a file: UTF-8 with or without a byte order mark, or UTF-16 with one. Line ends become `\n`.
///
/// # Errors
/// When it is empty or not text at all. Single rows that are not text are refused later.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ImportUnreadable> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => String::from_utf8_lossy(bytes).into_owned(),
    };
    if text.contains('\0') {
        return Err(ImportUnreadable::NotText);
    }
    if text.trim().is_empty() {
        return Err(ImportUnreadable::Empty);
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Reads a decoded file, row by row and in order, so that no more than a row of it is kept beside the text. A bad row
/// never stops the good ones.
///
/// # Errors
/// When the header does not name the columns that must be there.
pub fn parse(text: &str) -> Result<impl Iterator<Item = ParsedRow> + Send, ImportUnreadable> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .has_headers(true)
        .from_reader(text.as_bytes());
    let columns = Columns::find(reader.headers().map_err(|_| ImportUnreadable::NotText)?)?;
    let mut first_lines = BTreeMap::new();
    let mut lines = Lines { text, counted: 0, line: 1 };
    Ok(reader.into_records().filter_map(Result::ok).map(move |record| {
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        let mut row = columns.row(line, &record);
        if let Ok(user) = &row.user {
            let earlier = *first_lines.entry(digest(&user.user_principal_name)).or_insert(line);
            if earlier != line {
                row.user = Err(ImportRefusal::DuplicatePrincipalName { line: earlier });
            }
        }
        row
    }))
}

/// What a principal name is remembered by: a million of them would take much room.
fn digest(name: &UserPrincipalName) -> [u8; 16] {
    let hash: [u8; 32] = Sha256::digest(name.folded()).into();
    std::array::from_fn(|place| hash[place])
}

/// Counts lines on the way through a text.
struct Lines<'t> {
    text: &'t str,
    counted: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the first row at or after this byte: empty lines before a row are not part of it.
    fn at(&mut self, byte: u64) -> u64 {
        let bytes = self.text.as_bytes();
        let start = usize::try_from(byte).unwrap_or(usize::MAX).min(bytes.len());
        let empty = bytes[start..].iter().take_while(|byte| **byte == b'\n').count();
        let start = start + empty;
        self.line += self.text[self.counted..start].matches('\n').count() as u64;
        self.counted = start;
        self.line
    }
}

/// The separator that the header uses: spreadsheets write `;` where the comma is the decimal sign.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |separator: char| header.matches(separator).count();
    if count('\t') > count(',') && count('\t') > count(';') {
        b'\t'
    } else if count(';') > count(',') {
        b';'
    } else {
        b','
    }
}

impl Columns {
    fn find(header: &csv::StringRecord) -> Result<Self, ImportUnreadable> {
        // No admin center writes more.
        const MOST: usize = 1_000;
        let normalised: Vec<String> = header
            .iter()
            .take(MOST)
            .map(|name| name.to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect())
            .collect();
        let find = |names: &[&str]| normalised.iter().position(|name| names.contains(&name.as_str()));
        let mail = find(&[
            "mail",
            "email",
            "emailaddress",
            "primaryemail",
            "primarysmtpaddress",
            "epost",
            "epostadress",
        ]);
        let proxy_addresses = find(&["proxyaddresses", "proxyadresser"]);
        if mail.is_none() && proxy_addresses.is_none() {
            return Err(ImportUnreadable::MissingColumn("mail"));
        }
        Ok(Self {
            count: header.len(),
            display_name: find(&["displayname", "name", "visningsnamn", "namn"])
                .ok_or(ImportUnreadable::MissingColumn("display name"))?,
            principal_name: find(&["userprincipalname", "upn", "användarnamn", "huvudnamn", "username"])
                .ok_or(ImportUnreadable::MissingColumn("user principal name"))?,
            mail,
            proxy_addresses,
            language: find(&["preferredlanguage", "language", "språk", "önskatspråk"]),
        })
    }

    fn row(&self, line: u64, record: &csv::StringRecord) -> ParsedRow {
        let whole = |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default();
        // The rest of a longer one would only be shown and kept.
        let cell = |column: Option<usize>| beginning(whole(column).trim(), LONGEST_CELL);
        let name = whole(Some(self.display_name)).trim();
        let display_name = tidy(without_apostrophe(beginning(name, LONGEST_CELL)));
        let principal_name = without_apostrophe(cell(Some(self.principal_name))).to_owned();
        let from_proxies = primary_of_proxies(whole(self.proxy_addresses));
        let mail = from_proxies.unwrap_or_else(|| without_apostrophe(cell(self.mail)));
        let text = [display_name, principal_name, beginning(mail, LONGEST_CELL).to_owned()];
        let user = if record.len() != self.count {
            Err(ImportRefusal::WrongColumnCount { expected: self.count as u64, found: record.len() as u64 })
        } else if name.len() > LONGEST_CELL {
            Err(ImportRefusal::DisplayNameTooLong)
        } else {
            check(&text, cell(self.language))
        };
        ParsedRow { line, text, user }
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
    })
}

/// The first bytes of a text, as far as they are whole characters.
fn beginning(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

/// The address after upper-case `SMTP:` in a list joined by `+` (addresses themselves may hold a `+`).
fn primary_of_proxies(proxies: &str) -> Option<&str> {
    let start = proxies
        .match_indices("SMTP:")
        .find(|(at, _)| *at == 0 || proxies[..*at].ends_with(['+', ';', ',', ' ']))
        .map(|(at, prefix)| at + prefix.len())?;
    let rest = &proxies[start..];
    let is_next = |at: &usize| {
        // As in `smtp:`, `x500:` and `spo:`; a longer word is no scheme, and looking farther would take the square of it.
        const LONGEST: usize = 32;
        let after = rest[at + 1..].bytes().take(LONGEST);
        let scheme = after.take_while(u8::is_ascii_alphanumeric).count();
        scheme > 0 && rest.as_bytes().get(at + 1 + scheme) == Some(&b':')
    };
    let end = rest.match_indices(['+', ';', ',']).map(|(at, _)| at).find(is_next).unwrap_or(rest.len());
    Some(rest[..end].trim())
}

/// Takes away the apostrophe that an export puts before what a spreadsheet would run.
fn without_apostrophe(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests;
