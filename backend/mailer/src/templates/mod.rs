//! The texts of mails.
//!
//! What a mail says is written once, as a list of [`Part`]s (`content`), in the words of each language (`words`); both
//! the plain text (`text`) and the HTML (`html`) are made from that list, so they cannot say different things.
//! No mail ever holds a PIN.

mod content;
mod html;
mod text;
mod words;

use shared::{Bridge, ConferenceId, Language, MailContent, MailEvent, Settings};

/// What a mail is about.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// Why it is written.
    pub event: MailEvent,
    /// The language it is written in.
    pub language: Language,
    /// The user's name.
    pub display_name: &'a str,
    /// The user's current conference ID; in a mail about being disabled, the one that the user had.
    pub conference_id: Option<ConferenceId>,
    /// The IDs that the user had before, which may still stand in invitations.
    pub earlier_ids: &'a [ConferenceId],
    /// The addresses under which the user organizes meetings.
    pub addresses: &'a [String],
    /// Whether Konfid updates the user's meetings by itself.
    pub calendar: CalendarHelp,
    /// The secret of the link that signs the organizer in; only in a mail about that.
    pub token: Option<&'a str>,
    /// The organisation's settings, for its name.
    pub settings: &'a Settings,
    /// The user's bridge, for the service numbers.
    pub bridge: &'a Bridge,
    /// Where the page is reached, without a slash at the end, as in `https://konfid.example.com`.
    pub public_url: &'a str,
}

/// Whether Konfid updates a user's meetings by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarHelp {
    /// It cannot: there is no way to calendars here, or the organisation does not want it.
    None,
    /// It would, if the user connected a calendar.
    Possible,
    /// It does.
    Connected,
}

/// Writes a mail.
pub fn render(letter: &Letter<'_>) -> MailContent {
    let subject = words::of(letter.language).subject(letter.event).to_owned();
    let parts = content::parts(letter);
    let text = text::write(&parts);
    let html = html::write(&subject, letter.language, &parts);
    MailContent { subject, text, html }
}

/// A piece of a mail.
enum Part {
    Heading(String),
    Paragraph(String),
    /// Something short to find at a glance, such as the conference ID.
    Fact {
        label: String,
        value: String,
        large: bool,
    },
    List(Vec<String>),
    Steps(Vec<Step>),
    Link(Step),
    /// The invitation block to paste, as text and as HTML.
    Block {
        text: String,
        html: String,
    },
    /// Small print at the end.
    Footer(String),
}

/// A sentence, and where it leads.
struct Step {
    sentence: String,
    address: Option<String>,
}

#[cfg(test)]
mod tests;
