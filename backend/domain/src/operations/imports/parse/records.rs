//! Taking a table apart: rows and their cells, as RFC 4180 and spreadsheets write them.
//!
//! The `csv` crate writes our tables, but reading with it would lose users: a quotation mark that is never closed makes
//! one cell of all the rest, and nothing says so. Here a row with such a mark ends with its line, and says that it has it.

use std::borrow::Cow;

/// For a header: nobody knows yet how many columns there are.
pub(super) const ANY_COUNT: usize = usize::MAX;

/// The rows of a table from some place on.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    separator: u8,
    /// How many columns the header has.
    count: usize,
    /// How many bytes may be looked through in vain. Without a limit, a mark on every line would make this quadratic.
    patience: usize,
}

/// A row.
pub(super) struct Record<'t> {
    /// The line on which it begins.
    pub(super) line: u64,
    pub(super) cells: Vec<Cow<'t, str>>,
    /// The line of a quotation mark that is never closed, or closed where no cell ends.
    pub(super) open_quote: Option<u64>,
    /// How many lines the row goes on for.
    pub(super) more_lines: u64,
}

impl<'t> Records<'t> {
    /// The rows from this byte on, which is on this line.
    pub(super) const fn new(text: &'t str, at: usize, line: u64, separator: u8, count: usize) -> Self {
        Self { text, at, line, separator, count, patience: text.len().saturating_mul(4) }
    }

    /// Where the next row begins, and on which line.
    pub(super) const fn position(&self) -> (usize, u64) {
        (self.at, self.line)
    }

    /// The end of the line that has this byte.
    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |end| at + end)
    }

    /// Reads the row; one with a mark that is not closed ends with the line of the mark.
    fn read(&mut self) -> (Vec<Cow<'t, str>>, usize, Option<usize>) {
        if self.patience > 0 {
            match self.split(self.text, false) {
                Ok((cells, end, _)) => return (cells, end, None),
                Err(OpenQuote { at, looked_to }) => {
                    self.patience = self.patience.saturating_sub(looked_to - self.at);
                    let line = &self.text[..self.line_end(at)];
                    let (cells, end) =
                        self.split(line, true).map_or((Vec::new(), line.len()), |read| (read.0, read.1));
                    return (cells, end, Some(at));
                }
            }
        }
        let line = &self.text[..self.line_end(self.at)];
        self.split(line, true).unwrap_or_else(|open| (Vec::new(), line.len(), Some(open.at)))
    }

    /// The cells of the row that begins here, where it ends, and the mark that its text does not close, which is
    /// overlooked if `anyway`.
    fn split(&self, text: &'t str, anyway: bool) -> Result<Split<'t>, OpenQuote> {
        let bytes = text.as_bytes();
        let is_end = |byte: &u8| *byte == self.separator || *byte == b'\n';
        let end_of_cell = |at: usize| bytes[at..].iter().position(is_end).map_or(bytes.len(), |end| at + end);
        let (mut at, mut cells, mut overlooked) = (self.at, Vec::new(), None);
        loop {
            let begin = at + bytes[at..].iter().take_while(|byte| **byte == b' ').count();
            if bytes.get(begin) == Some(&b'"') {
                match self.quoted(text, begin) {
                    Ok((cell, after)) => {
                        let end = end_of_cell(after);
                        cells.push(with_rest(cell, &text[begin + 1..end], &text[after..end]));
                        at = end;
                    }
                    Err(open) if !anyway => return Err(open),
                    Err(_) => {
                        overlooked = overlooked.or(Some(begin));
                        at = end_of_cell(begin + 1);
                        cells.push(Cow::Borrowed(&text[begin + 1..at]));
                    }
                }
            } else {
                let end = end_of_cell(at);
                cells.push(Cow::Borrowed(&text[at..end]));
                at = end;
            }
            if bytes.get(at) != Some(&self.separator) {
                return Ok((cells, at, overlooked));
            }
            at += 1;
        }
    }

    /// The cell whose quotation mark is here, and where its closing mark ends.
    fn quoted(&self, text: &'t str, mark: usize) -> Result<(Cow<'t, str>, usize), OpenQuote> {
        let bytes = text.as_bytes();
        let begin = mark + 1;
        let mut doubled = false;
        let mut at = begin;
        let end = loop {
            let open = || OpenQuote { at: mark, looked_to: text.len() };
            let next = at + bytes[at..].iter().position(|byte| *byte == b'"').ok_or_else(open)?;
            if bytes.get(next + 1) != Some(&b'"') {
                break next;
            }
            doubled = true;
            at = next + 2;
        };
        let cell = &text[begin..end];
        if cell.contains('\n') && (!self.ends_cell(&bytes[end + 1..]) || self.swallows_rows(cell)) {
            return Err(OpenQuote { at: mark, looked_to: end });
        }
        let cell = if doubled { Cow::Owned(cell.replace("\"\"", "\"")) } else { Cow::Borrowed(cell) };
        Ok((cell, end + 1))
    }

    /// Whether a cell ends before these bytes.
    fn ends_cell(&self, bytes: &[u8]) -> bool {
        let next = bytes.iter().find(|byte| **byte != b' ');
        next.is_none_or(|byte| *byte == self.separator || *byte == b'\n')
    }

    /// Whether a line of the cell looks like a row of its own: the mark that closes it was meant to open another cell.
    fn swallows_rows(&self, cell: &str) -> bool {
        let separators = |line: &str| line.bytes().filter(|byte| *byte == self.separator).count();
        cell.lines().any(|line| {
            // A list of addresses may have as many commas; each of its addresses has a scheme.
            separators(line).saturating_add(1) >= self.count.max(2) && line.contains('@') && !has_scheme(line)
        })
    }
}

/// A quoted cell with what follows its closing mark: `"Anna" Alm`, or marks within that were not doubled.
fn with_rest<'t>(cell: Cow<'t, str>, all: &'t str, rest: &'t str) -> Cow<'t, str> {
    match (rest.trim_end(), all.trim_end().strip_suffix('"')) {
        ("", _) => cell,
        (_, Some(within)) => Cow::Borrowed(within),
        (rest, None) => Cow::Owned(cell.into_owned() + rest),
    }
}

fn has_scheme(line: &str) -> bool {
    line.to_ascii_lowercase().contains("smtp:")
}

/// The cells, where the row ends, and a mark that was overlooked.
type Split<'t> = (Vec<Cow<'t, str>>, usize, Option<usize>);

/// A quotation mark that is not closed, and how far it was looked for the other one.
struct OpenQuote {
    at: usize,
    looked_to: usize,
}

impl<'t> Iterator for Records<'t> {
    type Item = Record<'t>;

    fn next(&mut self) -> Option<Record<'t>> {
        let empty = self.text.as_bytes()[self.at..].iter().take_while(|byte| **byte == b'\n').count();
        self.at += empty;
        self.line += empty as u64;
        if self.at == self.text.len() {
            return None;
        }
        let (begin, line) = (self.at, self.line);
        let (cells, end, mark) = self.read();
        let lines = |to: usize| self.text[begin..to].matches('\n').count() as u64;
        let record =
            Record { line, cells, open_quote: mark.map(|mark| line + lines(mark)), more_lines: lines(end) };
        self.line += record.more_lines;
        self.at = end;
        if end < self.text.len() {
            self.at += 1;
            self.line += 1;
        }
        Some(record)
    }
}
