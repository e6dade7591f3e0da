//! Service numbers that were replaced by others, as people write them.

use std::fmt;
use std::str::FromStr;

use crate::{Describe, Language, PhoneNumber};

/// A service number that has been replaced by another.
///
/// In invitations it is found where it is written internationally (`+46 8 123 456 78`, `+46 (0)8 …` or `0046 8 …`, with any
/// separators), and as within its country (`08-123 456 78`) if the new number belongs to the same country. When both numbers have the same count of digits the separators stay; otherwise the new number is written
/// without any, and editing back cannot restore the grouping.
///
/// It is read from text such as `+46 8 123 456 78=+46855500100`. Each number may have `00` instead of `+` and a `(0)` that is
/// left out when one calls from abroad; one of them may be written as within the country, which is that of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberChange {
    /// The old number in E.164 form, such as `+46812345678`.
    pub old: String,
    /// The new number in E.164 form.
    pub new: String,
}

/// What is wrong with a text that should name two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseNumberChangeError {
    /// There is no `=` between two numbers.
    NoPair,
    /// One of them is no telephone number.
    NotANumber,
    /// Neither has the number of its country.
    NoCountry,
    /// Both are the same.
    Same,
}

impl FromStr for NumberChange {
    type Err = ParseNumberChangeError;

    fn from_str(text: &str) -> Result<Self, ParseNumberChangeError> {
        let (old, new) = text.split_once('=').ok_or(ParseNumberChangeError::NoPair)?;
        let (old, new) = (Written::read(old)?, Written::read(new)?);
        let (old, new) = (old.international(&new)?, new.international(&old)?);
        if old == new { Err(ParseNumberChangeError::Same) } else { Ok(Self { old, new }) }
    }
}

/// A number as it was written.
enum Written {
    /// With the number of the country.
    International(String),
    /// As within the country.
    National(String),
}

impl Written {
    fn read(text: &str) -> Result<Self, ParseNumberChangeError> {
        let text = text.trim().trim_start_matches("tel:");
        let is_between = |character: &char| {
            character.is_whitespace()
                || matches!(character, '-' | '.' | '(' | ')' | '/' | '\u{2010}'..='\u{2015}')
        };
        let plain = |text: &str| text.chars().filter(|character| !is_between(character)).collect::<String>();
        let is_international = plain(text).starts_with('+') || plain(text).starts_with("00");
        // What stands in these brackets is dialled within the country only.
        let text = if is_international { text.replacen("(0)", "", 1) } else { text.to_owned() };
        let number = plain(&text);
        let digits = number.strip_prefix('+').or_else(|| number.strip_prefix("00"));
        match digits {
            Some(digits) => {
                let number: PhoneNumber =
                    format!("+{digits}").parse().map_err(|_| ParseNumberChangeError::NotANumber)?;
                Ok(Self::International(number.to_string()))
            }
            None if number.len() >= 5 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
                Ok(Self::National(number))
            }
            None => Err(ParseNumberChangeError::NotANumber),
        }
    }

    /// The number in E.164 form, in the country of `other` if it names none.
    fn international(&self, other: &Self) -> Result<String, ParseNumberChangeError> {
        match (self, other) {
            (Self::International(number), _) => Ok(number.clone()),
            (Self::National(_), Self::National(_)) => Err(ParseNumberChangeError::NoCountry),
            (Self::National(number), Self::International(other)) => {
                // Italy keeps the zero; elsewhere it is dialled within the country only.
                const ITALY: &str = "39";
                let country = country(other);
                let number = match number.strip_prefix('0') {
                    Some(rest) if country != ITALY => rest,
                    _ => number,
                };
                let number: PhoneNumber =
                    format!("+{country}{number}").parse().map_err(|_| ParseNumberChangeError::NotANumber)?;
                Ok(number.to_string())
            }
        }
    }
}

/// The number of the country in an E.164 number (ITU-T E.164): one digit for the zones 1 and 7, three digits unless it is
/// one of the known two.
fn country(number: &str) -> &str {
    const TWO_DIGITS: [&str; 44] = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
        "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81",
        "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
    ];
    let digits = number.trim_start_matches('+');
    let length = match digits.get(..2) {
        _ if digits.starts_with(['1', '7']) => 1,
        Some(two) if TWO_DIGITS.contains(&two) => 2,
        _ => 3,
    };
    digits.get(..length).unwrap_or(digits)
}

impl Describe for ParseNumberChangeError {
    fn describe(&self, language: Language) -> String {
        let (english, swedish) = match self {
            Self::NoPair => (
                "Write the old number, = and the new number, for example +46812345678=+46855500100.",
                "Skriv det gamla numret, = och det nya numret, till exempel +46812345678=+46855500100.",
            ),
            Self::NotANumber => (
                "This is not a telephone number. Write it with + and the country code, for example +46 8 123 456 78.",
                "Det är inget telefonnummer. Skriv det med + och landsnumret, till exempel +46 8 123 456 78.",
            ),
            Self::NoCountry => (
                "Write at least one of the numbers with + and the country code, for example +46 8 123 456 78.",
                "Skriv minst ett av numren med + och landsnumret, till exempel +46 8 123 456 78.",
            ),
            Self::Same => {
                ("The old and the new number are the same.", "Det gamla och det nya numret är samma.")
            }
        };
        match language {
            Language::En => english.to_owned(),
            Language::Sv => swedish.to_owned(),
        }
    }
}

impl fmt::Display for ParseNumberChangeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.describe(Language::En))
    }
}

impl std::error::Error for ParseNumberChangeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let same = "+46812345678 +46855500100";
        for (text, expected) in [
            ("+46812345678=+46855500100", same),
            ("+46 8 123 456 78 = +46 8 555 001 00", same),
            ("+46 (0)8 123 456 78=+46 (0) 8 555 001 00", same),
            ("0046 8 123 456 78=+46-8-555 001 00", same),
            ("08-123 456 78=+46 8 555 001 00", same),
            ("+46 8 123 456 78=08/555 001 00", same),
            ("tel:+46812345678=+46855500100", same),
            ("+46812345678=+47 21 23 45 67", "+46812345678 +4721234567"),
            ("21 23 45 67=+47 55 00 01 00", "+4721234567 +4755000100"),
            ("06 1234 5678=+39 06 8765 4321", "+390612345678 +390687654321"),
            ("(212) 555-0100=+1 646 555 0100", "+12125550100 +16465550100"),
            ("01 234 5678=+353 1 876 5432", "+35312345678 +35318765432"),
        ] {
            let change: NumberChange = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(format!("{} {}", change.old, change.new), expected, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_both_languages() {
        for (text, expected) in [
            ("+46812345678", ParseNumberChangeError::NoPair),
            ("=", ParseNumberChangeError::NotANumber),
            ("+46812345678=tomorrow", ParseNumberChangeError::NotANumber),
            ("+46812345678=12", ParseNumberChangeError::NotANumber),
            ("08-123 456 78=08-555 001 00", ParseNumberChangeError::NoCountry),
            ("08-123 456 78=+46 8 123 456 78", ParseNumberChangeError::Same),
        ] {
            assert_eq!(text.parse::<NumberChange>(), Err(expected), "{text}");
            assert_ne!(expected.describe(Language::En), expected.describe(Language::Sv));
        }
    }
}
