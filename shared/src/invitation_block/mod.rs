//! The invitation block: what stands at the bottom of an invitation so that people can join by phone.
//!
//! This is the one place that writes it. Mails, the page and meetings all take it from here, so the meeting
//! update tool finds in every invitation what this module wrote: the label *Conference ID* (or *Konferens-ID*)
//! before the digits, and the digits after the pause (`,,`) of a number to dial.

mod html;
mod icalendar;
mod words;

pub use html::escape_html;

use crate::{Bridge, ConferenceId, Language, ServiceNumber};

/// What stands at the bottom of an invitation: the service numbers and the conference ID.
///
/// ```
/// use konfid_shared::{Bridge, InvitationBlock, Language};
/// let id = "8271964".parse().unwrap();
/// let bridge = Bridge::first();
/// let block = InvitationBlock::new(id, &bridge, Language::Sv);
/// assert!(block.text().contains("Konferens-ID: 827 196 4"));
/// ```
#[derive(Clone, Debug)]
pub struct InvitationBlock<'b> {
    conference_id: ConferenceId,
    language: Language,
    /// The default number first.
    numbers: Vec<&'b ServiceNumber>,
}

impl<'b> InvitationBlock<'b> {
    /// The block for a conference ID, with the service numbers of the bridge.
    pub fn new(conference_id: ConferenceId, bridge: &'b Bridge, language: Language) -> Self {
        Self { conference_id, language, numbers: bridge.ordered_numbers() }
    }

    /// As plain text; lines end with `\n`.
    pub fn text(&self) -> String {
        let words = words::of(self.language);
        let mut lines = vec![words.heading.to_owned()];
        lines.extend(self.numbers.iter().map(|number| self.describe(number)));
        lines.push(format!("{}: {}", words.conference_id, self.conference_id.grouped()));
        if let Some(hint) = words.hint(self.numbers.len()) {
            lines.push(hint.to_owned());
        }
        if let Some(number) = self.numbers.first() {
            lines.push(format!("{}: {}", words.one_tap, self.one_tap(number)));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// As HTML, without any style of its own; everything from the settings is escaped.
    pub fn html(&self) -> String {
        html::write(self)
    }

    /// As content lines of a calendar event (RFC 5545, folded, each ends with CRLF): one `CONFERENCE` for every
    /// number (RFC 7986) and a `DESCRIPTION` that holds [`InvitationBlock::text`]. The commas and the `#` in
    /// the address are percent-encoded, because a widely used server cuts the value at a bare comma.
    pub fn icalendar(&self) -> String {
        icalendar::write(self)
    }

    /// A number with its place: `+46 8 123 456 78 (Stockholm, SE, toll-free)`.
    pub fn describe(&self, number: &ServiceNumber) -> String {
        number.describe(self.language)
    }

    /// What a telephone dials to call the number and then send the ID: `+46812345678,,8271964#`.
    fn one_tap(&self, number: &ServiceNumber) -> String {
        format!("{},,{}#", number.number, self.conference_id)
    }
}

impl ServiceNumber {
    /// The number with its place and whether it is toll-free: `+46 20 123 456 (Stockholm, SE, toll-free)`.
    pub fn describe(&self, language: Language) -> String {
        let toll_free = if self.toll_free { words::of(language).toll_free } else { "" };
        let facts = [one_line(&self.location), one_line(&self.country_code), toll_free.to_owned()];
        let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        let number = one_line(self.for_people());
        if facts.is_empty() { number } else { format!("{number} ({})", facts.join(", ")) }
    }
}

/// The text without control characters and without spaces around it: a settings field must not begin a new line.
fn one_line(text: &str) -> String {
    let line: String =
        text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests;
