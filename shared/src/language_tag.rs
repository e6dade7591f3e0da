//! Languages that a telephone speaks, which are more than Konfid does.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language, and perhaps where it is spoken: a BCP 47 tag of an ISO 639 code and an ISO 3166-1 code, as in `sv` and `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

impl LanguageTag {
    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for LanguageTag {
    type Err = NotLanguageTag;

    /// Upper and lower case, and `_` for `-`, are put right.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_code = |code: &str, lengths: &[usize]| {
            lengths.contains(&code.len()) && code.bytes().all(|letter| letter.is_ascii_alphabetic())
        };
        let mut parts = text.trim().split(['-', '_']);
        let language = parts.next().filter(|code| is_code(code, &[2, 3]));
        let region = parts.next();
        match (language, region, parts.next()) {
            (Some(language), None, None) => Ok(Self(language.to_ascii_lowercase())),
            (Some(language), Some(region), None) if is_code(region, &[2]) => {
                Ok(Self(format!("{}-{}", language.to_ascii_lowercase(), region.to_ascii_uppercase())))
            }
            _ => Err(NotLanguageTag),
        }
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = NotLanguageTag;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<crate::Language> for LanguageTag {
    fn from(language: crate::Language) -> Self {
        Self(language.tag().to_owned())
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}

/// A text is not a language tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLanguageTag;

impl fmt::Display for NotLanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a language is written as sv or pt-BR")
    }
}

impl std::error::Error for NotLanguageTag {}

crate::macros::schema_for_text!(LanguageTag, "^[a-z]{2,3}(-[A-Z]{2})?$", "sv");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_put_right_or_refused() {
        let tag = |text: &str| text.parse::<LanguageTag>().map(String::from);
        for (text, right) in
            [("sv", "sv"), ("SV", "sv"), ("pt_br", "pt-BR"), (" en-gb ", "en-GB"), ("fil", "fil")]
        {
            assert_eq!(tag(text).as_deref(), Ok(right));
        }
        for text in ["", "s", "svenska", "sv-", "sv-S", "sv-SWE", "sv-SE-x", "1v", "åö"] {
            assert_eq!(tag(text), Err(NotLanguageTag), "{text}");
        }
    }
}
