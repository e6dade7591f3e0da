//! One event: what decides about it, and where in it digits stand.

use std::ops::Range;

use ical::value::duration::IcalDuration;

use super::glyphs::Decoder;
use super::leftovers::remaining;
use super::lines::{Line, Lines, Unfolded, ValuePlace, is_quoted_printable};
use super::matching::{Matches, find};
use super::moment::{Moment, moments};
use super::properties::{Treatment, is_known, treatment};
use super::report::{Leftover, Patch, PropertyEdit};
use super::request::Plan;
use super::scan::{EventSpan, base64_value, name_of};
use super::segments::TextKind;
use super::sieve::may_match;
use super::stamps::Stamp;
use super::when::Schedule;

/// The properties that [`Event::property`] reads; all others, such as hundreds of attendees, are passed over quickly.
const READ: [&str; 15] = [
    "UID",
    "SUMMARY",
    "RECURRENCE-ID",
    "ORGANIZER",
    "STATUS",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "SEQUENCE",
    "X-MICROSOFT-CDO-APPT-SEQUENCE",
    "DTSTAMP",
    "LAST-MODIFIED",
];

/// The longest line that is read closely, in bytes: some sixty times as much memory goes into it.
const LONGEST_LINE: usize = 2 << 20;
/// The most lines of one event; the parser that checks the edits makes some hundred bytes of each.
const MOST_LINES: usize = 100_000;

/// An event, read as far as mending needs it.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about an event, each read from its own line"
)]
pub(super) struct Event {
    pub(super) range: Range<usize>,
    pub(super) calendar: usize,
    pub(super) finished: bool,
    pub(super) deep: bool,
    pub(super) uid: String,
    pub(super) summary: String,
    pub(super) recurrence_id: Option<Moment>,
    /// Whether an exception also stands for all later occurrences.
    pub(super) this_and_future: bool,
    /// The organizer's address in each form the event gives it; empty without an `ORGANIZER`.
    pub(super) organizer: Vec<String>,
    pub(super) cancelled: bool,
    pub(super) schedule: Schedule,
    pub(super) properties: Vec<PropertyEdit>,
    /// Patches of the digits.
    pub(super) patches: Vec<Patch>,
    /// Where old digits remain that nothing marks as a conference ID.
    pub(super) leftovers: Vec<Leftover>,
    /// Whether an old ID stands in a value that cannot be edited.
    pub(super) encoded: bool,
    /// Whether a conference ID stands in it beyond doubt.
    pub(super) confirmed: bool,
    /// Whether it holds more than is read.
    pub(super) too_large: bool,
    /// `SEQUENCE`; one, but some programs write two.
    pub(super) sequences: Vec<ValuePlace>,
    /// `X-MICROSOFT-CDO-APPT-SEQUENCE`.
    pub(super) outlook_sequence: Option<ValuePlace>,
    /// `DTSTAMP` and `LAST-MODIFIED`.
    pub(super) stamps: Vec<Stamp>,
    /// Where a missing `SEQUENCE` goes, and the line break to use.
    pub(super) insertion: (usize, Vec<u8>),
}

impl Event {
    pub(super) fn read(input: &[u8], span: &EventSpan, plan: &Plan) -> Self {
        let event = Self::read_once(input, span, plan, false);
        // What one anchor confirms counts in the whole event, also in what stands before it.
        if event.confirmed && !event.leftovers.is_empty() {
            Self::read_once(input, span, plan, true)
        } else {
            event
        }
    }

    fn read_once(input: &[u8], span: &EventSpan, plan: &Plan, confirmed: bool) -> Self {
        let mut event = Self {
            confirmed,
            range: span.range.clone(),
            calendar: span.calendar,
            finished: span.finished,
            deep: span.deep,
            ..Self::default()
        };
        let mut depth = 0_usize;
        let mut buffer = Vec::new();
        for (count, line) in Lines::new(input, span.range.clone()).enumerate() {
            if count >= MOST_LINES {
                event.too_large = true;
                break;
            }
            if line.is("BEGIN") {
                depth += 1;
                if depth == 1 {
                    event.insertion = (line.range.end, line.line_break().to_vec());
                }
            } else if line.is("END") {
                depth = depth.saturating_sub(1);
            } else {
                if depth == 1 && READ.iter().any(|name| line.is(name)) {
                    if line.raw.len() > LONGEST_LINE {
                        event.too_large = true;
                        continue;
                    }
                    let unfolded = line.unfolded();
                    if unfolded.name() == "UID" {
                        event.insertion = (line.range.end, line.line_break().to_vec());
                    }
                    event.property(&unfolded);
                }
                if line.may_hold_digits() {
                    event.look(&line, &mut buffer, plan);
                }
            }
        }
        event
    }

    /// Whether an old ID stands in it for sure.
    pub(super) fn matched(&self) -> bool {
        self.encoded || self.too_large || !self.patches.is_empty()
    }

    /// Whether digits of an old ID stand in it, for sure or perhaps.
    pub(super) fn is_of_concern(&self) -> bool {
        self.matched() || !self.leftovers.is_empty()
    }

