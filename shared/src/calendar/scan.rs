//! The first pass: where the events are, and which of them may hold old digits.
//!
//! It remembers a few numbers for each event, never its text, and can stop between any two lines.

use std::ops::Range;

use super::lines::{Line, Lines, is_quoted_printable};
use super::properties::{Treatment, treatment};
use super::request::Plan;
use super::sieve::may_match;

/// The deepest nesting that is read: VCALENDAR, VEVENT, VALARM and a few unknown ones. The limit keeps a malicious
/// file from exhausting the stack of the parser that checks the edits.
const DEEPEST: usize = 16;

/// Where one event stands.
#[derive(Clone, Debug)]
pub(super) struct EventSpan {
    /// From `BEGIN:VEVENT` to the line break after `END:VEVENT`.
    pub(super) range: Range<usize>,
    /// A fingerprint of the UID; `None` if there is no UID.
    pub(super) uid: Option<usize>,
    /// The calendar around it, as an index into [`Scan::calendars`].
    pub(super) calendar: usize,
    /// Whether old digits may stand in it.
    pub(super) suspect: bool,
    /// Whether it is closed properly.
    pub(super) finished: bool,
    /// Whether it is nested too deep to be read.
    pub(super) deep: bool,
}

/// What is known about one `VCALENDAR`.
#[derive(Clone, Debug, Default)]
pub(super) struct CalendarSpan {
    /// Whether its `METHOD` says that these are no meetings to mend: cancellations and answers.
    pub(super) is_answer: bool,
    /// Where its time zones stand.
    pub(super) zones: Vec<Range<usize>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Calendar,
    Event,
    Zone,
    Other,
}

/// The pass, between two lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    at: usize,
    open: Vec<Kind>,
    event: Option<EventSpan>,
    /// How many components were open around the event.
    event_depth: usize,
    zone_start: usize,
    buffer: Vec<u8>,
    pub(super) events: Vec<EventSpan>,
    pub(super) calendars: Vec<CalendarSpan>,
}

impl Scan {
    /// How many bytes have been read.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// Reads on until about `budget` events have passed. Returns whether the input has ended.
    pub(super) fn advance(&mut self, input: &[u8], plan: &Plan, budget: usize) -> bool {
        // Something other than events, such as a journal, counts by its lines.
        const LINES_PER_EVENT: usize = 200;
        let goal = self.events.len().saturating_add(budget);
        let mut lines_left = budget.saturating_mul(LINES_PER_EVENT);
        if self.at == 0 && input.starts_with(b"\xef\xbb\xbf") {
            self.at = 3;
        }
        let mut lines = Lines::new(input, self.at..input.len());
        while self.events.len() < goal && lines_left > 0 {
            let Some(line) = lines.next() else {
                self.close_event(input.len(), false);
                self.at = input.len();
                return true;
            };
            self.read(&line, plan);
            self.at = lines.at();
            lines_left -= 1;
        }
        false
    }

    fn read(&mut self, line: &Line<'_>, plan: &Plan) {
        match line.raw.first().map(u8::to_ascii_lowercase) {
            Some(b'b') if line.is("BEGIN") => self.begin(line),
            Some(b'e') if line.is("END") => self.end(line),
            Some(b'u') if line.is("UID") => self.uid(line),
            Some(b'm') if line.is("METHOD") => self.method(line),
            _ => self.sift(line, plan),
        }
    }

    fn kind_of(&mut self, line: &Line<'_>) -> Kind {
        let value = self.value(line);
        if value.eq_ignore_ascii_case(b"VEVENT") {
            Kind::Event
        } else if value.eq_ignore_ascii_case(b"VCALENDAR") {
            Kind::Calendar
        } else if value.eq_ignore_ascii_case(b"VTIMEZONE") {
            Kind::Zone
        } else {
            Kind::Other
        }
    }

    /// The value of a line whose head has no quotation marks, without spaces around it.
    fn value(&mut self, line: &Line<'_>) -> &[u8] {
        line.text_into(&mut self.buffer);
        let colon = self.buffer.iter().position(|byte| *byte == b':');
        self.buffer.get(colon.map_or(0, |colon| colon + 1)..).unwrap_or_default().trim_ascii()
    }

