//! The texts of mails.
//!
//! What a mail says is a template (`shared::MailTemplateText`), built-in or written by an administrator. `content` puts the
//! values of a letter into its layout and makes a list of [`Part`]s; both the plain text (`text`) and the HTML (`html`)
//! are made from that list, so they cannot say different things. Values are put in after the layout was read, so
//! none is ever taken for layout. No mail ever holds a PIN.

mod content;
mod html;
mod text;

use shared::{
    ConferenceId, Language, LanguageTag, MailContent, MailEvent, MailTemplateText, MailTemplates,
    ProviderProfile, ServiceNumber, Settings,
};

/// What a mail is about.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// Why it is written.
    pub event: MailEvent,
    /// The language of what is put into the template.
    pub language: Language,
    /// The language of the template.
    pub tag: &'a LanguageTag,
    /// What it is written with.
    pub template: &'a MailTemplateText,
    /// The user's name.
    pub display_name: &'a str,
    /// The user's current conference ID; in a mail about being disabled, the one that the user had.
    pub conference_id: Option<ConferenceId>,
    /// Whether each of the user's meetings has a conference ID of its own.
    pub dynamic_ids: bool,
    /// The profile at another provider that callers use instead, or would use if the user were enabled.
    pub profile: Option<&'a ProviderProfile>,
    /// The IDs that the user had before, which may still stand in invitations.
    pub earlier_ids: &'a [ConferenceId],
    /// The addresses under which the user organizes meetings.
    pub addresses: &'a [String],
    /// Whether Konfid updates the user's meetings by itself.
    pub calendar: CalendarHelp,
    /// The secret of the link that signs the organizer in or shows the PIN; only in a mail with such a link.
    pub token: Option<&'a str>,
    /// The organisation's settings, for its name.
    pub settings: &'a Settings,
    /// The numbers that the user's callers dial, the first one first: those of
    /// [`Bridge::numbers_for`](shared::Bridge::numbers_for).
    pub numbers: &'a [&'a ServiceNumber],
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
    let templates = templates(letter);
    let subject = content::subject(letter, &templates);
    let parts = content::parts(letter, &templates);
    let text = text::write(&parts);
    let html = html::write(&subject, letter.tag, &parts);
    MailContent { subject, text, html }
}

/// The template, or the built-in one where it cannot be read: it was checked when it was saved, maybe by a version of
/// Konfid that knew other variables.
fn templates(letter: &Letter<'_>) -> MailTemplates {
    letter.template.checked(letter.event).unwrap_or_else(|faults| {
        let (event, language) = (letter.event.name(), letter.tag);
        tracing::warn!(event, %language, faults = faults.len(), "a text of emails is not used because it has faults");
        let built_in = MailTemplateText::built_in(letter.event, letter.language);
        built_in.checked(letter.event).expect("a test checks every built-in text")
    })
}

/// A piece of a mail.
enum Part {
    Heading(Vec<Inline>),
    Paragraph(Vec<Inline>),
    /// Something short to find at a glance, such as the conference ID.
    Fact {
        label: Vec<Inline>,
        value: String,
        large: bool,
    },
    List(Vec<Vec<Inline>>),
    Steps(Vec<Vec<Inline>>),
    /// The invitation block to paste, as text and as HTML.
    Block {
        text: String,
        html: String,
    },
    /// Small print at the end.
    Footer(Vec<Inline>),
}

/// A piece of a line.
enum Inline {
    Text(String),
    Break,
    /// Words that lead somewhere; without words the address stands for itself.
    Link {
        words: String,
        address: String,
    },
}

impl Inline {
    /// Its words alone.
    fn into_words(self) -> String {
        match self {
            Self::Text(words) | Self::Link { words, .. } => words,
            Self::Break => " ".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
