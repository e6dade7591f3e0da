//! Conference IDs and passcodes of other providers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A conference ID or passcode of another provider: 3 to 15 digits, of which leading zeros count.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ForeignPasscode(String);

/// Why a text is not a passcode of another provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ParsePasscodeError {
    /// Nothing was given.
    Empty,
    /// It is a number as spreadsheets shorten it, such as `1.23E+05`: digits are lost.
    Shortened,
    /// It holds something that is no digit.
    UnexpectedCharacter(char),
    /// It does not have 3 to 15 digits.
    WrongLength {
        /// How many it has.
        digits: usize,
    },
}

impl ForeignPasscode {
    /// The fewest digits.
    pub const SHORTEST: usize = 3;
    /// The most digits.
    pub const LONGEST: usize = 15;

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many digits there are, and the last two where that tells little: `•••••11`.
    pub fn masked(&self) -> String {
        let shown = if self.0.len() < 6 { 0 } else { 2 };
        let (hidden, last) = self.0.split_at(self.0.len() - shown);
        format!("{}{last}", "•".repeat(hidden.len()))
    }

    /// Whether the other is the same with its leading zeros lost, as spreadsheets lose them.
    pub fn is_without_zeros(&self, other: &str) -> bool {
        self.0.starts_with('0') && self.0.trim_start_matches('0') == other
    }
}

/// Shows how many digits there are, so that a passcode cannot reach a log by accident.
impl fmt::Debug for ForeignPasscode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ForeignPasscode({} digits)", self.0.len())
    }
}

impl FromStr for ForeignPasscode {
    type Err = ParsePasscodeError;

    /// Blanks and hyphens between the digits are dropped, and a `#` at the end.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().trim_end_matches('#').trim_end();
        if is_shortened(text) {
            return Err(ParsePasscodeError::Shortened);
        }
        let is_between = |character: &char| {
            character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}')
        };
        let digits: String = text.chars().filter(|character| !is_between(character)).collect();
        if digits.is_empty() {
            return Err(ParsePasscodeError::Empty);
        }
        if let Some(character) = digits.chars().find(|character| !character.is_ascii_digit()) {
            return Err(ParsePasscodeError::UnexpectedCharacter(character));
        }
        match digits.len() {
            Self::SHORTEST..=Self::LONGEST => Ok(Self(digits)),
            digits => Err(ParsePasscodeError::WrongLength { digits }),
        }
    }
}

/// Whether it is a number with a power of ten: `1.23E+05`, `1,23E+05`.
fn is_shortened(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let digits: String = digits.chars().filter(|character| !matches!(character, '.' | ',')).collect();
    is_number(&digits) && is_number(power.trim_start_matches(['+', '-']))
}

impl fmt::Display for ParsePasscodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a passcode has 3 to 15 digits")
    }
}

impl std::error::Error for ParsePasscodeError {}

impl TryFrom<String> for ForeignPasscode {
    type Error = ParsePasscodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ForeignPasscode> for String {
    fn from(passcode: ForeignPasscode) -> Self {
        passcode.0
    }
}

crate::macros::schema_for_text!(ForeignPasscode, "^[0-9]{3,15}$", "004711");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passcodes_are_digits_and_do_not_reach_logs() {
        use ParsePasscodeError as Error;

        for (written, read) in [
            ("004", "004"),
            ("123456789012345", "123456789012345"),
            (" 004 711 # ", "004711"),
            ("12-34", "1234"),
        ] {
            let passcode: ForeignPasscode = written.parse().unwrap();
            assert_eq!(passcode.as_str(), read);
            assert!(!format!("{passcode:?}").contains(read));
        }
        for (text, error) in [
            ("", Error::Empty),
            (" - ", Error::Empty),
            ("12", Error::WrongLength { digits: 2 }),
            ("1234567890123456", Error::WrongLength { digits: 16 }),
            ("12a", Error::UnexpectedCharacter('a')),
            ("１２３", Error::UnexpectedCharacter('１')),
            ("1.23E+05", Error::Shortened),
            ("1,23e5", Error::Shortened),
        ] {
            assert_eq!(text.parse::<ForeignPasscode>(), Err(error), "{text}");
        }
        assert!(serde_json::from_str::<ForeignPasscode>("\"12\"").is_err(), "what is kept is checked too");
    }

    #[test]
    fn little_is_shown_of_a_passcode() {
        let masked = |text: &str| text.parse::<ForeignPasscode>().unwrap().masked();
        assert_eq!([masked("0047"), masked("004711")], ["••••", "••••11"]);
    }

    #[test]
    fn lost_zeros_are_recognised() {
        let passcode: ForeignPasscode = "0047".parse().unwrap();
        assert!(passcode.is_without_zeros("47"));
        assert!(!passcode.is_without_zeros("0047") && !passcode.is_without_zeros("4711"));
        assert!(!"4700".parse::<ForeignPasscode>().unwrap().is_without_zeros("47"));
    }
}
