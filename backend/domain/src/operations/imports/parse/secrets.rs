//! Templates for new users have passwords. They are taken out before a file is kept.

use std::borrow::Cow;

use shared::ImportUnreadable;

use super::headings::Field;
use super::layout;
use super::records::Records;
use crate::Result;

/// The file without what stands in columns of passwords. Every row stays on its line.
///
/// # Errors
///
/// When the header does not name the columns that must be there.
pub(in super::super) fn without_secrets(text: &str) -> Result<Cow<'_, str>, ImportUnreadable> {
    let layout = layout::find(text)?;
    let secrets = layout.columns.of(Field::Secret);
    if secrets.is_empty() {
        return Ok(Cow::Borrowed(text));
    }
    let mut kept = text[..layout.rows_at].to_owned();
    let mut line = layout.line;
    for record in Records::new(text, layout.rows_at, layout.line, layout.separator, layout.columns.count) {
        let empty = record.line - line;
        kept.extend((0..empty).map(|_| '\n'));
        // Nobody knows what is what in a row that is cut short; what is left of it is its fault.
        let cells = if record.open_quote.is_some() {
            "\"".to_owned()
        } else {
            without(&record.cells, secrets, layout.separator)
        };
        line = record.line + cells.matches('\n').count() as u64 + 1;
        kept.push_str(&cells);
        kept.push('\n');
    }
    Ok(Cow::Owned(kept))
}

/// A row without these cells. All others are quoted, so that none can be mistaken.
fn without(cells: &[Cow<'_, str>], secrets: &[usize], separator: u8) -> String {
    let mut row = String::new();
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            row.push(char::from(separator));
        }
        if !secrets.contains(&place) {
            row.push('"');
            row.push_str(&cell.replace('"', "\"\""));
            row.push('"');
        }
    }
    row
}