    fn begin(&mut self, line: &Line<'_>) {
        let kind = self.kind_of(line);
        match kind {
            Kind::Calendar => {
                self.close_event(line.range.start, false);
                self.calendars.push(CalendarSpan::default());
            }
            Kind::Event => {
                self.close_event(line.range.start, false);
                self.event_depth = self.open.len();
                // An event outside of any calendar belongs to none, which has no time zones either.
                let calendar = self.calendars.len().wrapping_sub(1);
                self.event = Some(EventSpan {
                    range: line.range.clone(),
                    uid: None,
                    calendar,
                    suspect: false,
                    finished: false,
                    deep: self.open.len() >= DEEPEST,
                });
            }
            Kind::Zone => self.zone_start = line.range.start,
            Kind::Other => {}
        }
        if self.open.len() < DEEPEST {
            self.open.push(kind);
        } else if let Some(event) = &mut self.event {
            event.deep = true;
        }
    }

    fn end(&mut self, line: &Line<'_>) {
        match self.kind_of(line) {
            Kind::Event => {
                let nested = self.open.len() > self.event_depth + 1;
                self.close_event(line.range.end, !nested);
            }
            Kind::Calendar => {
                self.close_event(line.range.start, false);
                self.open.clear();
            }
            kind => {
                if kind == Kind::Zone
                    && let Some(calendar) = self.calendars.last_mut()
                {
                    calendar.zones.push(self.zone_start..line.range.end);
                }
                if self.open.last() == Some(&kind) {
                    self.open.pop();
                }
            }
        }
    }

    fn close_event(&mut self, end: usize, finished: bool) {
        if let Some(mut event) = self.event.take() {
            event.range.end = end;
            event.finished = finished;
            self.events.push(event);
            self.open.truncate(self.event_depth);
        }
    }

    fn uid(&mut self, line: &Line<'_>) {
        // The UID of something inside an event, such as an alarm, is not the event's.
        let own = self.event.as_ref().is_some_and(|event| event.uid.is_none())
            && self.open.len() == self.event_depth + 1;
        if own {
            let uid = fingerprint(self.value(line));
            if let Some(event) = &mut self.event {
                event.uid = Some(uid);
            }
        }
    }

    fn method(&mut self, line: &Line<'_>) {
        if self.open.len() > 1 {
            return;
        }
        let value = self.value(line);
        let is_answer = ["CANCEL", "REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"]
            .iter()
            .any(|method| value.eq_ignore_ascii_case(method.as_bytes()));
        if let Some(calendar) = self.calendars.last_mut() {
            calendar.is_answer |= is_answer;
        }
    }

    /// Notes whether old digits may stand in this line.
    fn sift(&mut self, line: &Line<'_>, plan: &Plan) {
        let Some(event) = &mut self.event else { return };
        if event.suspect || !line.may_hold_digits() {
            return;
        }
        line.text_into(&mut self.buffer);
        let text = &self.buffer;
        if treatment(name_of(text)) == Treatment::Leave {
            return;
        }
        event.suspect = may_match(text, 0..text.len(), is_quoted_printable(text), plan)
            || base64_value(text).is_some_and(|value| may_match(&value, 0..value.len(), false, plan));
    }
}

/// The name of the property on this line.
pub(super) fn name_of(line: &[u8]) -> &[u8] {
    &line[..line.iter().position(|byte| matches!(byte, b':' | b';')).unwrap_or(line.len())]
}

/// A number other than 0 that two different UIDs hardly ever share (FNV-1a). Where it matters, the UIDs themselves
/// are compared.
#[expect(clippy::cast_possible_truncation, reason = "a shorter fingerprint does on 32 bits")]
fn fingerprint(uid: &[u8]) -> usize {
    let hash = uid.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash ^ hash >> 32) as usize).max(1)
}

/// The decoded value of a line that says it is encoded as base64; `None` for every other line.
pub(super) fn base64_value(line: &[u8]) -> Option<Vec<u8>> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let head = String::from_utf8_lossy(&line[..colon]).to_ascii_uppercase();
    if !head
        .split(';')
        .skip(1)
        .any(|parameter| matches!(parameter, "ENCODING=BASE64" | "ENCODING=B" | "BASE64"))
    {
        return None;
    }
    let mut decoded = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in &line[colon + 1..] {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push((bits >> count & 0xff) as u8);
        }
    }
    Some(decoded)
}
