//! The words about other providers.

use crate::describe::{Describe, quoted};
use crate::{Language, ParsePasscodeError, ProviderNumber, ProviderProfile, isolated};

/// Why Konfid does not touch another provider's passcode.
pub(crate) fn third_party(provider: &str, language: Language) -> String {
    let provider = isolated(provider);
    match language {
        Language::En => format!(
            "{provider} issued this conference ID, and Konfid never creates or resets it. Ask {provider} for a new one, \
             and enter it under “Edit provider”. Nothing was changed."
        ),
        Language::Sv => format!(
            "Det här konferens-ID:t kommer från {provider}, och Konfid skapar eller återställer det aldrig. Be {provider} om \
             ett nytt och ange det under ”Redigera leverantör”. Inget har ändrats."
        ),
    }
}

/// Why a user is not simply enabled with the built-in provider.
pub(crate) fn replaces(provider: &str, language: Language) -> String {
    let provider = isolated(provider);
    match language {
        Language::En => format!(
            "Enabling the user with the built-in provider replaces {provider} and everything that was entered for it. If \
             that is what you want, send replaceProvider: true."
        ),
        Language::Sv => format!(
            "Om användaren aktiveras med den inbyggda leverantören ersätts {provider} och allt som har angetts för den. \
             Skicka replaceProvider: true om det är det du vill."
        ),
    }
}

/// Who has the passcode already.
pub(crate) fn taken(user: &str, language: Language) -> String {
    let user = isolated(user);
    match language {
        Language::En => format!(
            "{user} has the same number and passcode at the same provider, so callers would end up in one conference. \
             Compare the passcode with what the provider wrote. Nothing was changed."
        ),
        Language::Sv => format!(
            "{user} har samma nummer och kod hos samma leverantör, så de som ringer in skulle hamna i samma konferens. \
             Jämför koden med vad leverantören har skrivit. Inget har ändrats."
        ),
    }
}

impl Describe for ParsePasscodeError {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, Self::Empty) => "Enter the conference ID or passcode; it has 3 to 15 digits.".into(),
            (Language::Sv, Self::Empty) => "Ange konferens-ID:t eller koden; den har 3 till 15 siffror.".into(),
            (Language::En, Self::Shortened) => {
                "A spreadsheet has shortened this number, and digits are lost. Format the column as text, and enter the \
                 passcode again."
                    .into()
            }
            (Language::Sv, Self::Shortened) => {
                "Ett kalkylprogram har förkortat talet, så siffror har gått förlorade. Formatera kolumnen som text och ange \
                 koden igen."
                    .into()
            }
            (Language::En, Self::UnexpectedCharacter(character)) => {
                let character = quoted(&character.to_string(), language);
                format!("A passcode has only digits; remove {character}.")
            }
            (Language::Sv, Self::UnexpectedCharacter(character)) => {
                let character = quoted(&character.to_string(), language);
                format!("En kod har bara siffror; ta bort {character}.")
            }
            (Language::En, Self::WrongLength { digits }) => {
                format!("A passcode has 3 to 15 digits; {digits} were given.")
            }
            (Language::Sv, Self::WrongLength { digits }) => {
                format!("En kod har 3 till 15 siffror; {digits} angavs.")
            }
        }
    }
}

impl ProviderProfile {
    /// The profile on one line, with most of the passcode hidden: `InterCall, +46 8 123 456 78, ••••11`.
    pub fn summary(&self) -> String {
        let ProviderNumber { formatted, .. } = &self.toll_number;
        format!("{}, {formatted}, {}", isolated(&self.name), self.passcode.masked())
    }
}
