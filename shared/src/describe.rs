//! Errors in the reader's language.

use crate::{
    Fault, ImportRefusal, ImportUnreadable, JobError, JobRowReason, Language, ParseAddressError,
    ParseConferenceIdError, is_invisible, is_joiner,
};

/// Says in a sentence what is wrong and what to do.
pub trait Describe {
    /// The sentence.
    fn describe(&self, language: Language) -> String;
}

/// A character as it can be talked about: one that nobody sees has a number.
fn name_of(character: char, language: Language) -> String {
    let number = u32::from(character);
    let unseen = is_invisible(character) || is_joiner(character) || character.is_control();
    match language {
        Language::En if unseen => format!("an invisible character (U+{number:04X})"),
        Language::Sv if unseen => format!("ett osynligt tecken (U+{number:04X})"),
        Language::En => format!("“{character}”"),
        Language::Sv => format!("”{character}”"),
    }
}

impl Describe for ParseConferenceIdError {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, Self::Empty) => "A conference ID has 7 digits; none were given.".into(),
            (Language::Sv, Self::Empty) => "Ett konferens-ID har 7 siffror; inga angavs.".into(),
            (Language::En, Self::UnexpectedCharacter { character, position }) => {
                let character = name_of(*character, language);
                format!("A conference ID has only digits; {character} is at position {position}.")
            }
            (Language::Sv, Self::UnexpectedCharacter { character, position }) => {
                let character = name_of(*character, language);
                format!("Ett konferens-ID har bara siffror; {character} står på plats {position}.")
            }
            (Language::En, Self::WrongLength { digits }) => {
                format!("A conference ID has exactly 7 digits; {digits} were given.")
            }
            (Language::Sv, Self::WrongLength { digits }) => {
                format!("Ett konferens-ID har exakt 7 siffror; {digits} angavs.")
            }
            (Language::En, Self::LeadingZero) => "A conference ID never begins with 0.".into(),
            (Language::Sv, Self::LeadingZero) => "Ett konferens-ID börjar aldrig med 0.".into(),
        }
    }
}

impl Describe for ParseAddressError {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, Self::Empty) => "Nothing was given.".into(),
            (Language::Sv, Self::Empty) => "Inget angavs.".into(),
            (Language::En, Self::TooLong) => "It is too long.".into(),
            (Language::Sv, Self::TooLong) => "Det är för långt.".into(),
            (Language::En, Self::NotNameAtDomain) => "Write it as name@example.com.".into(),
            (Language::Sv, Self::NotNameAtDomain) => "Skriv det som namn@example.com.".into(),
            (Language::En, Self::UnexpectedCharacter(character)) => {
                format!("Remove {}. It is not allowed here.", name_of(*character, language))
            }
            (Language::Sv, Self::UnexpectedCharacter(character)) => {
                format!("Ta bort {}. Det är inte tillåtet här.", name_of(*character, language))
            }
            (Language::En, Self::NotE164) => {
                "Start with + and the country code, for example +46 8 123 456 78.".into()
            }
            (Language::Sv, Self::NotE164) => {
                "Börja med + och landsnumret, till exempel +46 8 123 456 78.".into()
            }
        }
    }
}

impl Describe for Fault {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (_, Self::Address(error)) => error.describe(language),
            (Language::En, Self::Empty) => "Enter a value.".into(),
            (Language::Sv, Self::Empty) => "Ange ett värde.".into(),
            (Language::En, Self::LongerThan(length)) => format!("Use at most {length} characters."),
            (Language::Sv, Self::LongerThan(length)) => format!("Använd högst {length} tecken."),
            (Language::En, Self::ShorterThan(length)) => format!("Use at least {length} characters."),
            (Language::Sv, Self::ShorterThan(length)) => format!("Använd minst {length} tecken."),
            (Language::En, Self::OutOfRange(least, most)) => {
                format!("Choose a number from {least} to {most}.")
            }
            (Language::Sv, Self::OutOfRange(least, most)) => {
                format!("Välj ett tal från {least} till {most}.")
            }
            (Language::En, Self::NotDomain) => "Enter a domain, for example conference.example.com.".into(),
            (Language::Sv, Self::NotDomain) => "Ange en domän, till exempel conference.example.com.".into(),
            (Language::En, Self::NotCountryCode) => {
                "Enter the two-letter country code, for example SE.".into()
            }
            (Language::Sv, Self::NotCountryCode) => {
                "Ange landskoden med två bokstäver, till exempel SE.".into()
            }
            (Language::En, Self::Repeated) => "It is listed twice. Remove one.".into(),
            (Language::Sv, Self::Repeated) => "Värdet finns två gånger. Ta bort det ena.".into(),
            (Language::En, Self::EasyToGuess) => {
                "This password is easy to guess: it is common, follows the keyboard, or contains your name. \
                 Use a few words that have nothing to do with each other."
                    .into()
            }
            (Language::Sv, Self::EasyToGuess) => {
                "Lösenordet är lätt att gissa: det är vanligt, följer tangentbordet eller innehåller ditt namn. \
                 Välj några ord som inte hör ihop."
                    .into()
            }
            (Language::En, Self::NotPresentPassword) => "This is not your current password.".into(),
            (Language::Sv, Self::NotPresentPassword) => "Det är inte ditt nuvarande lösenord.".into(),
            (Language::En, Self::MoreWordsThan(most)) => format!("Search for at most {most} words."),
            (Language::Sv, Self::MoreWordsThan(most)) => format!("Sök efter högst {most} ord."),
            (Language::En, Self::SeveralDefaults) => "Only one number can be the default.".into(),
            (Language::Sv, Self::SeveralDefaults) => "Bara ett nummer kan vara standardnummer.".into(),
            (Language::En, Self::UnknownValue) => {
                "This value is not allowed. Choose one of the listed values.".into()
            }
            (Language::Sv, Self::UnknownValue) => {
                "Värdet är inte tillåtet. Välj ett av de angivna värdena.".into()
            }
        }
    }
}

