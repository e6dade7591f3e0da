//! What mending did, meeting by meeting, and the data it leads to.

use std::borrow::Cow;
use std::ops::Range;

use super::order::patches_in_order;
use crate::{MeetingStart, MeetingUpdateReason};

/// The outcome of mending one calendar: a report, and the edited data on demand.
///
/// The input is kept as it was; edits are small patches beside it. [`Self::output`] puts them together, for all
/// meetings or for a choice of them.
#[derive(Clone, Debug)]
pub struct MendResult<'input> {
    pub(super) input: Cow<'input, [u8]>,
    pub(super) meetings: Vec<MeetingReport>,
    pub(super) file_refusal: Option<MeetingUpdateReason>,
    pub(super) counts: MendCounts,
}

/// What happened to one meeting: a single event, or a series with its exceptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingReport {
    /// The meeting's `UID`; empty if it has none.
    pub uid: String,
    /// The `SUMMARY`, decoded; empty if there is none.
    pub summary: String,
    /// When it begins; of a series, the first occurrence. `None` if that cannot be read.
    pub start: Option<MeetingStart>,
    /// Whether the meeting recurs.
    pub recurring: bool,
    /// What was done.
    pub outcome: Outcome,
    /// Where digits like an old ID remain afterwards; somebody must look at them.
    pub leftovers: Vec<Leftover>,
}

/// A place where the digits of an old ID remain, because nothing says for sure that they are a conference ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The property's name in upper case, such as `SUMMARY`.
    pub property: String,
    /// The text around the digits: decoded, without markup, and shortened.
    pub text: String,
}

/// What was done with a meeting that holds an old ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is mended; the edits, one entry for each event of the series that changes.
    Changed(Vec<ComponentEdit>),
    /// It is mended in part: beside these edits there are digits that look like an old ID and stay.
    Partly(Vec<ComponentEdit>),
    /// It stays as it is, and holds digits that look like an old ID.
    ToCheck,
    /// It stays as it is, because mending it would not be safe.
    Refused(MeetingUpdateReason),
}

/// The changes to one event of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentEdit {
    /// Which occurrence of a series this is (`RECURRENCE-ID`), for an exception.
    pub occurrence: Option<MeetingStart>,
    /// When it begins; `None` if that cannot be read.
    pub start: Option<MeetingStart>,
    /// The `SEQUENCE` before; a missing one counts as 0. It is one more afterwards.
    pub sequence: u64,
    /// The properties in which digits change, in the order of the file.
    pub properties: Vec<PropertyEdit>,
    /// Bytes to replace, as ranges of the input, in order and without overlap.
    pub(super) patches: Vec<Patch>,
}

/// The changed lines of one property, decoded for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyEdit {
    /// The property's name in upper case, such as `DESCRIPTION`.
    pub name: String,
    /// The lines of text that change, as they were: decoded, without markup, and shortened around the change.
    pub before: Vec<String>,
    /// The same lines afterwards; as many as in `before`.
    pub after: Vec<String>,
}

/// Bytes that replace a range of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Patch {
    pub(super) range: Range<usize>,
    pub(super) bytes: Vec<u8>,
}

/// A meeting or a file that was refused.
#[derive(Clone, Copy, Debug)]
pub struct Refusal<'report> {
    /// The meeting; `None` when the whole file was refused.
    pub meeting: Option<&'report MeetingReport>,
    /// Why.
    pub reason: MeetingUpdateReason,
}

/// How many meetings ended up where.
///
/// Meetings are counted as units: a series with its exceptions is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MendCounts {
    /// Events (`VEVENT`) in the input, every exception of a series counted.
    pub events: usize,
    /// Meetings that change, and hold no old ID afterwards.
    pub changed: usize,
    /// Meetings that change, but in which digits like an old ID remain.
    pub partly: usize,
    /// Meetings that stay as they are, and hold digits that look like an old ID.
    pub to_check: usize,
    /// Meetings that were refused.
    pub refused: usize,
    /// Meetings that hold an old ID but are somebody else's.
    pub others: usize,
    /// Meetings that hold an old ID but have no organizer.
    pub no_organizer: usize,
    /// Meetings that hold an old ID but have no occurrence ahead.
    pub past: usize,
    /// Meetings that hold an old ID but are cancelled.
    pub cancelled: usize,
    /// Meetings without an old ID.
    pub nothing_to_do: usize,
}

