//! The files that are being mended, and what was found in them.

use std::borrow::Cow;

use shared::calendar::{
    ComponentEdit, MeetingReport, MendRequest, MendResult, Mender, NumberChange, calendar_in_email,
    is_calendar, mend_calendar, mend_text,
};
use shared::{Language, MeetingUpdateReason};

use crate::{
    Answer, DiffLine, FileReport, MendOrder, NumberPair, Row, RowChange, RowKind, RowLeftover, SheetReport,
};

/// How many events are worked on between two reports of progress; a few milliseconds.
const EVENTS_AT_A_TIME: usize = 500;
/// The most lines of one meeting that are shown: a series can have hundreds of exceptions.
const LINES_SHOWN_MAX: usize = 12;
/// Pieces of a file are joined up to this size before they are handed on.
const CHUNK_BYTES: usize = 1 << 20;

/// Why a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileTrouble {
    /// The browser could not read it; it was moved or changed meanwhile.
    Unreadable,
    /// There is not enough memory for it.
    TooLarge,
}

/// The files that are being mended, and what was found in them.
#[derive(Debug)]
pub struct Batch {
    order: MendOrder,
    files: Vec<Result<MendedFile, FileTrouble>>,
}

/// A file that was read.
#[derive(Debug)]
struct MendedFile {
    result: MendResult<'static>,
    /// Whether it is an email, and the calendar was taken out of it.
    is_email: bool,
}

impl Batch {
    /// Nothing yet.
    pub fn new(order: MendOrder) -> Self {
        Self { order, files: Vec::new() }
    }

    /// Adds a file to the batch and finds what would change in it. `progress` is told the part that is done, from
    /// 0.0 to 1.0.
    pub fn add(&mut self, content: Result<Vec<u8>, FileTrouble>, mut progress: impl FnMut(f64)) {
        let request = request(&self.order);
        let result = content.map(|content| {
            let email_calendar = calendar_in_email(&content);
            let is_email = email_calendar.is_some();
            let mut mender = Mender::new(Cow::Owned(email_calendar.unwrap_or(content)), &request);
            loop {
                let done = mender.advance(EVENTS_AT_A_TIME);
                progress(done.fraction());
                if done.is_done() {
                    return MendedFile { result: mender.finish(), is_email };
                }
            }
        });
        self.files.push(result);
    }

    /// A part of what was found.
    pub fn show(&self, kind: RowKind, from: usize, count: usize, language: Language) -> SheetReport {
        let files = self.files.iter().map(file_report).collect();
        let rows = match kind {
            RowKind::Changed => self.changed(from, count, language),
            RowKind::ToCheck => self.to_check(from, count, language),
            RowKind::Refused => self.refused(from, count, language),
        };
        SheetReport { files, rows }
    }

    fn changed(&self, from: usize, count: usize, language: Language) -> Vec<Row> {
        let meetings =
            self.results().flat_map(|(file, result)| result.changed().map(move |meeting| (file, meeting)));
        let chosen = meetings.enumerate().skip(from).take(count);
        chosen
            .map(|(index, (file, meeting))| {
                let mut changes: Vec<RowChange> =
                    meeting.edits().iter().flat_map(|component| self.changes(component, language)).collect();
                let more = changes.len().saturating_sub(LINES_SHOWN_MAX);
                changes.truncate(LINES_SHOWN_MAX);
                Row { changes, more, ..row(index, file, Some(meeting), language) }
            })
            .collect()
    }

    fn to_check(&self, from: usize, count: usize, language: Language) -> Vec<Row> {
        let meetings =
            self.results().flat_map(|(file, result)| result.to_check().map(move |meeting| (file, meeting)));
        let chosen = meetings.enumerate().skip(from).take(count);
        chosen.map(|(index, (file, meeting))| row(index, file, Some(meeting), language)).collect()
    }

    fn changes(&self, component: &ComponentEdit, language: Language) -> impl Iterator<Item = RowChange> {
        let occurrence = component.occurrence.as_ref().map(|start| start.in_words(language));
        component.properties.iter().flat_map(move |property| {
            let occurrence = occurrence.clone();
            property.before.iter().zip(&property.after).map(move |(before, after)| RowChange {
                occurrence: occurrence.clone(),
                property: property.name.clone(),
                line: DiffLine::new(before, after, &self.order.old_ids, self.order.new_id),
            })
        })
    }

