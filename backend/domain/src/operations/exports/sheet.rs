//! Rows as CSV or as lines of JSON.

use serde::Serialize;
use shared::{IdOwner, Language, TableSeparator};

use crate::operations::table::{as_text, separated_rows};
use crate::{Error, Result, StoreError};

/// How an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportForm {
    /// As CSV in UTF-8 with a byte order mark, with headings in this language.
    Csv(TableSeparator, Language),
    /// As JSON, one object on each line.
    JsonLines,
}

/// How things of a kind are written.
pub(super) struct Sheet<T, const N: usize> {
    pub(super) form: ExportForm,
    pub(super) headings: fn(Language) -> [&'static str; N],
    pub(super) cells: fn(&T, Language) -> [String; N],
}

impl<T: Serialize, const N: usize> Sheet<T, N> {
    /// What stands before the first row.
    pub(super) fn begin(&self) -> Result<String> {
        match self.form {
            ExportForm::Csv(separator, language) => {
                Ok(format!("\u{feff}{}", separated_rows([(self.headings)(language)], separator)?))
            }
            ExportForm::JsonLines => Ok(String::new()),
        }
    }

    /// Some rows.
    pub(super) fn rows<'t>(&self, items: impl IntoIterator<Item = &'t T>) -> Result<String>
    where
        T: 't,
    {
        match self.form {
            ExportForm::Csv(separator, language) => {
                separated_rows(items.into_iter().map(|item| (self.cells)(item, language)), separator)
            }
            ExportForm::JsonLines => json_lines(items),
        }
    }
}

/// Things as JSON, one on each line.
pub(super) fn json_lines<'t, T: Serialize + 't>(items: impl IntoIterator<Item = &'t T>) -> Result<String> {
    let mut lines = String::new();
    for item in items {
        lines.push_str(&serde_json::to_string(item).map_err(broken)?);
        lines.push('\n');
    }
    Ok(lines)
}

/// The word that the API has for a value, such as the kind of an owner: the same in every language, so that whoever reads
/// the table with a program need not care whose it is.
pub(super) fn word(value: &impl Serialize) -> String {
    let word = serde_json::to_value(value).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The kind of an owner, its name, and its identifier.
pub(super) fn owner_cells(owner: IdOwner, name: Option<&str>) -> [String; 3] {
    let (kind, id) = match owner {
        IdOwner::User(id) => ("user", id.to_string()),
        IdOwner::Meeting(id) => ("meeting", id.to_string()),
        IdOwner::Room(id) => ("room", id.to_string()),
        IdOwner::Reservation(id) => ("reservation", id.to_string()),
    };
    [kind.to_owned(), as_text(name.unwrap_or_default()), id]
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Store(StoreError::Broken(error.to_string()))
}
