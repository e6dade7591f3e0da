//! What the page and the worker say to each other.

use serde::{Deserialize, Serialize};
use shared::{ConferenceId, Language};

use crate::DiffLine;

/// What to look for, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MendOrder {
    /// The organizer's mail addresses; a pasted text needs none.
    pub addresses: Vec<String>,
    /// The conference IDs to replace.
    pub old_ids: Vec<ConferenceId>,
    /// The conference ID to write instead.
    pub new_id: ConferenceId,
    /// Service numbers to replace too.
    pub numbers: Vec<NumberPair>,
    /// The present moment in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
}

/// A service number and the one that replaces it, both in E.164 form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberPair(pub String, pub String);

/// What the page asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Command {
    /// Reads the files that come with it, instead of those before, and finds what would change in them.
    Read {
        /// What to look for.
        order: MendOrder,
    },
    /// Shows a part of what was found.
    Show {
        /// Which meetings.
        kind: RowKind,
        /// The first of them that is shown.
        from: usize,
        /// How many are shown at most.
        count: usize,
        /// The language of the reasons.
        language: Language,
    },
    /// Makes the mended file.
    Save {
        /// Which of the files, as it stands in the list.
        file: usize,
        /// The meetings that stay as they are, as [`Row::index`] of the changed ones.
        left_out: Vec<usize>,
    },
    /// Mends a pasted text.
    Paste {
        /// The text.
        text: String,
        /// What to look for.
        order: MendOrder,
    },
}

/// A command on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Errand {
    /// The command.
    pub command: Command,
    /// Tells the answers to this command from those to others.
    pub ticket: u32,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// It is there and waits for commands.
    Ready,
    /// How far it has come.
    Progress {
        /// The part that is done, from 0.0 to 1.0.
        fraction: f64,
        /// The file it works on, as it stands in the list.
        file: usize,
    },
    /// All files are read.
    Read,
    /// A part of what was found.
    Shown(SheetReport),
    /// The mended file, which comes with it.
    Saved {
        /// Which of the files.
        file: usize,
        /// Whether that file is an email, and the mended one is the calendar in it.
        is_email: bool,
    },
    /// A pasted text, mended.
    Pasted {
        /// The text afterwards.
        output: String,
        /// What changed in it.
        lines: Vec<DiffLine>,
        /// The text around digits that look like an old ID and stay.
        leftovers: Vec<String>,
    },
}

/// Which meetings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RowKind {
    /// Those that change.
    #[default]
    Changed,
    /// Those in which digits that look like an old ID remain; some of them change too.
    ToCheck,
    /// Those that hold an old ID, or might, and stay as they are.
    Refused,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SheetReport {
    /// The files, in the order in which they were given.
    pub files: Vec<FileReport>,
    /// A part of the meetings.
    pub rows: Vec<Row>,
}

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileReport {
    /// Whether the file is an email, and the calendar was taken out of it.
    pub is_email: bool,
    /// Events in the file, every exception of a series counted.
    pub events: usize,
    /// Meetings that change, wholly or in part.
    pub changed: usize,
    /// Meetings in which digits that look like an old ID remain, whether they change or not.
    pub to_check: usize,
    /// Meetings that were refused; a file that was refused as a whole counts as one.
    pub refused: usize,
    /// Meetings that hold an old ID but are somebody else's.
    pub others: usize,
    /// Meetings that hold an old ID but have no organizer.
    pub no_organizer: usize,
    /// Meetings that hold an old ID but are over.
    pub past: usize,
    /// Meetings that hold an old ID but are cancelled.
    pub cancelled: usize,
    /// Meetings without an old ID.
    pub nothing_to_do: usize,
}

/// A meeting that changes, was refused, or is to be checked by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Its place among all meetings of its kind, over all files.
    pub index: usize,
    /// The file it is in, as it stands in the list.
    pub file: usize,
    /// What it is called; empty when it has no name, or the whole file was refused.
    pub summary: String,
    /// When it begins, for reading; empty when the whole file was refused.
    pub start: String,
    /// Whether it recurs.
    pub recurring: bool,
    /// What changes.
    pub changes: Vec<RowChange>,
    /// How many more lines change than are shown.
    pub more: usize,
    /// Where digits that look like an old ID remain.
    pub leftovers: Vec<RowLeftover>,
    /// Why it was refused, in the reader's language.
    pub reason: Option<String>,
}

/// A place where digits that look like an old ID remain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RowLeftover {
    /// The property, such as `SUMMARY`.
    pub property: String,
    /// The text around the digits.
    pub text: String,
}

/// A line that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RowChange {
    /// The occurrence of a series it belongs to, for reading; missing for the whole series or a single meeting.
    pub occurrence: Option<String>,
    /// The property, such as `DESCRIPTION`.
    pub property: String,
    /// The line before and after.
    pub line: DiffLine,
}
