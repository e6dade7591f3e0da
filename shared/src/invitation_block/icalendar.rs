//! The invitation block as content lines of a calendar event.

use super::InvitationBlock;

/// The longest line, in bytes without its end (RFC 5545, section 3.1).
const LINE_LENGTH: usize = 75;

pub(super) fn write(block: &InvitationBlock<'_>) -> String {
    let mut lines = String::new();
    for number in &block.numbers {
        let address = block.one_tap(number).replace(',', "%2C").replace('#', "%23");
        let label = icalendar_parameter(&block.describe(number));
        icalendar_line(
            &format!("CONFERENCE;VALUE=URI;FEATURE=PHONE;LABEL={label}:tel:{address}"),
            &mut lines,
        );
    }
    icalendar_line(&format!("DESCRIPTION:{}", icalendar_text(&block.text())), &mut lines);
    lines
}

/// A parameter's value in quotes, with the escapes of RFC 6868.
pub fn icalendar_parameter(text: &str) -> String {
    format!("\"{}\"", text.replace('^', "^^").replace('"', "^'"))
}

/// A text value with the escapes of RFC 5545, section 3.3.11.
pub fn icalendar_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.trim_end().chars() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(character);
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// Adds a content line, folded between characters, with its CRLF.
pub fn icalendar_line(line: &str, lines: &mut String) {
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LINE_LENGTH {
            lines.push_str("\r\n ");
            // The space that continues the line counts.
            length = 1;
        }
        length += character.len_utf8();
        lines.push(character);
    }
    lines.push_str("\r\n");
}
