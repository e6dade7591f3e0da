//! The identifier in the directory, where a file has one.

use std::borrow::Cow;

use shared::DirectoryId;

use super::cells::as_text;
use super::columns::Columns;
use super::headings::Field;

/// A shorter one in a column that is called just ID is the number of a row, or of an employee.
const SHORTEST_OF_ANY: usize = 16;

impl Columns {
    /// The identifier, and whether something else stands in its place.
    pub(super) fn directory_id(&self, cells: &[Cow<'_, str>]) -> (Option<DirectoryId>, bool) {
        let given = as_text(self.cell(Field::DirectoryId, cells));
        if !given.is_empty() {
            let id = given.parse().ok().filter(|_| !is_rounded(given));
            let is_unusable = id.is_none();
            return (id, is_unusable);
        }
        let perhaps = as_text(self.cell(Field::PerhapsDirectoryId, cells));
        let is_one = perhaps.len() >= SHORTEST_OF_ANY && !perhaps.contains('@') && !is_rounded(perhaps);
        (is_one.then(|| perhaps.parse().ok()).flatten(), false)
    }
}

/// Whether a spreadsheet took it for a number and rounded it, as in `1,02345E+20`.
fn is_rounded(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once(['E', 'e']) else { return false };
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|one| one.is_ascii_digit());
    is_number(&digits.replace(['.', ','], "")) && exponent.strip_prefix(['+', '-']).is_some_and(is_number)
}