impl MendCounts {
    /// Meetings in which somebody must look at digits by hand.
    pub const fn by_hand(self) -> usize {
        self.partly + self.to_check
    }
}

impl MeetingReport {
    /// The edits, one entry for each event of the series that changes.
    pub fn edits(&self) -> &[ComponentEdit] {
        match &self.outcome {
            Outcome::Changed(edits) | Outcome::Partly(edits) => edits,
            Outcome::ToCheck | Outcome::Refused(_) => &[],
        }
    }
}

impl MendResult<'_> {
    /// The meetings that change, were refused or are to be checked, in the order of the file.
    pub fn meetings(&self) -> &[MeetingReport] {
        &self.meetings
    }

    /// The meetings that change, wholly or in part, in the order of the file.
    pub fn changed(&self) -> impl Iterator<Item = &MeetingReport> {
        self.meetings.iter().filter(|meeting| !meeting.edits().is_empty())
    }

    /// The meetings in which digits like an old ID remain, whether they change or not, in the order of the file.
    pub fn to_check(&self) -> impl Iterator<Item = &MeetingReport> {
        let is_to_check =
            |meeting: &&MeetingReport| matches!(meeting.outcome, Outcome::Partly(_) | Outcome::ToCheck);
        self.meetings.iter().filter(is_to_check)
    }

    /// Everything that was refused, the whole file first.
    pub fn refused(&self) -> impl Iterator<Item = Refusal<'_>> {
        let file = self.file_refusal.map(|reason| Refusal { meeting: None, reason });
        let meetings = self.meetings.iter().filter_map(|meeting| match meeting.outcome {
            Outcome::Refused(reason) => Some(Refusal { meeting: Some(meeting), reason }),
            Outcome::Changed(_) | Outcome::Partly(_) | Outcome::ToCheck => None,
        });
        file.into_iter().chain(meetings)
    }

    /// How many meetings ended up where.
    pub fn counts(&self) -> MendCounts {
        self.counts
    }

    /// The data as it was before.
    pub fn input(&self) -> &[u8] {
        &self.input
    }

    /// Whether any meeting changes.
    pub fn has_changes(&self) -> bool {
        self.counts.changed + self.counts.partly > 0
    }

    /// The data with every changed meeting mended.
    pub fn output(&self) -> Vec<u8> {
        self.output_where(|_| true)
    }

    /// The data with only the chosen meetings mended. Meetings are told apart by their UID, or by the whole
    /// report when it is empty.
    pub fn output_where(&self, choose: impl FnMut(&MeetingReport) -> bool) -> Vec<u8> {
        let mut output = Vec::with_capacity(self.input.len() + 64);
        for piece in self.pieces(choose) {
            output.extend_from_slice(piece);
        }
        output
    }

    /// The data with the meetings of these UIDs mended, and no others.
    pub fn output_of(&self, uids: &[&str]) -> Vec<u8> {
        self.output_where(|meeting| uids.contains(&meeting.uid.as_str()))
    }

    /// The same as [`Self::output_where`], in pieces that need no second copy of the input. Joined they are the
    /// data; a page can make a file of them one by one.
    pub fn pieces(&self, mut choose: impl FnMut(&MeetingReport) -> bool) -> Vec<&[u8]> {
        let mut patches: Vec<&Patch> = Vec::new();
        for meeting in self.changed() {
            if choose(meeting) {
                patches.extend(meeting.edits().iter().flat_map(|component| &component.patches));
            }
        }
        splice(&self.input, patches_in_order(&patches).into_iter())
    }
}

/// The slices that make up `input` with the patches applied; they must be in order and not overlap.
pub(super) fn splice<'all>(input: &'all [u8], patches: impl Iterator<Item = &'all Patch>) -> Vec<&'all [u8]> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for patch in patches {
        if let Some(before) = input.get(at..patch.range.start) {
            pieces.push(before);
            pieces.push(&patch.bytes);
            at = patch.range.end;
        }
    }
    pieces.push(input.get(at..).unwrap_or_default());
    pieces
}
