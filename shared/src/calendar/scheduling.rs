//! Telling the attendees: by their calendar server, or by mail from the organizer.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lines::{Line, Lines, Unfolded, split_outside_quotes};
use super::report::{Patch, splice};
use super::request::normal_address;

/// Asks a calendar server that does the scheduling (RFC 6638) to send each attendee an update.
///
/// Some servers think that a change of the description alone is not worth an email. This adds
/// `SCHEDULE-FORCE-SEND=REQUEST` to every `ATTENDEE` of every event that does not have the parameter yet. The
/// server should remove it when it has sent the updates; for those that do not, there is [`without_force_send`].
pub fn schedule_force_send(calendar: &[u8]) -> Vec<u8> {
    const PARAMETER: &[u8] = b";SCHEDULE-FORCE-SEND=REQUEST";
    const NAME: &str = "ATTENDEE";
    const LONGEST_LINE: usize = 75;
    let mut patches = Vec::new();
    let mut events = 0_usize;
    for line in Lines::new(calendar, 0..calendar.len()) {
        events += usize::from(is_envelope(&line, "BEGIN", "VEVENT"));
        events = events.saturating_sub(usize::from(is_envelope(&line, "END", "VEVENT")));
        if events == 0 || !line.is(NAME) {
            continue;
        }
        let unfolded = line.unfolded();
        if unfolded.parameter("SCHEDULE-FORCE-SEND").is_some() {
            continue;
        }
        let at = unfolded.place(NAME.len() - 1) + 1;
        let mut bytes = PARAMETER.to_vec();
        let first_fold = memchr::memchr2(b'\r', b'\n', line.raw).unwrap_or(line.raw.len());
        if first_fold + PARAMETER.len() > LONGEST_LINE {
            // The rest of the line goes on after a fold, which keeps every line within its length.
            bytes.extend_from_slice(if line.line_break() == b"\n" { b"\n " } else { b"\r\n " });
        }
        patches.push(Patch { range: at..at, bytes });
    }
    splice(calendar, patches.iter()).concat()
}

/// The data without `SCHEDULE-FORCE-SEND`, which some servers keep although it is only meant for the moment of the write
/// (RFC 6638, 7.2); `None` if there is none.
pub fn without_force_send(calendar: &[u8]) -> Option<Vec<u8>> {
    const NAME: &str = "SCHEDULE-FORCE-SEND";
    let mut patches = Vec::new();
    for line in Lines::new(calendar, 0..calendar.len()) {
        if !line.is("ATTENDEE") && !line.is("ORGANIZER") {
            continue;
        }
        let unfolded = line.unfolded();
        let parameters = unfolded.parameters();
        let head = String::from_utf8_lossy(&unfolded.bytes[parameters.clone()]).into_owned();
        if head.len() != parameters.len() {
            // It is not UTF-8, so places in the text are no places in the line.
            continue;
        }
        let mut at = parameters.start;
        for parameter in split_outside_quotes(&head, ';') {
            let end = at + parameter.len();
            let is_meant =
                parameter.split('=').next().is_some_and(|key| key.trim().eq_ignore_ascii_case(NAME));
            // With the semicolon before it.
            if is_meant && at > 0 {
                patches.push(Patch { range: unfolded.place_range(at - 1..end), bytes: Vec::new() });
            }
            at = end + 1;
        }
    }
    (!patches.is_empty()).then(|| splice(calendar, patches.iter()).concat())
}

/// The mail addresses of a meeting's attendees, without the organizer's: who gets the message of
/// [`imip_request`]. In the order of the file, each once.
pub fn attendee_addresses(calendar: &[u8], uid: &str) -> Vec<String> {
    let mut organizers = BTreeSet::new();
    let mut known = BTreeSet::new();
    let mut attendees: Vec<String> = Vec::new();
    for part in parts(calendar) {
        if part.kind != PartKind::Event || part.uid.as_deref() != Some(uid) {
            continue;
        }
        for line in Lines::new(calendar, part.range) {
            let (is_organizer, is_attendee) = (line.is("ORGANIZER"), line.is("ATTENDEE"));
            if !is_organizer && !is_attendee {
                continue;
            }
            let line = line.unfolded();
            let value = line.value_text();
            let address = match line.parameter("EMAIL") {
                Some(address) if !value.to_ascii_lowercase().starts_with("mailto:") => {
                    normal_address(&address)
                }
                _ => normal_address(&value),
            };
            if is_organizer {
                organizers.insert(address);
            } else if address.contains('@') && known.insert(address.clone()) {
                attendees.push(address);
            }
        }
    }
    attendees.retain(|address| !organizers.contains(address));
    attendees
}

