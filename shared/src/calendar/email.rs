//! Taking the calendar out of an email that was saved as a file.
//!
//! Headers and encodings are read by `mail-parser`, the parts are found here: its own tree of a message reads to the end of
//! the file for every boundary that never comes, and goes as deep as messages stand in messages. Here each level is read once,
//! and there are few levels.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{ContentType, Message, MessageParser, MimeHeaders as _};

use super::lines::Lines;
use super::mender::is_wide;

/// How many levels of parts are read. Real emails have four at most.
const LEVELS: usize = 8;
/// How many messages may stand around a calendar: an email, and one that is attached to it.
const MESSAGES: usize = 2;
/// A longer head is not that of a real part.
const HEAD: usize = 64 << 10;

/// The calendar in an email that was saved as a file, decoded; `None` if the input is no email, or holds no calendar or
/// several different ones.
///
/// An invitation often holds its calendar twice, as a part of the text and as an attachment: then it is the part.
pub fn calendar_in_email(input: &[u8]) -> Option<Vec<u8>> {
    if is_wide(input) || !is_email(input) {
        return None;
    }
    let mut search = Search { parser: MessageParser::new().with_mime_headers(), found: Vec::new() };
    search.look_into(input, LEVELS, MESSAGES - 1);
    the_only_one(search.found)
}

struct Search {
    parser: MessageParser,
    found: Vec<Found>,
}

/// A calendar in an email.
struct Found {
    calendar: Vec<u8>,
    /// Whether it is a part of the text, and not an attachment.
    is_of_text: bool,
}

impl Search {
    /// Looks for calendars in a message or a part of one. `levels` may stand in it, and of them `messages` messages.
    fn look_into(&mut self, entity: &[u8], levels: usize, messages: usize) {
        let (head, body) = split_head(entity);
        if levels == 0 || head.len() > HEAD {
            return;
        }
        let Some(headers) = self.parser.parse_headers(head) else { return };
        let content_type = headers.content_type();
        let kind = content_type.map_or("", |kind| kind.ctype()).to_ascii_lowercase();
        let subtype = content_type.and_then(|kind| kind.subtype()).unwrap_or_default().to_ascii_lowercase();
        match (kind.as_str(), subtype.as_str()) {
            ("multipart", _) => {
                let boundary = content_type.and_then(|kind| kind.attribute("boundary")).unwrap_or_default();
                for part in parts(body, boundary) {
                    self.look_into(part, levels - 1, messages);
                }
            }
            ("message", "rfc822" | "global") => {
                if let Some(message) = decoded(&headers, body).filter(|_| messages > 0) {
                    self.look_into(&message, levels - 1, messages - 1);
                }
            }
            (kind, subtype) => {
                let is_calendar = matches!((kind, subtype), ("text", "calendar") | ("application", "ics"));
                if is_calendar || has_calendar_name(&headers) {
                    let is_attached = headers.content_disposition().is_some_and(ContentType::is_attachment);
                    let is_of_text = (kind, subtype) == ("text", "calendar") && !is_attached;
                    let calendar = decoded(&headers, body).filter(|calendar| is_begin_of_calendar(calendar));
                    self.found.extend(calendar.map(|calendar| Found { calendar, is_of_text }));
                }
            }
        }
    }
}

/// The calendar, if all that was found is one and the same.
fn the_only_one(mut found: Vec<Found>) -> Option<Vec<u8>> {
    let chosen = found.iter().position(|found| found.is_of_text).unwrap_or_default();
    if chosen >= found.len() {
        return None;
    }
    let chosen = found.swap_remove(chosen);
    let known = uids(&chosen.calendar);
    let is_same = |other: &Found| {
        if chosen.calendar.trim_ascii() == other.calendar.trim_ascii() {
            return true;
        }
        // A copy for other programs: the same meetings, although perhaps written otherwise.
        let uids = uids(&other.calendar);
        let is_copy = chosen.is_of_text && !other.is_of_text && !uids.is_empty();
        is_copy && uids.iter().all(|uid| known.binary_search(uid).is_ok())
    };
    found.iter().all(is_same).then_some(chosen.calendar)
}