impl Describe for ImportUnreadable {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, Self::Empty) => "The file is empty. Choose a CSV file with a header line.".into(),
            (Language::Sv, Self::Empty) => "Filen är tom. Välj en CSV-fil med en rubrikrad.".into(),
            (Language::En, Self::NotText) => {
                "The file is not text in UTF-8. Save it as “CSV UTF-8” and try again.".into()
            }
            (Language::Sv, Self::NotText) => {
                "Filen är inte text i UTF-8. Spara den som ”CSV UTF-8” och försök igen.".into()
            }
            (Language::En, Self::MissingColumn(column)) => {
                format!("The file has no column “{column}”. Its first line must name the columns.")
            }
            (Language::Sv, Self::MissingColumn(column)) => {
                format!("Filen har ingen kolumn ”{column}”. Dess första rad måste ange kolumnerna.")
            }
        }
    }
}

impl Describe for ImportRefusal {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, Self::MissingPrincipalName) => "The user principal name is missing.".into(),
            (Language::Sv, Self::MissingPrincipalName) => "Användarens huvudnamn saknas.".into(),
            (Language::En, Self::InvalidPrincipalName(error)) => {
                format!("The user principal name is not valid. {}", error.describe(language))
            }
            (Language::Sv, Self::InvalidPrincipalName(error)) => {
                format!("Användarens huvudnamn är inte giltigt. {}", error.describe(language))
            }
            (Language::En, Self::DuplicatePrincipalName { line }) => {
                format!(
                    "The same user principal name is on line {line}; upper and lower case count as the same."
                )
            }
            (Language::Sv, Self::DuplicatePrincipalName { line }) => {
                format!("Samma huvudnamn finns på rad {line}; stora och små bokstäver räknas som lika.")
            }
            (Language::En, Self::MissingDisplayName) => "The display name is missing.".into(),
            (Language::Sv, Self::MissingDisplayName) => "Visningsnamnet saknas.".into(),
            (Language::En, Self::DisplayNameTooLong) => {
                "The display name has more than 256 characters.".into()
            }
            (Language::Sv, Self::DisplayNameTooLong) => "Visningsnamnet har fler än 256 tecken.".into(),
            (Language::En, Self::MissingPrimaryEmail) => {
                "The primary address is missing; in Proxy addresses it is the one after SMTP: in upper case."
                    .into()
            }
            (Language::Sv, Self::MissingPrimaryEmail) => {
                "Den primära adressen saknas; i Proxy addresses är det den efter SMTP: med stora bokstäver."
                    .into()
            }
            (Language::En, Self::InvalidPrimaryEmail(error)) => {
                format!("The primary address is not valid. {}", error.describe(language))
            }
            (Language::Sv, Self::InvalidPrimaryEmail(error)) => {
                format!("Den primära adressen är inte giltig. {}", error.describe(language))
            }
            (Language::En, Self::WrongColumnCount { expected, found }) => {
                format!("The row has {found} columns, but the header has {expected}.")
            }
            (Language::Sv, Self::WrongColumnCount { expected, found }) => {
                format!("Raden har {found} kolumner, men rubriken har {expected}.")
            }
            (Language::En, Self::NotText) => "The row is not text in UTF-8.".into(),
            (Language::Sv, Self::NotText) => "Raden är inte text i UTF-8.".into(),
        }
    }
}

impl Describe for JobRowReason {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (_, Self::Row(refusal)) => refusal.describe(language),
            (Language::En, Self::UserNotFound) => "The user does not exist any more.".into(),
            (Language::Sv, Self::UserNotFound) => "Användaren finns inte längre.".into(),
            (Language::En, Self::ConferenceIdsExhausted) => {
                "The user was not enabled: there are no conference IDs left.".into()
            }
            (Language::Sv, Self::ConferenceIdsExhausted) => {
                "Användaren aktiverades inte: konferens-ID:na är slut.".into()
            }
            (Language::En, Self::NotEnabled) => {
                "The user was imported but not enabled: there are no conference IDs left.".into()
            }
            (Language::Sv, Self::NotEnabled) => {
                "Användaren importerades men aktiverades inte: konferens-ID:na är slut.".into()
            }
            (Language::En, Self::Internal) => {
                "Something went wrong in Konfid, and this row was not done. Look in the server's log.".into()
            }
            (Language::Sv, Self::Internal) => {
                "Något gick fel i Konfid, och den här raden utfördes inte. Titta i serverns logg.".into()
            }
        }
    }
}

impl Describe for JobError {
    fn describe(&self, language: Language) -> String {
        match (language, self) {
            (Language::En, Self::SourceGone) => {
                "The file is no longer in Konfid. Import it again: what is already done stays as it is.".into()
            }
            (Language::Sv, Self::SourceGone) => {
                "Filen finns inte längre i Konfid. Importera den igen: det som redan är gjort förblir som det är.".into()
            }
            (Language::En, Self::SelectionUnusable) => {
                "The users to work on could not be found. Select them again and start a new job.".into()
            }
            (Language::Sv, Self::SelectionUnusable) => {
                "Det gick inte att hitta användarna. Välj dem igen och starta ett nytt jobb.".into()
            }
            (Language::En, Self::Interrupted) => {
                "It was interrupted several times without getting any further. Look in the server's log, then resume it.".into()
            }
            (Language::Sv, Self::Interrupted) => {
                "Det avbröts flera gånger utan att komma vidare. Titta i serverns logg och återuppta det sedan.".into()
            }
        }
    }
}