/// The calendar part of an update that the organizer sends by mail (iMIP, RFC 6047): `text/calendar;
/// method=REQUEST; charset=UTF-8`.
///
/// It holds the whole series of this UID with the time zones, `METHOD:REQUEST`, and CRLF line breaks. The
/// organizer's own alarms and the parameters meant for their server (`SCHEDULE-…`) are left out. `None` if there is
/// no event of this UID.
pub fn imip_request(calendar: &[u8], uid: &str) -> Option<Vec<u8>> {
    let mut message = b"BEGIN:VCALENDAR\r\n".to_vec();
    let parts = parts(calendar);
    let is_wanted = |part: &Part| part.kind == PartKind::Event && part.uid.as_deref() == Some(uid);
    let wanted = parts.iter().find(|part| is_wanted(part))?.calendar;
    let mut has_method = false;
    for part in parts.iter().filter(|part| part.calendar == wanted) {
        match part.kind {
            PartKind::Property => {
                for line in Lines::new(calendar, part.range.clone()) {
                    if line.is("METHOD") {
                        continue;
                    }
                    copy(&line, &mut message);
                }
            }
            PartKind::Zone | PartKind::Event => {
                if !std::mem::replace(&mut has_method, true) {
                    message.extend_from_slice(b"METHOD:REQUEST\r\n");
                }
                if part.kind == PartKind::Zone {
                    Lines::new(calendar, part.range.clone()).for_each(|line| copy(&line, &mut message));
                } else if is_wanted(part) {
                    copy_event(calendar, part.range.clone(), &mut message);
                }
            }
            PartKind::Other => {}
        }
    }
    message.extend_from_slice(b"END:VCALENDAR\r\n");
    Some(message)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PartKind {
    /// A property of the calendar itself.
    Property,
    Zone,
    Event,
    Other,
}

/// Something directly inside a calendar.
#[derive(Clone, Debug)]
struct Part {
    kind: PartKind,
    range: Range<usize>,
    uid: Option<String>,
    /// Which calendar of the file, counted from 1.
    calendar: usize,
}

/// What stands directly inside the calendars of a file, in order.
fn parts(input: &[u8]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut calendar = 0;
    // How deep inside the component that is being read.
    let mut depth = 0_usize;
    for line in Lines::new(input, 0..input.len()) {
        if depth == 0 && is_envelope(&line, "BEGIN", "VCALENDAR") {
            calendar += 1;
        } else if depth == 0 && is_envelope(&line, "END", "VCALENDAR") {
        } else if line.is("BEGIN") {
            if depth == 0 {
                let kind = if is_envelope(&line, "BEGIN", "VEVENT") {
                    PartKind::Event
                } else if is_envelope(&line, "BEGIN", "VTIMEZONE") {
                    PartKind::Zone
                } else {
                    PartKind::Other
                };
                parts.push(Part { kind, range: line.range.clone(), uid: None, calendar });
            }
            depth += 1;
        } else if depth == 0 {
            let is_blank = line.raw.trim_ascii().is_empty();
            if !is_blank {
                parts.push(Part { kind: PartKind::Property, range: line.range, uid: None, calendar });
            }
            continue;
        } else if line.is("END") {
            depth -= 1;
        } else if depth == 1
            && line.is("UID")
            && let Some(part) = parts.last_mut()
        {
            part.uid.get_or_insert_with(|| line.unfolded().value_text().trim().to_owned());
        }
        if let Some(part) = parts.last_mut()
            && part.kind != PartKind::Property
            && calendar == part.calendar
            && !is_envelope(&line, "END", "VCALENDAR")
        {
            part.range.end = line.range.end;
        }
    }
    parts
}

fn is_envelope(line: &Line<'_>, name: &str, component: &str) -> bool {
    line.is(name) && line.unfolded().value_text().trim().eq_ignore_ascii_case(component)
}

/// Copies an event without its alarms.
fn copy_event(input: &[u8], range: Range<usize>, message: &mut Vec<u8>) {
    let mut alarms = 0_usize;
    for line in Lines::new(input, range) {
        if is_envelope(&line, "BEGIN", "VALARM") {
            alarms += 1;
        }
        if alarms == 0 {
            let scheduled = (line.is("ATTENDEE") || line.is("ORGANIZER"))
                .then(|| without_scheduling_parameters(&line.unfolded()))
                .flatten();
            match scheduled {
                Some(text) => write_folded(&text, message),
                None => copy(&line, message),
            }
        } else if is_envelope(&line, "END", "VALARM") {
            alarms -= 1;
        }
    }
}

/// Copies a line with its folds, with CRLF for every line break.
fn copy(line: &Line<'_>, message: &mut Vec<u8>) {
    if line.raw.trim_ascii().is_empty() {
        return;
    }
    for physical in line.raw.split_inclusive(|byte| *byte == b'\n') {
        let content = physical.strip_suffix(b"\n").unwrap_or(physical);
        message.extend_from_slice(content.strip_suffix(b"\r").unwrap_or(content));
        message.extend_from_slice(b"\r\n");
    }
}

/// The line without the parameters that are meant for the organizer's server; `None` if it has none.
fn without_scheduling_parameters(line: &Unfolded) -> Option<Vec<u8>> {
    let head = String::from_utf8_lossy(&line.bytes[line.parameters()]).into_owned();
    let is_meant_for_server = |parameter: &&str| {
        ["SCHEDULE-FORCE-SEND", "SCHEDULE-STATUS", "SCHEDULE-AGENT"]
            .iter()
            .any(|name| parameter.split('=').next().is_some_and(|key| key.trim().eq_ignore_ascii_case(name)))
    };
    let parameters: Vec<&str> = split_outside_quotes(&head, ';').collect();
    if !parameters.iter().any(is_meant_for_server) {
        return None;
    }
    let kept: Vec<&str> =
        parameters.into_iter().filter(|parameter| !is_meant_for_server(parameter)).collect();
    let mut text = line.bytes[..line.parameters().start].to_vec();
    text.extend_from_slice(kept.join(";").as_bytes());
    text.push(b':');
    text.extend_from_slice(&line.bytes[line.value()]);
    Some(text)
}

/// Writes a line, folded so that no physical line is longer than 75 bytes and no character is split.
fn write_folded(text: &[u8], message: &mut Vec<u8>) {
    let mut rest = text;
    let mut room = 75;
    while rest.len() > room {
        let is_start = |place: usize| rest[place] & 0xc0 != 0x80;
        let cut = (1..=room).rev().find(|place| is_start(*place)).unwrap_or(room);
        message.extend_from_slice(&rest[..cut]);
        message.extend_from_slice(b"\r\n ");
        rest = &rest[cut..];
        room = 74;
    }
    message.extend_from_slice(rest);
    message.extend_from_slice(b"\r\n");
}