/// The UIDs in a calendar, in order.
fn uids(calendar: &[u8]) -> Vec<Vec<u8>> {
    let lines = Lines::new(calendar, 0..calendar.len()).filter(|line| line.is("UID"));
    let mut uids: Vec<Vec<u8>> = lines
        .map(|line| {
            let line = line.unfolded();
            line.bytes[line.value()].trim_ascii().to_vec()
        })
        .collect();
    uids.sort_unstable();
    uids
}

/// The head of a message or a part, with the blank line that ends it, and the body.
fn split_head(entity: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    while let Some(rest) = entity.get(at..).filter(|rest| !rest.is_empty()) {
        let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |length| length + 1);
        at += length;
        if rest[..length].trim_ascii().is_empty() {
            break;
        }
    }
    entity.split_at(at)
}

/// The parts between the lines of a boundary. The line break before such a line belongs to the boundary.
fn parts<'body>(body: &'body [u8], boundary: &str) -> Vec<&'body [u8]> {
    let mut parts = Vec::new();
    if boundary.is_empty() {
        return parts;
    }
    let mut begin = None;
    for at in memchr::memmem::find_iter(body, format!("--{boundary}").as_bytes()) {
        let (before, rest) = body.split_at(at);
        if !before.is_empty() && !before.ends_with(b"\n") {
            continue;
        }
        let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |length| length + 1);
        let after = &rest[boundary.len() + 2..length];
        let is_end = after.starts_with(b"--");
        if !after.strip_prefix(b"--").unwrap_or(after).trim_ascii().is_empty() {
            // A longer boundary, of parts further inside.
            continue;
        }
        if let Some(part) = begin.and_then(|begin| body.get(begin..at)) {
            let part = part.strip_suffix(b"\n").unwrap_or(part);
            parts.push(part.strip_suffix(b"\r").unwrap_or(part));
        }
        begin = (!is_end).then_some(at + length);
        if is_end {
            break;
        }
    }
    // The end was cut off, or never written.
    parts.extend(begin.and_then(|begin| body.get(begin..)));
    parts
}

/// The body without its transfer encoding, in UTF-8 if its charset is known to be another; `None` if it is broken.
fn decoded(headers: &Message<'_>, body: &[u8]) -> Option<Vec<u8>> {
    let encoding = headers.content_transfer_encoding().unwrap_or_default().trim().to_ascii_lowercase();
    let bytes = match encoding.as_str() {
        "base64" => base64_decode(body)?,
        "quoted-printable" => quoted_printable_decode(body)?,
        _ => body.to_vec(),
    };
    let charset = headers.content_type().and_then(|kind| kind.attribute("charset")).unwrap_or_default();
    // Bytes that are no UTF-8 although they should be are the calendar's own matter, as in any file.
    let is_usual = ["", "utf-8", "utf8", "us-ascii"].iter().any(|usual| charset.eq_ignore_ascii_case(usual));
    match charset_decoder(charset.as_bytes()).filter(|_| !is_usual) {
        Some(decode) => Some(decode(&bytes).into_bytes()),
        None => Some(bytes),
    }
}

/// Whether the name of an attachment is that of a calendar file.
fn has_calendar_name(headers: &Message<'_>) -> bool {
    let name = headers.attachment_name().unwrap_or_default().trim_end();
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("ics"))
}

fn is_begin_of_calendar(data: &[u8]) -> bool {
    let data = data.strip_prefix("\u{feff}".as_bytes()).unwrap_or(data).trim_ascii_start();
    data.get(..15).is_some_and(|head| head.eq_ignore_ascii_case(b"BEGIN:VCALENDAR"))
}

/// Whether the input is an email that was saved as a file: it begins with headers, of which at least two are those of an
/// email, and a blank line ends them.
pub(super) fn is_email(input: &[u8]) -> bool {
    const HEAD: usize = 64 << 10;
    const HEADERS: [&str; 10] = [
        "From",
        "To",
        "Date",
        "Subject",
        "Received",
        "Return-Path",
        "Message-ID",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ];
    let head = input.get(..HEAD).unwrap_or(input);
    let lines = Lines::new(head, 0..head.len()).take_while(|line| !line.raw.trim_ascii().is_empty());
    let mut found = 0;
    for line in lines {
        if line.is("BEGIN") {
            return false;
        }
        found += usize::from(HEADERS.iter().any(|header| line.is(header)));
    }
    found >= 2
}
