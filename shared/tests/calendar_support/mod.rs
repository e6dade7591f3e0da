//! Calendars for tests: the same text is rendered once with the old digits and once with the new ones, so that what
//! is expected never comes from the code under test.

use konfid_shared::calendar::MendRequest;

/// The old ID of every test.
pub(crate) const OLD: &str = "8271964";
/// An ID from one more reset ago.
pub(crate) const OLDER: &str = "3904518";
/// The new ID of every test.
pub(crate) const NEW: &str = "5093817";
/// The organizer.
pub(crate) const ANNA: &str = "anna@contoso.example";
/// 2026-11-24T06:00:00Z.
pub(crate) const NOW: i64 = 1_795_500_000;
/// `NOW` as a stamp.
pub(crate) const STAMP: &str = "20261124T060000Z";
/// A stamp from before.
pub(crate) const EARLIER: &str = "20261001T080000Z";

/// The usual request.
pub(crate) fn request() -> MendRequest {
    MendRequest {
        addresses: vec![ANNA.to_owned()],
        old_ids: vec![OLD.parse().expect("seven digits"), OLDER.parse().expect("seven digits")],
        new_id: NEW.parse().expect("seven digits"),
        numbers: Vec::new(),
        now: NOW,
    }
}

/// How lines are broken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folding {
    /// Bytes on a physical line; 0 does not fold.
    pub(crate) width: usize,
    /// The line break.
    pub(crate) line_break: &'static str,
    /// The character after the break of a fold.
    pub(crate) white: char,
}

/// The foldings that tests go through.
pub(crate) const FOLDINGS: [Folding; 6] = [
    Folding { width: 0, line_break: "\r\n", white: ' ' },
    Folding { width: 75, line_break: "\r\n", white: ' ' },
    Folding { width: 75, line_break: "\n", white: ' ' },
    Folding { width: 33, line_break: "\r\n", white: '\t' },
    Folding { width: 7, line_break: "\r\n", white: ' ' },
    Folding { width: 2, line_break: "\n", white: '\t' },
];

/// Lines separated by `\n` as calendar bytes. Folds may split a character, as some programs do.
pub(crate) fn bytes(lines: &str, folding: Folding) -> Vec<u8> {
    let mut output = Vec::new();
    for line in lines.lines() {
        // Envelopes are short in every real file.
        let width = if line.starts_with("BEGIN:") || line.starts_with("END:") { 0 } else { folding.width };
        let chunks: Vec<&[u8]> =
            if width == 0 { vec![line.as_bytes()] } else { line.as_bytes().chunks(width).collect() };
        for (index, chunk) in chunks.iter().enumerate() {
            if index > 0 {
                output.extend_from_slice(folding.line_break.as_bytes());
                output.push(folding.white as u8);
            }
            output.extend_from_slice(chunk);
        }
        output.extend_from_slice(folding.line_break.as_bytes());
    }
    output
}

/// A calendar around components.
pub(crate) fn calendar(components: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Contoso//Mail//EN\n{components}END:VCALENDAR\n")
}

/// Whether an event is shown before or after mending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// As it was.
    Before,
    /// As it must be afterwards.
    After,
}

impl Side {
    /// The digits of the ID on this side.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Before => OLD,
            Self::After => NEW,
        }
    }

    /// `SEQUENCE` and `DTSTAMP` on this side of an event that changes.
    pub(crate) fn marks(self) -> String {
        match self {
            Self::Before => format!(
                "SEQUENCE:4\nDTSTAMP:{EARLIER}\nLAST-MODIFIED:{EARLIER}\nX-MICROSOFT-CDO-APPT-SEQUENCE:9\n"
            ),
            Self::After => format!(
                "SEQUENCE:5\nDTSTAMP:{STAMP}\nLAST-MODIFIED:{STAMP}\nX-MICROSOFT-CDO-APPT-SEQUENCE:10\n"
            ),
        }
    }
}

/// An event of Anna's in January 2027 with these properties.
pub(crate) fn event(side: Side, properties: &str) -> String {
    let marks = side.marks();
    format!(
        "BEGIN:VEVENT\nUID:040000008200E00074C5B7101A82E008\n{marks}DTSTART:20270111T090000Z\nDTEND:20270111T093000Z\nSUMMARY:Planning 82719640\nORGANIZER;CN=Anna Berg:mailto:{ANNA}\nATTENDEE;PARTSTAT=ACCEPTED;RSVP=TRUE;CN=Bo:mailto:bo@fabrikam.example\n{properties}\nBEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nDESCRIPTION:Reminder\nEND:VALARM\nEND:VEVENT\n"
    )
}

/// Digits in groups, with this between them.
pub(crate) fn grouped(digits: &str, groups: &[usize], separator: &str) -> String {
    let mut rest = digits;
    let mut parts = Vec::new();
    for length in groups {
        let (part, after) = rest.split_at(*length);
        parts.push(part);
        rest = after;
    }
    assert!(rest.is_empty(), "the groups cover all digits");
    parts.join(separator)
}

/// The bytes as text for a message of a failed test.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every test file uses a part of this module; naming the parts here keeps the others from counting as unused.
const _: () = {
    let _ = (OLD, OLDER, NEW, ANNA, NOW, STAMP, EARLIER, FOLDINGS);
    let _ = (request, bytes, calendar, event, grouped, text, Side::id, Side::marks);
    let _ = (Side::Before, Side::After);
};
