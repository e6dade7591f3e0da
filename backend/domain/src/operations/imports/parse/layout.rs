//! Where the header is, and how cells are separated.

use std::borrow::Cow;

use shared::ImportUnreadable;

use super::columns::Columns;
use super::records::{self, Records};
use crate::operations::users::tidy;

/// A header stands on one of the first lines that are not empty.
const LINES_LOOKED_AT: u64 = 30;
/// No header is longer.
const LONGEST_HEADER: usize = 64 * 1024;
/// So many headings are told when one is missing, and so much of each.
const HEADINGS_TOLD: usize = 40;
const HEADING_TOLD: usize = 60;
/// What spreadsheets and directories separate cells with.
const SEPARATORS: &[u8] = b",;\t|";

/// How a file is laid out.
pub(super) struct Layout {
    pub(super) columns: Columns,
    pub(super) separator: u8,
    /// Where the first row begins.
    pub(super) rows_at: usize,
    /// The line of that place.
    pub(super) line: u64,
}

/// Looks for the header: the first line that names every column that is needed. What stands before it is for other
/// programs, or a title.
///
/// # Errors
///
/// When no line does; the best of them is told.
pub(super) fn find(text: &str) -> Result<Layout, ImportUnreadable> {
    let mut separator = None;
    let mut best: Option<Candidate<'_>> = None;
    let (mut at, mut line, mut looked_at) = (0, 1, 0);
    while at < text.len() && looked_at < LINES_LOOKED_AT {
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        let first = text[at..end].trim_matches(|edge: char| edge.is_whitespace() || edge == '\u{feff}');
        if let Some(named) = separator_line(first) {
            separator = Some(named);
        } else if !first.is_empty() && !is_for_programs(first) {
            looked_at += 1;
            let candidate = Candidate::read(text, at, line, separator);
            if candidate.columns.missing().is_empty() {
                return Ok(candidate.layout(text));
            }
            if best.as_ref().is_none_or(|best| best.columns.known() < candidate.columns.known()) {
                best = Some(candidate);
            }
        }
        (at, line) = (end, line + 1);
    }
    Err(best.map_or(ImportUnreadable::Empty, |best| best.refusal(looked_at)))
}

/// The separator that a line `sep=;` names: Excel's own way.
fn separator_line(line: &str) -> Option<u8> {
    let line = line.trim_matches('"');
    let named =
        line.get(..4).filter(|begin| begin.eq_ignore_ascii_case("sep=")).map(|_| &line.as_bytes()[4..]);
    match named {
        Some([separator, ..]) if separator.is_ascii() => Some(*separator),
        // The tab of `sep=` and a tab was trimmed away.
        Some([]) => Some(b'\t'),
        _ => None,
    }
}

/// `#TYPE …` is PowerShell's, `version:v1.0` that of Entra's templates.
fn is_for_programs(line: &str) -> bool {
    let line = line.trim_start_matches('"');
    line.starts_with('#') || line.get(..8).is_some_and(|begin| begin.eq_ignore_ascii_case("version:"))
}

/// A line that may be the header.
struct Candidate<'t> {
    columns: Columns,
    headings: Vec<Cow<'t, str>>,
    separator: u8,
    line: u64,
    /// Where the record after it begins, and on which line.
    next: (usize, u64),
}

impl<'t> Candidate<'t> {
    /// Reads a line with the separator by which it names the most.
    fn read(text: &'t str, at: usize, line: u64, separator: Option<u8>) -> Self {
        let window = &text[..text.floor_char_boundary(at.saturating_add(LONGEST_HEADER))];
        let mut best: Option<Self> = None;
        for separator in separator.as_slice().iter().chain(SEPARATORS) {
            let mut records = Records::new(window, at, line, *separator, records::ANY_COUNT);
            let headings = records.next().map(|record| record.cells).unwrap_or_default();
            let columns = Columns::find(&headings);
            let candidate = Self { columns, headings, separator: *separator, line, next: records.position() };
            let merit = |one: &Self| (one.columns.known(), one.headings.len());
            if best.as_ref().is_none_or(|best| merit(best) < merit(&candidate)) {
                best = Some(candidate);
            }
        }
        best.expect("there are separators")
    }

    fn layout(self, text: &str) -> Layout {
        let (rows_at, line) = self.next;
        let rows_at = rows_at.min(text.len());
        Layout { columns: self.columns, separator: self.separator, rows_at, line }
    }

    fn refusal(self, lines: u64) -> ImportUnreadable {
        let told = |heading: &Cow<'_, str>| tidy(&heading[..heading.floor_char_boundary(HEADING_TOLD)]);
        let found = self.headings.iter().take(HEADINGS_TOLD).map(told).filter(|heading| !heading.is_empty());
        ImportUnreadable::MissingColumns {
            missing: self.columns.missing(),
            found: found.collect(),
            line: self.line,
            lines,
        }
    }
}
