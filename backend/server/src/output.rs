//! What commands print.

use std::io::{self, Write as _};

use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;
use shared::{Language, Timestamp, isolated};

use crate::command_error::{CommandError, Result};

/// Picks the words of the language.
pub(crate) fn say(language: Language, english: impl Into<String>, swedish: impl Into<String>) -> String {
    match language {
        Language::En => english.into(),
        Language::Sv => swedish.into(),
    }
}

/// Prints a line. Whoever reads may have had enough (as `head` has); then nothing more is to be done.
pub(crate) fn line(text: &str) -> Result<()> {
    let mut output = io::stdout().lock();
    match writeln!(output, "{text}").and_then(|()| output.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(CommandError::new(format!("The answer could not be printed: {error}."))),
    }
}

/// Prints a line of JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string(value)
        .map_err(|error| CommandError::new(format!("The answer could not be written as JSON: {error}.")))?;
    line(&text)
}

/// Tells something beside the answer, on standard error.
pub(crate) fn note(text: &str) {
    // Nobody can be told that nobody can be told.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// A table without lines, as wide as it needs to be.
pub(crate) fn table<const COLUMNS: usize>(headings: [&str; COLUMNS]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(headings);
    table
}

/// Prints a table, without blanks around its lines.
pub(crate) fn print_table(table: &Table) -> Result<()> {
    table.lines().try_for_each(|row| line(row.strip_prefix(' ').unwrap_or(&row).trim_end()))
}

/// A moment as people write it, in UTC: `2026-11-24 06:00 UTC`.
pub(crate) fn moment(timestamp: Timestamp) -> String {
    timestamp.to_the_minute()
}

/// A text on one line, without characters that could command a terminal or turn the direction of what stands around it.
pub(crate) fn plain(text: &str) -> String {
    let text = isolated(text);
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_short() {
        assert_eq!(moment(Timestamp::from_milliseconds(1_795_500_000_123)), "2026-11-24 06:00 UTC");
    }

    #[test]
    fn names_cannot_command_the_terminal() {
        assert_eq!(plain("\u{1b}[31mEve\n"), " [31mEve ");
        assert_eq!(plain("\u{202e}Eve"), "\u{2068}Eve\u{2069}");
    }
}
