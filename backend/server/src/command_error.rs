//! What went wrong, in a sentence for whoever sits at the terminal.

use std::process::ExitCode;

use shared::{Language, Problem};

/// Why a command failed: a sentence that says what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CommandError(String);

/// What a command answers.
pub(crate) type Result<T, E = CommandError> = std::result::Result<T, E>;

/// Everything went well.
pub(crate) const DONE: ExitCode = ExitCode::SUCCESS;
/// Nothing was done, or not all of it.
pub(crate) const FAILED: u8 = 1;
/// Everything that could be done was done, and something was refused.
pub(crate) const PARTLY: u8 = 2;

impl CommandError {
    /// A failure in these words.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// The words.
    pub(crate) fn sentence(&self) -> &str {
        &self.0
    }
}

impl From<Problem> for CommandError {
    fn from(problem: Problem) -> Self {
        let mut sentence = format!("{}. {}", problem.title, problem.detail);
        if problem.errors.len() > 1 {
            let lines = problem.errors.iter().map(|error| format!("\n  {}: {}", error.field, error.detail));
            sentence.extend(lines);
        }
        Self(sentence)
    }
}

impl From<domain::Error> for CommandError {
    fn from(error: domain::Error) -> Self {
        match &error {
            domain::Error::Problem(kind) => Problem::new(kind, Language::En).into(),
            domain::Error::Store(error) => {
                Self(format!("The database failed: {error}. Try again in a moment."))
            }
        }
    }
}
