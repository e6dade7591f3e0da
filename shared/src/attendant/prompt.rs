//! What the attendant says: one table, for voices, recordings and pages.

use serde::{Deserialize, Serialize};

use crate::Language;

/// Something that the attendant says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Prompt {
    /// The greeting.
    Welcome,
    /// Which key chooses the language in which this is said.
    ChooseLanguage(u8),
    /// Asks for the conference ID.
    AskId,
    /// No key was pressed.
    NothingHeard,
    /// With the ID nobody gets anywhere.
    WrongId,
    /// The ID was replaced.
    ChangedId,
    /// Asks whether the caller is the organizer.
    AskOrganizer,
    /// The PIN is another one.
    WrongPin,
    /// Asks for the caller's name.
    AskName,
    /// The organizer is not there yet.
    Lobby,
    /// Nobody else is there.
    First,
    /// What is said in the meeting is recorded.
    Recorded,
    /// No more callers fit in.
    Full,
    /// Nobody is let in any more.
    Locked,
    /// Something is wrong with Konfid or with the bridge.
    Fault,
    /// The end.
    Goodbye,
}

impl Prompt {
    /// How many languages a caller can choose from.
    pub const LANGUAGES_MAX: u8 = 5;

    /// Every prompt.
    pub fn all() -> impl Iterator<Item = Self> {
        let once = [
            Self::Welcome,
            Self::AskId,
            Self::NothingHeard,
            Self::WrongId,
            Self::ChangedId,
            Self::AskOrganizer,
            Self::WrongPin,
            Self::AskName,
            Self::Lobby,
            Self::First,
            Self::Recorded,
            Self::Full,
            Self::Locked,
            Self::Fault,
            Self::Goodbye,
        ];
        once.into_iter().chain((1..=Self::LANGUAGES_MAX).map(Self::ChooseLanguage))
    }

    /// The name of its recording, without language and ending.
    pub fn name(self) -> String {
        let name = match self {
            Self::Welcome => "welcome",
            Self::ChooseLanguage(key) => return format!("choose-language-{key}"),
            Self::AskId => "ask-id",
            Self::NothingHeard => "nothing-heard",
            Self::WrongId => "wrong-id",
            Self::ChangedId => "changed-id",
            Self::AskOrganizer => "ask-organizer",
            Self::WrongPin => "wrong-pin",
            Self::AskName => "ask-name",
            Self::Lobby => "lobby",
            Self::First => "first",
            Self::Recorded => "recorded",
            Self::Full => "full",
            Self::Locked => "locked",
            Self::Fault => "fault",
            Self::Goodbye => "goodbye",
        };
        name.to_owned()
    }

    /// What is said.
    pub fn text(self, language: Language) -> String {
        let (english, swedish) = match self {
            Self::Welcome => ("Welcome to the conference line.", "Välkommen till telefonkonferensen."),
            Self::ChooseLanguage(key) => {
                return match language {
                    Language::En => format!("For English, press {key}."),
                    Language::Sv => format!("För svenska, tryck {key}."),
                };
            }
            Self::AskId => (
                "Key in your seven-digit conference ID, then press hash.",
                "Slå ditt konferens-ID, sju siffror, och avsluta med fyrkant.",
            ),
            Self::NothingHeard => ("I did not hear any digits.", "Jag hörde inga siffror."),
            Self::WrongId => (
                "I do not recognise that ID. Please check your invitation and try again.",
                "Det ID:t känner jag inte igen. Kontrollera siffrorna i inbjudan och försök igen.",
            ),
            Self::ChangedId => (
                "That ID has been replaced. Please ask the organizer for the new one.",
                "Det ID:t har bytts ut. Be organisatören om det nya.",
            ),
            Self::AskOrganizer => (
                "If you are the organizer, press star, your PIN and hash. Otherwise press hash.",
                "Är du organisatör, tryck stjärna, din PIN-kod och fyrkant. Annars bara fyrkant.",
            ),
            Self::WrongPin => ("That PIN is not correct.", "PIN-koden stämmer inte."),
            Self::AskName => (
                "Say your name after the tone, then press hash.",
                "Säg ditt namn efter tonen och tryck fyrkant.",
            ),
            Self::Lobby => (
                "The organizer is not here yet. You will join as soon as the meeting starts.",
                "Organisatören har inte kommit än. Du kopplas in så snart mötet börjar.",
            ),
            Self::First => ("You are the first to arrive.", "Du är först i mötet."),
            Self::Recorded => (
                "This meeting is being recorded. Hang up if you do not agree.",
                "Mötet spelas in. Lägg på om du inte vill vara med.",
            ),
            Self::Full => ("The meeting is full.", "Mötet är fullt."),
            Self::Locked => ("The meeting is locked.", "Mötet är låst."),
            Self::Fault => (
                "Something went wrong at our end. Please call again shortly.",
                "Något gick fel hos oss. Ring igen om en stund.",
            ),
            Self::Goodbye => ("Thank you for calling. Goodbye.", "Tack för samtalet. Hej då."),
        };
        match language {
            Language::En => english.to_owned(),
            Language::Sv => swedish.to_owned(),
        }
    }
}
