//! Tables for spreadsheets.

use shared::TableSeparator;

use crate::{Error, Result, StoreError};

/// Rows as CSV, with the line ends that spreadsheets expect.
pub(crate) fn csv_rows<const N: usize, T: AsRef<[u8]>>(
    rows: impl IntoIterator<Item = [T; N]>,
) -> Result<String> {
    separated_rows(rows, TableSeparator::Comma)
}

/// The same with these signs between the cells.
pub(crate) fn separated_rows<const N: usize, T: AsRef<[u8]>>(
    rows: impl IntoIterator<Item = [T; N]>,
    separator: TableSeparator,
) -> Result<String> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator.sign() as u8)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(broken)?;
    }
    String::from_utf8(writer.into_inner().map_err(broken)?).map_err(broken)
}

/// Spreadsheets run a cell that begins with one of these; after an apostrophe it is text. An import takes the
/// apostrophe away again.
pub(crate) fn as_text(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Store(StoreError::Broken(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_stays_text() {
        assert_eq!(as_text("=HYPERLINK(\"http://evil.example\")"), "'=HYPERLINK(\"http://evil.example\")");
        assert_eq!(as_text("Anna"), "Anna");
    }
}
