//! Why a row of a file cannot give a user a third-party provider.

use serde::{Deserialize, Serialize};

use crate::describe::{Describe, quoted};
use crate::{Language, ParsePasscodeError, ProviderProfiles, isolated};

/// Why a row of a file cannot give a user a third-party provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ProviderRefusal {
    /// There is no name.
    MissingName,
    /// The name is longer than this.
    NameTooLong(usize),
    /// There is no number that callers dial.
    MissingNumber,
    /// One of the numbers is none that can be dialled.
    InvalidNumber(String),
    /// A number stands twice.
    RepeatedNumber,
    /// There are more toll-free numbers than this.
    TooManyNumbers(usize),
    /// The passcode is not one.
    InvalidPasscode(ParsePasscodeError),
    /// The provider's passcodes have another number of digits.
    PasscodeOf {
        /// The provider.
        provider: String,
        /// The fewest digits.
        shortest: usize,
        /// The most digits.
        longest: usize,
        /// How many there are.
        digits: usize,
    },
    /// The domain is not one.
    InvalidDomain,
    /// The provider's page is not the address of one.
    InvalidUrl,
    /// An earlier line has the same passcode at the same provider.
    SamePasscode {
        /// That line.
        line: u64,
    },
    /// Another user has the passcode.
    PasscodeTaken {
        /// Their name.
        user: String,
    },
    /// The user's conference ID is locked, and would stop.
    ConferenceIdLocked,
    /// The user has as many profiles as anybody may have.
    TooManyProfiles,
}

impl ProviderRefusal {
    /// The reason for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MissingName => "missingProviderName",
            Self::NameTooLong(_) => "providerNameTooLong",
            Self::MissingNumber => "missingProviderNumber",
            Self::InvalidNumber(_) => "invalidProviderNumber",
            Self::RepeatedNumber => "repeatedProviderNumber",
            Self::TooManyNumbers(_) => "tooManyProviderNumbers",
            Self::InvalidPasscode(_) | Self::PasscodeOf { .. } => "invalidPasscode",
            Self::InvalidDomain => "invalidProviderDomain",
            Self::InvalidUrl => "invalidProviderUrl",
            Self::SamePasscode { .. } => "duplicatePasscode",
            Self::PasscodeTaken { .. } => "passcodeTaken",
            Self::ConferenceIdLocked => "conferenceIdLocked",
            Self::TooManyProfiles => "tooManyProfiles",
        }
    }
}

impl Describe for ProviderRefusal {
    fn describe(&self, language: Language) -> String {
        let (english, swedish) = match self {
            Self::MissingName => {
                ("The provider’s name is missing.".to_owned(), "Leverantörens namn saknas.".to_owned())
            }
            Self::NameTooLong(most) => (
                format!("The provider’s name has more than {most} characters."),
                format!("Leverantörens namn har fler än {most} tecken."),
            ),
            Self::MissingNumber => (
                "The provider’s toll number is missing.".to_owned(),
                "Leverantörens telefonnummer saknas.".to_owned(),
            ),
            Self::InvalidNumber(number) => {
                let number = quoted(number, language);
                (
                    format!(
                        "{number} is not a telephone number. Write it with + and the country code, as in +46 8 123 456 78."
                    ),
                    format!(
                        "{number} är inget telefonnummer. Skriv det med + och landsnummer, som i +46 8 123 456 78."
                    ),
                )
            }
            Self::RepeatedNumber => (
                "One of the provider’s numbers stands twice.".to_owned(),
                "Ett av leverantörens nummer står två gånger.".to_owned(),
            ),
            Self::TooManyNumbers(most) => (
                format!("The provider has more than {most} toll-free numbers."),
                format!("Leverantören har fler än {most} avgiftsfria nummer."),
            ),
            Self::InvalidPasscode(error @ ParsePasscodeError::WrongLength { digits: 1 | 2 }) => (
                format!(
                    "{} Spreadsheets remove leading zeros: format the column as text.",
                    error.describe(language)
                ),
                format!(
                    "{} Kalkylprogram tar bort inledande nollor: formatera kolumnen som text.",
                    error.describe(language)
                ),
            ),
            Self::InvalidPasscode(error) => return error.describe(language),
            Self::PasscodeOf { provider, shortest, longest, digits } => (
                format!(
                    "A conference ID of {provider} has {shortest} to {longest} digits; this one has {digits}."
                ),
                format!(
                    "Ett konferens-ID hos {provider} har {shortest} till {longest} siffror; det här har {digits}."
                ),
            ),
            Self::InvalidDomain => (
                "The provider’s domain is not one, as in conference.example.com.".to_owned(),
                "Leverantörens domän är ingen domän, som i conference.example.com.".to_owned(),
            ),
            Self::InvalidUrl => (
                "The provider’s page must begin with https:// or http://.".to_owned(),
                "Leverantörens sida måste börja med https:// eller http://.".to_owned(),
            ),
            Self::SamePasscode { line } => (
                format!("Line {line} has the same passcode at the same provider."),
                format!("Rad {line} har samma kod hos samma leverantör."),
            ),
            Self::PasscodeTaken { user } => {
                let user = isolated(user);
                (
                    format!("{user} has the same passcode at the same provider."),
                    format!("{user} har samma kod hos samma leverantör."),
                )
            }
            Self::ConferenceIdLocked => (
                "The user’s conference ID is printed in public and locked. Unlock it before the user gets another provider.".to_owned(),
                "Användarens konferens-ID står i tryck och är låst. Lås upp det innan användaren får en annan leverantör.".to_owned(),
            ),
            Self::TooManyProfiles => (
                format!("The user already has {} providers. Remove one first.", ProviderProfiles::MOST),
                format!("Användaren har redan {} leverantörer. Ta först bort en.", ProviderProfiles::MOST),
            ),
        };
        match language {
            Language::En => english,
            Language::Sv => swedish,
        }
    }
}
