//! Why a file cannot be imported at all.

/// Why a file cannot be imported at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportUnreadable {
    /// There is nothing in it.
    Empty,
    /// It has a header and nothing else.
    NoRows,
    /// It is not text.
    NotText,
    /// It is text, but in no encoding that can be recognised.
    UnknownEncoding,
    /// The request names a character set that is not known, or in which the file is no text.
    UnknownCharset(String),
    /// It is another kind of file.
    OtherFormat(FileFormat),
    /// No line names every column that must be there.
    MissingColumns {
        /// What is missing from the line that names the most.
        missing: Vec<ImportColumn>,
        /// The headings that this line has.
        found: Vec<String>,
        /// That line, counted from 1.
        line: u64,
        /// On how many lines a header was looked for.
        lines: u64,
    },
}

/// A column that a file must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportColumn {
    /// The display name, or the first name and the last.
    DisplayName,
    /// The user principal name.
    PrincipalName,
    /// The primary address, or all addresses.
    PrimaryEmail,
}

/// Files that people take for a table of users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// An Excel workbook (`.xlsx`).
    Excel,
    /// An Excel workbook from before 2007 (`.xls`), or another file of that time's Office.
    OldExcel,
    /// A spreadsheet in the OASIS format (`.ods`).
    OpenDocument,
    /// A spreadsheet of Apple's Numbers.
    Numbers,
    /// A text document.
    Word,
    /// A compressed file.
    Archive,
    /// A PDF.
    Pdf,
    /// A picture.
    Image,
    /// JSON.
    Json,
    /// HTML or XML.
    Markup,
    /// What directories give to each other.
    Ldif,
    /// Contacts.
    Cards,
}
