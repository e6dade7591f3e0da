//! Countries.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A country, ISO 3166-1 alpha-2, for example `SE`. Whether there is such a country is not checked here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode([u8; 2]);

/// The text is not two letters from A to Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotCountryCode;

impl CountryCode {
    /// The two letters, in capitals.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for CountryCode {
    type Err = NotCountryCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_ascii_uppercase().as_bytes() {
            [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] => Ok(Self([*first, *second])),
            _ => Err(NotCountryCode),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Display for NotCountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a country code has two letters, for example SE")
    }
}

impl std::error::Error for NotCountryCode {}

impl TryFrom<String> for CountryCode {
    type Error = NotCountryCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> Self {
        code.as_str().to_owned()
    }
}

crate::macros::schema_for_text!(CountryCode, "^[A-Za-z]{2}$", "SE");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_two_letters() {
        assert_eq!(" se ".parse::<CountryCode>().map(|code| code.to_string()), Ok("SE".to_owned()));
        for text in ["", "S", "SWE", "S1", "ÅÄ", "S E", "Sweden"] {
            assert_eq!(text.parse::<CountryCode>(), Err(NotCountryCode), "{text}");
        }
    }
}
