//! What else there is to know about a row that is imported, and about users that a file proposes to disable.

use crate::{Describe, Language, isolated};

/// What the directory says of a user's account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DirectoryState {
    /// It can be used, or the file says nothing about it.
    #[default]
    Active,
    /// Its owner cannot sign in.
    Blocked,
    /// It was deleted, and may come back for a while.
    Deleted,
}

/// Something to know about a row that is imported anyway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportNote {
    /// The account is blocked, so the user is not enabled.
    Blocked,
    /// The account was deleted, so the row changes nothing.
    Deleted,
    /// The account is blocked or deleted, and the user is enabled: it is proposed for disabling.
    ProposedForDisabling(DirectoryState),
    /// An enabled user is not in a file that is said to hold everybody.
    Missing,
    /// What the file says of the account means nothing to Konfid.
    UnknownState(String),
    /// The file gives a language that Konfid does not speak.
    UnknownLanguage(String),
    /// The file gives a country that Konfid does not know.
    UnknownCountry(String),
    /// What stands in the column of identifiers is none.
    UnusableDirectoryId,
    /// The user gets a third-party provider, so the built-in conference ID stops working.
    ProviderRetiresId,
    /// The file has the passcode without its leading zeros: the user keeps it with them.
    PasscodeZerosKept,
    /// Letters of the name may have been replaced by question marks.
    DamagedName,
    /// The name is the user's with letters replaced by question marks: the user keeps the good one.
    NameKept,
    /// Another user has the same primary address.
    SharedAddress {
        /// The display name of one who has.
        other: String,
    },
    /// An earlier row has the same primary address.
    AddressOfEarlierRow {
        /// The line of that row.
        line: u64,
    },
}

impl ImportNote {
    /// The note for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Deleted => "deleted",
            Self::ProposedForDisabling(_) => "proposedForDisabling",
            Self::Missing => "missing",
            Self::UnknownState(_) => "unknownState",
            Self::UnknownLanguage(_) => "unknownLanguage",
            Self::UnknownCountry(_) => "unknownCountry",
            Self::UnusableDirectoryId => "unusableDirectoryId",
            Self::ProviderRetiresId => "providerRetiresId",
            Self::PasscodeZerosKept => "passcodeZerosKept",
            Self::DamagedName => "damagedName",
            Self::NameKept => "nameKept",
            Self::SharedAddress { .. } => "sharedAddress",
            Self::AddressOfEarlierRow { .. } => "addressOfEarlierRow",
        }
    }
}

impl Describe for ImportNote {
    #[expect(clippy::too_many_lines, reason = "a table of sentences")]
    fn describe(&self, language: Language) -> String {
        let (english, swedish) = match self {
            Self::UnknownState(text) => {
                let text = isolated(text);
                return match language {
                    Language::En => {
                        format!(
                            "The file says “{text}” about the account, which Konfid does not know. The account is taken to be active."
                        )
                    }
                    Language::Sv => {
                        format!(
                            "Filen anger ”{text}” om kontot, vilket Konfid inte känner till. Kontot behandlas som aktivt."
                        )
                    }
                };
            }
            Self::UnknownLanguage(tag) => {
                let tag = isolated(tag);
                return match language {
                    Language::En => {
                        format!(
                            "The language “{tag}” is not supported; emails use the organisation's language."
                        )
                    }
                    Language::Sv => {
                        format!("Språket ”{tag}” stöds inte; meddelanden skrivs på organisationens språk.")
                    }
                };
            }
            Self::UnknownCountry(country) => {
                let country = isolated(country);
                return match language {
                    Language::En => {
                        format!(
                            "The country “{country}” is not known, so it does not choose a service number. Write its two-letter code, for example SE."
                        )
                    }
                    Language::Sv => {
                        format!(
                            "Landet ”{country}” är okänt och avgör därför inget telefonnummer för uppringning. Skriv landskoden med två bokstäver, till exempel SE."
                        )
                    }
                };
            }
            Self::SharedAddress { other } => {
                let other = isolated(other);
                return match language {
                    Language::En => format!("{other} has the same primary address."),
                    Language::Sv => format!("{other} har samma primära adress."),
                };
            }
            Self::AddressOfEarlierRow { line } => {
                return match language {
                    Language::En => format!("The same primary address is on line {line}."),
                    Language::Sv => format!("Samma primära adress finns på rad {line}."),
                };
            }
            Self::Blocked => (
                "Sign-in is blocked in the directory, so the user is not enabled.",
                "Inloggningen är blockerad i katalogen, så användaren aktiveras inte.",
            ),
            Self::Deleted => (
                "The account was deleted in the directory, so nothing is changed.",
                "Kontot har tagits bort i katalogen, så inget ändras.",
            ),
            Self::ProposedForDisabling(DirectoryState::Active) | Self::Missing => (
                "The user is enabled, but is not in the file. You can have the user disabled.",
                "Användaren är aktiverad men finns inte i filen. Du kan låta inaktivera användaren.",
            ),
            Self::ProposedForDisabling(DirectoryState::Blocked) => (
                "The user is enabled, but sign-in is blocked in the directory. You can have the user disabled.",
                "Användaren är aktiverad, men inloggningen är blockerad i katalogen. Du kan låta inaktivera användaren.",
            ),
            Self::ProposedForDisabling(DirectoryState::Deleted) => (
                "The user is enabled, but the account was deleted in the directory. You can have the user disabled.",
                "Användaren är aktiverad, men kontot har tagits bort i katalogen. Du kan låta inaktivera användaren.",
            ),
            Self::UnusableDirectoryId => (
                "The identifier in the directory is not one, so the user is found by the principal name.",
                "Identifieraren i katalogen är ogiltig, så användaren hittas genom huvudnamnet.",
            ),
            Self::ProviderRetiresId => (
                "The user gets a third-party provider, so the present conference ID stops working and goes into quarantine.",
                "Användaren får en tredjepartsleverantör, så det nuvarande konferens-ID:t slutar gälla och hamnar i karantän.",
            ),
            Self::PasscodeZerosKept => (
                "The passcode in the file lacks the leading zeros, as spreadsheets remove them. The user keeps the passcode with them.",
                "Koden i filen saknar de inledande nollorna, som kalkylprogram tar bort. Användaren behåller koden med dem.",
            ),
            Self::DamagedName => (
                "The row has question marks where letters may have been. Was the file saved as ASCII?",
                "Raden har frågetecken där det kan ha stått bokstäver. Sparades filen som ASCII?",
            ),
            Self::NameKept => (
                "The name in the file has question marks instead of letters, so the user keeps the present name. Was the file saved as ASCII?",
                "Namnet i filen har frågetecken i stället för bokstäver, så användaren behåller sitt nuvarande namn. Sparades filen som ASCII?",
            ),
        };
        match language {
            Language::En => english.to_owned(),
            Language::Sv => swedish.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_says_cannot_turn_the_sentence() {
        for note in [
            ImportNote::UnknownState("\u{202e}abc".into()),
            ImportNote::UnknownLanguage("\u{202e}abc".into()),
            ImportNote::UnknownCountry("\u{202e}abc".into()),
            ImportNote::SharedAddress { other: "\u{202e}abc".into() },
        ] {
            for language in [Language::En, Language::Sv] {
                assert!(!note.describe(language).contains('\u{202e}'), "{note:?}");
            }
        }
    }
}