    /// Looks for old digits on a line.
    fn look(&mut self, line: &Line<'_>, buffer: &mut Vec<u8>, plan: &Plan) {
        line.text_into(buffer);
        let treatment = treatment(name_of(buffer));
        if treatment == Treatment::Leave {
            return;
        }
        if line.raw.len() <= LONGEST_LINE {
            self.mend(&line.unfolded(), treatment, plan);
        } else if treatment == Treatment::Mend {
            self.too_large |= may_match(buffer, 0..buffer.len(), is_quoted_printable(buffer), plan);
        } else if let Some(value) = base64_value(buffer) {
            self.leave(&line.unfolded().name(), remaining_in_decoded(&value, plan));
        }
    }

    /// Notes a property that stays, or that mending updates.
    fn property(&mut self, line: &Unfolded) {
        let value = || line.value_text().trim().to_owned();
        match line.name().as_str() {
            "UID" if self.uid.is_empty() => self.uid = value(),
            "SUMMARY" if self.summary.is_empty() => self.summary = decoded(line),
            "RECURRENCE-ID" => {
                self.this_and_future =
                    line.parameter("RANGE").is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE"));
                self.recurrence_id = Some(Moment::of(line));
            }
            "ORGANIZER" => {
                self.organizer.push(decoded(line));
                self.organizer.extend(line.parameter("EMAIL"));
            }
            "STATUS" => self.cancelled |= value().eq_ignore_ascii_case("CANCELLED"),
            "DTSTART" if self.schedule.start.is_none() => self.schedule.start = Some(Moment::of(line)),
            "DTEND" => self.schedule.end = Some(Moment::of(line)),
            "DURATION" => self.schedule.duration = IcalDuration::from(value()).seconds(),
            "RRULE" => self.schedule.rules.push(value()),
            "RDATE" => self.schedule.dates.extend(moments(line)),
            "EXDATE" => self.schedule.exception_dates.extend(moments(line)),
            "SEQUENCE" => self.sequences.push(line.value_place()),
            "X-MICROSOFT-CDO-APPT-SEQUENCE" => self.outlook_sequence = Some(line.value_place()),
            "DTSTAMP" | "LAST-MODIFIED" => self.stamps.push(Stamp::of(line)),
            _ => {}
        }
    }

    /// Looks for old digits in a property, in its parameters (some programs keep a copy in `ALTREP`) and its value, or
    /// in a whole line that is probably a piece of text.
    fn mend(&mut self, line: &Unfolded, treatment: Treatment, plan: &Plan) {
        let name = line.name();
        let confirmed = self.confirmed;
        if let Some(value) = base64_value(&line.bytes) {
            let kind = TextKind { html: true, ..TextKind::default() };
            if treatment == Treatment::Mend
                && !find(&value, 0..value.len(), kind, plan, confirmed).replacements.is_empty()
            {
                self.encoded = true;
            } else {
                self.leave(&name, remaining_in_decoded(&value, plan));
            }
            return;
        }
        let html = name == "X-ALT-DESC"
            || line.parameter("FMTTYPE").is_some_and(|media| media.eq_ignore_ascii_case("text/html"));
        let kind = TextKind {
            html,
            quoted_printable: is_quoted_printable(&line.bytes),
            bare_id: name == "X-MICROSOFT-ONLINEMEETINGCONFERENCEID",
        };
        let in_parameters = TextKind { html: true, ..TextKind::default() };
        let parts = if is_known(name.as_bytes()) {
            vec![(line.parameters(), in_parameters), (line.value(), kind)]
        } else {
            vec![(0..line.bytes.len(), TextKind::default())]
        };
        let mut edit = PropertyEdit { name, before: Vec::new(), after: Vec::new() };
        for (range, kind) in parts {
            let Matches { replacements, lines, confirms } = match treatment {
                Treatment::Mend => find(&line.bytes, range.clone(), kind, plan, confirmed),
                Treatment::Report | Treatment::Leave => Matches::default(),
            };
            self.confirmed |= confirms;
            for (before, after) in lines {
                edit.before.push(before);
                edit.after.push(after);
            }
            self.leave(&edit.name, remaining(&line.bytes, range, kind, plan, &replacements));
            self.patches.extend(replacements.into_iter().map(|replacement| Patch {
                range: line.place_range(replacement.range),
                bytes: replacement.bytes,
            }));
        }
        if !edit.before.is_empty() {
            self.properties.push(edit);
        }
    }

    fn leave(&mut self, property: &str, texts: Vec<String>) {
        let leftover = |text| Leftover { property: property.to_owned(), text };
        self.leftovers.extend(texts.into_iter().map(leftover));
    }
}

fn remaining_in_decoded(value: &[u8], plan: &Plan) -> Vec<String> {
    remaining(value, 0..value.len(), TextKind { html: true, ..TextKind::default() }, plan, &[])
}

/// The value without its escapes.
fn decoded(line: &Unfolded) -> String {
    let quoted_printable = is_quoted_printable(&line.bytes);
    let glyphs = Decoder::new(&line.bytes, line.value(), quoted_printable);
    let text: String = glyphs.map(|glyph| glyph.character).collect();
    text.trim().to_owned()
}
