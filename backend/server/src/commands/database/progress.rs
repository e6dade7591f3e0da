//! How far the copying is.

use std::time::{Duration, Instant};

use shared::Language;
use store_sql::{CopySide, CopyStep};

use crate::output::{note, say};

/// How far apart the lines about a large table are.
const TOLD_EVERY: Duration = Duration::from_secs(1);

/// Lines about how far it is, for people only.
pub(super) struct Progress {
    is_quiet: bool,
    language: Language,
    told: Instant,
    /// The table that is read again, and on which side.
    checking: Option<CopySide>,
}

impl Progress {
    pub(super) fn new(is_quiet: bool, language: Language) -> Self {
        Self { is_quiet, language, told: Instant::now(), checking: None }
    }

    pub(super) fn tell(&mut self, step: CopyStep<'_>) {
        if self.is_quiet {
            return;
        }
        match step {
            CopyStep::Copied { table, rows, of } if rows >= of || self.told.elapsed() >= TOLD_EVERY => {
                note(&say(
                    self.language,
                    format!("{table}: {rows} of {of} rows"),
                    format!("{table}: {rows} av {of} rader"),
                ));
                self.told = Instant::now();
            }
            CopyStep::Checked { side, .. } if self.checking != Some(side) => {
                self.checking = Some(side);
                let (english, swedish) = match side {
                    CopySide::Source => ("Checking the source …", "Kontrollerar källan …"),
                    CopySide::Target => ("Checking the copy …", "Kontrollerar kopian …"),
                };
                note(&say(self.language, english, swedish));
            }
            CopyStep::Copied { .. } | CopyStep::Checked { .. } => {}
        }
    }
}