    fn refused(&self, from: usize, count: usize, language: Language) -> Vec<Row> {
        let mut all: Vec<(usize, Option<&MeetingReport>, &'static str)> = Vec::new();
        for (file, mended) in self.files.iter().enumerate() {
            match mended {
                Err(trouble) => all.push((file, None, trouble.explain(language))),
                Ok(mended) => all.extend(
                    mended
                        .result
                        .refused()
                        .map(|refusal| (file, refusal.meeting, explain(refusal.reason, language))),
                ),
            }
        }
        let chosen = all.into_iter().enumerate().skip(from).take(count);
        chosen
            .map(|(index, (file, meeting, reason))| Row {
                reason: Some(reason.to_owned()),
                ..row(index, file, meeting, language)
            })
            .collect()
    }

    /// Hands on the mended file in chunks; `left_out` are the changed meetings, over all files, that stay as they
    /// are, in order.
    pub fn save(&self, file: usize, left_out: &[usize], mut take: impl FnMut(&[u8])) {
        let before: usize = self
            .results()
            .take_while(|(other, _)| *other < file)
            .map(|(_, result)| result.changed().count())
            .sum();
        let Some(Ok(MendedFile { result, .. })) = self.files.get(file) else { return };
        let mut index = before;
        let pieces = result.pieces(|_| {
            let chosen = left_out.binary_search(&index).is_err();
            index += 1;
            chosen
        });
        let mut chunk: Vec<u8> = Vec::new();
        for piece in pieces {
            if chunk.len() + piece.len() > CHUNK_BYTES && !chunk.is_empty() {
                take(&chunk);
                chunk.clear();
            }
            if piece.len() > CHUNK_BYTES {
                take(piece);
            } else {
                chunk.extend_from_slice(piece);
            }
        }
        if !chunk.is_empty() {
            take(&chunk);
        }
    }

    /// Whether this file is an email, and the calendar was taken out of it.
    pub fn is_email(&self, file: usize) -> bool {
        matches!(self.files.get(file), Some(Ok(MendedFile { is_email: true, .. })))
    }

    fn results(&self) -> impl Iterator<Item = (usize, &MendResult<'static>)> {
        self.files.iter().enumerate().filter_map(|(file, mended)| Some((file, &mended.as_ref().ok()?.result)))
    }
}

/// Mends a pasted text, which may be an invitation or a whole calendar.
pub fn paste(text: &str, order: &MendOrder) -> Answer {
    let request = request(order);
    let line = |before: &str, after: &str| DiffLine::new(before, after, &order.old_ids, order.new_id);
    if !is_calendar(text) {
        let mended = mend_text(text, &request);
        let lines =
            mended.before.iter().zip(&mended.after).map(|(before, after)| line(before, after)).collect();
        return Answer::Pasted { output: mended.output, lines, leftovers: mended.leftovers };
    }
    let result = mend_calendar(text.as_bytes(), &request);
    let edits = result.changed().flat_map(MeetingReport::edits);
    let properties = edits.flat_map(|component| &component.properties);
    let lines = properties
        .flat_map(|property| property.before.iter().zip(&property.after))
        .map(|(before, after)| line(before, after))
        .collect();
    // Digits are replaced by digits, so the text stays UTF-8.
    let output = String::from_utf8(result.output()).unwrap_or_else(|_| text.to_owned());
    let leftovers = result.to_check().flat_map(|meeting| &meeting.leftovers);
    let leftovers = leftovers.map(|left| format!("{}: {}", left.property, left.text)).collect();
    Answer::Pasted { output, lines, leftovers }
}

fn request(order: &MendOrder) -> MendRequest {
    MendRequest {
        addresses: order.addresses.clone(),
        old_ids: order.old_ids.clone(),
        new_id: order.new_id,
        numbers: order.numbers.iter().map(number_change).collect(),
        now: order.now,
    }
}

fn number_change(NumberPair(old, new): &NumberPair) -> NumberChange {
    NumberChange { old: old.clone(), new: new.clone() }
}

fn file_report(mended: &Result<MendedFile, FileTrouble>) -> FileReport {
    let Ok(MendedFile { result, is_email }) = mended else {
        return FileReport { refused: 1, ..FileReport::default() };
    };
    let counts = result.counts();
    FileReport {
        is_email: *is_email,
        events: counts.events,
        changed: counts.changed + counts.partly,
        to_check: counts.by_hand(),
        refused: counts.refused,
        others: counts.others,
        no_organizer: counts.no_organizer,
        past: counts.past,
        cancelled: counts.cancelled,
        nothing_to_do: counts.nothing_to_do,
    }
}

fn row(index: usize, file: usize, meeting: Option<&MeetingReport>, language: Language) -> Row {
    let leftovers = meeting.map(|meeting| meeting.leftovers.as_slice()).unwrap_or_default();
    let start = meeting.and_then(|meeting| meeting.start.as_ref());
    Row {
        index,
        file,
        summary: meeting.map(|meeting| meeting.summary.trim().to_owned()).unwrap_or_default(),
        start: start.map(|start| start.in_words(language)).unwrap_or_default(),
        recurring: meeting.is_some_and(|meeting| meeting.recurring),
        changes: Vec::new(),
        more: 0,
        leftovers: leftovers
            .iter()
            .take(LINES_SHOWN_MAX)
            .map(|left| RowLeftover { property: left.property.clone(), text: left.text.clone() })
            .collect(),
        reason: None,
    }
}

fn explain(reason: MeetingUpdateReason, language: Language) -> &'static str {
    reason.explain(language)
}

impl FileTrouble {
    const fn explain(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Unreadable, Language::En) => {
                "The file could not be read. It may have been moved or changed; choose it again."
            }
            (Self::Unreadable, Language::Sv) => {
                "Det gick inte att läsa filen. Den kan ha flyttats eller ändrats; välj den igen."
            }
            (Self::TooLarge, Language::En) => {
                "The browser has too little memory for this file. Export fewer months at a time, and try again."
            }
            (Self::TooLarge, Language::Sv) => {
                "Webbläsaren har för lite minne för filen. Exportera färre månader åt gången och försök igen."
            }
        }
    }
}

#[cfg(test)]
mod tests;
