//! What a cell says, without what spreadsheets put around it.

/// The longest cell that is read, in bytes; four times the longest name or address that is accepted.
pub(super) const LONGEST_CELL: usize = 2_000;

/// The first bytes of a text, as far as they are whole characters: the rest would only be shown and kept.
pub(super) fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST_CELL)]
}

/// Whether nothing stands in a cell. Ctrl-Z ended a file for MS-DOS.
pub(super) fn is_hollow(cell: &str) -> bool {
    cell.chars()
        .all(|character| character.is_whitespace() || character.is_control() || character == '\u{feff}')
}

/// A cell as text: `="007"` is how a sheet is told to take it as it is.
pub(super) fn as_text(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix("=\"").and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell)
}

/// An address without the apostrophe that marks text in a spreadsheet, and without its scheme.
pub(super) fn as_address(cell: &str) -> &str {
    let cell = as_text(cell);
    let cell = cell.strip_prefix('\'').unwrap_or(cell);
    let scheme = ["smtp:", "mailto:"]
        .into_iter()
        .find(|scheme| cell.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme)));
    scheme.map_or(cell, |scheme| &cell[scheme.len()..]).trim()
}

/// A name without the apostrophe that an export puts before what a spreadsheet would run. Names may begin with one ('t
/// Hooft), so any other is only taken away if the row marks its texts.
pub(super) fn as_name(cell: &str, marks_texts: bool) -> &str {
    let cell = as_text(cell);
    match cell.strip_prefix('\'') {
        Some(rest) if marks_texts || would_run(rest) => rest,
        _ => cell,
    }
}

/// Whether the sheet marks this as text, though it need not.
pub(super) fn is_marked(cell: &str) -> bool {
    cell.trim_start().strip_prefix('\'').is_some_and(|rest| !would_run(rest))
}

fn would_run(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@'])
}
