//! What is done with which property.

/// What is done with the digits of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Treatment {
    /// They change where they are an old ID for sure; what looks like it is reported.
    Mend,
    /// They stay, and what looks like an old ID is reported.
    Report,
    /// They mean something else, and nobody could change them by hand: dates, counters, identifiers, structure.
    Leave,
}

/// Properties of RFC 5545 and its successors that people write and programs show, but whose digits are not changed.
const REPORTED: [&str; 14] = [
    "SUMMARY",
    "COMMENT",
    "CONTACT",
    "CATEGORIES",
    "RESOURCES",
    "ATTACH",
    "ATTENDEE",
    "ORGANIZER",
    "RELATED-TO",
    "IMAGE",
    "LINK",
    "STRUCTURED-DATA",
    "NAME",
    "REQUEST-STATUS",
];

/// Properties that hold no text.
const LEFT: [&str; 38] = [
    "BEGIN",
    "END",
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "DUE",
    "COMPLETED",
    "DURATION",
    "CREATED",
    "LAST-MODIFIED",
    "RECURRENCE-ID",
    "RRULE",
    "EXRULE",
    "RDATE",
    "EXDATE",
    "SEQUENCE",
    "STATUS",
    "CLASS",
    "TRANSP",
    "PRIORITY",
    "GEO",
    "PERCENT-COMPLETE",
    "TRIGGER",
    "REPEAT",
    "ACTION",
    "ACKNOWLEDGED",
    "METHOD",
    "VERSION",
    "PRODID",
    "CALSCALE",
    "TZID",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "TZNAME",
    "COLOR",
    "FREEBUSY",
    "REFRESH-INTERVAL",
];

/// Properties of programs that count or identify.
const LEFT_UNKNOWN: [&str; 8] = [
    "X-MICROSOFT-CDO-APPT-SEQUENCE",
    "X-MICROSOFT-CDO-OWNERAPPTID",
    "X-MICROSOFT-CDO-OWNER-CRITICAL-CHANGE",
    "X-MICROSOFT-CDO-ATTENDEE-CRITICAL-CHANGE",
    "X-MOZ-LASTACK",
    "X-MOZ-GENERATION",
    "X-WR-ALARMUID",
    "X-EVOLUTION-ALARM-UID",
];

/// What is done with the property of this name. What no standard names may hold a copy of the invitation, so it is
/// treated as one.
pub(super) fn treatment(name: &[u8]) -> Treatment {
    let is_in = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()));
    if is_in(&LEFT) || is_in(&LEFT_UNKNOWN) {
        Treatment::Leave
    } else if is_in(&REPORTED) {
        Treatment::Report
    } else {
        Treatment::Mend
    }
}

/// Whether a standard or a program's own prefix says that this is a property. Other lines are probably a text that goes on,
/// and what stands before their first colon is a part of it.
pub(super) fn is_known(name: &[u8]) -> bool {
    const MENDED: [&str; 6] =
        ["DESCRIPTION", "LOCATION", "URL", "CONFERENCE", "STYLED-DESCRIPTION", "SOURCE"];
    let is_in = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()));
    name.get(..2).is_some_and(|prefix| prefix.eq_ignore_ascii_case(b"X-"))
        || is_in(&MENDED)
        || treatment(name) != Treatment::Mend
}

/// Whether a physical line cannot be a content line: it has no name, or one that no property can have.
pub(super) fn is_raw_text(line: &[u8]) -> bool {
    let is_in_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let length = line.iter().take_while(|byte| is_in_name(byte)).count();
    !line.is_empty() && (length == 0 || !matches!(line.get(length), Some(b':' | b';')))
}
