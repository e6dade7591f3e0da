//! What the command prints.

use std::io::{self, Write};

use shared::Language;
use shared::calendar::Refusal;

/// Where the command prints.
pub struct Terminal<'all> {
    /// For what is found.
    pub output: &'all mut (dyn Write + Send),
    /// For what went wrong, and for notes.
    pub errors: &'all mut (dyn Write + Send),
}

/// Why the command failed: a sentence that says what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UpdateCommandError(String);

impl UpdateCommandError {
    pub(super) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    pub(super) fn sentence(&self) -> &str {
        &self.0
    }
}

impl Terminal<'_> {
    /// Prints text that ends with a line break. Whoever reads may have had enough (as `head` has).
    pub(super) fn print(&mut self, text: &str) -> Result<(), UpdateCommandError> {
        match self.output.write_all(text.as_bytes()).and_then(|()| self.output.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(UpdateCommandError::new(format!("The answer could not be printed: {error}.")))
            }
            _ => Ok(()),
        }
    }

    /// Prints a line beside the answer.
    pub(super) fn note(&mut self, text: &str) {
        // Nobody can be told that nobody can be told.
        let _ = writeln!(self.errors, "{}", plain(text));
    }

    /// Says what was refused and why.
    pub(super) fn refusal(&mut self, refusal: &Refusal<'_>, language: Language) {
        let reason = refusal.reason.explain(language);
        match refusal.meeting {
            Some(meeting) => self.about(&meeting.summary, reason, language),
            None => self.note(reason),
        }
    }

    /// Says in how many meetings digits like the old ID remain.
    pub(super) fn tell_remains(&mut self, count: usize, language: Language) {
        match (count, language) {
            (0, _) => {}
            (1, Language::En) => self.note("1 meeting contains digits that look like the old ID. They were not changed; check them by hand (marked ? above)."),
            (1, Language::Sv) => self.note("1 möte innehåller siffror som liknar det gamla ID:t. De har inte ändrats; kontrollera dem för hand (markerade med ? ovan)."),
            (_, Language::En) => self.note(&format!("{count} meetings contain digits that look like the old ID. They were not changed; check them by hand (marked ? above).")),
            (_, Language::Sv) => self.note(&format!("{count} möten innehåller siffror som liknar det gamla ID:t. De har inte ändrats; kontrollera dem för hand (markerade med ? ovan).")),
        }
    }

    /// Says something about a meeting.
    pub(super) fn about(&mut self, summary: &str, sentence: &str, language: Language) {
        let summary = match summary.trim() {
            "" => say(language, "(no subject)", "(utan ämne)"),
            summary => summary.to_owned(),
        };
        self.note(&format!("{summary}: {sentence}"));
    }
}

/// Picks the words of the language.
pub(super) fn say(language: Language, english: impl Into<String>, swedish: impl Into<String>) -> String {
    match language {
        Language::En => english.into(),
        Language::Sv => swedish.into(),
    }
}

/// A text on one line, without characters that could command a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}
