//! The invitation block: what stands at the bottom of an invitation so that people can join by phone.
//!
//! This is the one place that writes it. Mails, the page and meetings all take it from here, so the meeting
//! update tool finds in every invitation what this module wrote: the label *Conference ID* (or *Konferens-ID*)
//! before the digits, and the digits after the pause (`,,`) of a number to dial.

mod html;
mod icalendar;
mod words;

pub use html::escape_html;
pub use icalendar::{icalendar_line, icalendar_parameter, icalendar_text};

use std::borrow::Cow;

use crate::{Bridge, ConferenceId, Language, ProviderProfile, ServiceNumber, User};

/// What stands at the bottom of an invitation: the service numbers and the conference ID.
///
/// ```
/// use konfid_shared::{Bridge, InvitationBlock, Language};
/// let id = "8271964".parse().unwrap();
/// let bridge = Bridge::first();
/// let block = InvitationBlock::new(id, bridge.ordered_numbers(), Language::Sv);
/// assert!(block.text().contains("Konferens-ID: 827 196 4"));
/// ```
#[derive(Clone, Debug)]
pub struct InvitationBlock<'b> {
    digits: Digits<'b>,
    language: Language,
    /// The default number first.
    numbers: Vec<Cow<'b, ServiceNumber>>,
}

/// What callers enter.
#[derive(Clone, Copy, Debug)]
enum Digits<'b> {
    /// A conference ID of Konfid.
    BuiltIn(ConferenceId),
    /// A conference ID or passcode of another provider.
    Foreign(&'b crate::ForeignPasscode),
}

impl Digits<'_> {
    /// As people read it. Another provider's is written as that provider wrote it.
    fn for_people(self) -> String {
        match self {
            Self::BuiltIn(id) => id.grouped(),
            Self::Foreign(passcode) => passcode.as_str().to_owned(),
        }
    }

    /// As a telephone dials it.
    fn dialled(self) -> String {
        match self {
            Self::BuiltIn(id) => id.to_string(),
            Self::Foreign(passcode) => passcode.as_str().to_owned(),
        }
    }
}

impl<'b> InvitationBlock<'b> {
    /// The block for a conference ID, with the numbers that callers dial; of a user those of
    /// [`Bridge::numbers_for`](crate::Bridge::numbers_for).
    pub fn new(conference_id: ConferenceId, numbers: Vec<&'b ServiceNumber>, language: Language) -> Self {
        let numbers = numbers.into_iter().map(Cow::Borrowed).collect();
        Self { digits: Digits::BuiltIn(conference_id), language, numbers }
    }

    /// The block for a profile at another provider, with the numbers of that provider.
    pub fn of_profile(profile: &'b ProviderProfile, language: Language) -> Self {
        let numbers = profile.service_numbers().into_iter().map(Cow::Owned).collect();
        Self { digits: Digits::Foreign(&profile.passcode), language, numbers }
    }

    /// The block of a user, whoever provides the conference; `None` while callers cannot reach the user's meetings.
    pub fn of_user(user: &'b User, bridge: &'b Bridge, language: Language) -> Option<Self> {
        if !user.dial_in_enabled {
            return None;
        }
        match user.provider.default_profile() {
            Some(profile) => Some(Self::of_profile(profile, language)),
            None => Some(Self::new(user.conference_id?, bridge.numbers_for(user), language)),
        }
    }

    /// What callers enter, as people read it.
    pub fn digits(&self) -> String {
        self.digits.for_people()
    }

    /// As plain text; lines end with `\n`.
    pub fn text(&self) -> String {
        let words = words::of(self.language);
        let mut lines = vec![words.heading.to_owned()];
        lines.extend(self.numbers.iter().map(|number| self.describe(number)));
        lines.push(format!("{}: {}", words.conference_id, self.digits.for_people()));
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

    /// The numbers, the default one first, each with the [link](Self::link) that calls it.
    pub fn calls(&self) -> impl Iterator<Item = (&ServiceNumber, String)> {
        self.numbers.iter().map(|number| (&**number, self.link(number)))
    }

    /// What a telephone dials to call the number and then send the ID: `+46812345678,,8271964#`.
    fn one_tap(&self, number: &ServiceNumber) -> String {
        format!("{},,{}#", number.number, self.digits.dialled())
    }

    /// The same as a link, `tel:+46812345678,,8271964%23`: the address of a link has no `#` of its own.
    fn link(&self, number: &ServiceNumber) -> String {
        format!("tel:{}", self.one_tap(number).replace('#', "%23"))
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
