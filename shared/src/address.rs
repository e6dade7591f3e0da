//! Mail addresses, principal names and telephone numbers, as validated newtypes.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::macros::schema_for_text;
use crate::{fold_case, is_invisible, is_joiner};

/// Why a text is not an address, a principal name or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ParseAddressError {
    /// Nothing was given.
    Empty,
    /// It is longer than the standard allows.
    TooLong,
    /// It does not have the shape `name@domain`.
    NotNameAtDomain,
    /// It holds a character that cannot stand there.
    UnexpectedCharacter(char),
    /// It does not have the shape `+` and 7 to 15 digits.
    NotE164,
}

impl fmt::Display for ParseAddressError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(formatter, "nothing was given"),
            Self::TooLong => write!(formatter, "it is too long"),
            Self::NotNameAtDomain => write!(formatter, "it must look like name@example.com"),
            Self::UnexpectedCharacter(character) if character.is_control() || is_unseen(*character) => {
                write!(formatter, "an invisible character (U+{:04X}) is not allowed", u32::from(*character))
            }
            Self::UnexpectedCharacter(character) => write!(formatter, "“{character}” is not allowed"),
            Self::NotE164 => {
                write!(formatter, "it must begin with + and the country code, for example +46812345678")
            }
        }
    }
}

impl std::error::Error for ParseAddressError {}

const fn is_unseen(character: char) -> bool {
    is_invisible(character) || is_joiner(character)
}

/// Nobody could tell an address with such a character from one without.
pub(crate) fn check_all_seen(text: &str) -> Result<(), ParseAddressError> {
    text.chars()
        .find(|one| is_unseen(*one))
        .map_or(Ok(()), |one| Err(ParseAddressError::UnexpectedCharacter(one)))
}

/// Whether it is `name@domain`. A domain may also hold these signs.
fn check_name_at_domain(text: &str, signs: &[char]) -> Result<(), ParseAddressError> {
    if text.is_empty() {
        return Err(ParseAddressError::Empty);
    }
    if text.len() > 254 {
        return Err(ParseAddressError::TooLong);
    }
    let forbidden = |character: &char| {
        character.is_whitespace()
            || character.is_control()
            || matches!(character, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '\\')
    };
    if let Some(character) = text.chars().find(forbidden) {
        return Err(ParseAddressError::UnexpectedCharacter(character));
    }
    let (name, domain) = text.rsplit_once('@').ok_or(ParseAddressError::NotNameAtDomain)?;
    if name.contains('@') {
        return Err(ParseAddressError::UnexpectedCharacter('@'));
    }
    let bad_dots = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
    let bad_label = |label: &str| label.starts_with('-') || label.ends_with('-') || label.len() > 63;
    if name.is_empty() || name.len() > 64 || bad_dots(name) || domain.is_empty() || bad_dots(domain) {
        return Err(ParseAddressError::NotNameAtDomain);
    }
    if domain.split('.').any(bad_label) {
        return Err(ParseAddressError::NotNameAtDomain);
    }
    let in_domain = |character: char| {
        character.is_alphanumeric() || matches!(character, '.' | '-') || signs.contains(&character)
    };
    match domain.chars().find(|character| !in_domain(*character)) {
        Some(character) => Err(ParseAddressError::UnexpectedCharacter(character)),
        None => Ok(()),
    }
}

macro_rules! text_newtype {
    ($(#[$documentation:meta])* $name:ident, $check:expr, $pattern:literal, $example:literal) => {
        $(#[$documentation])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Reads what is kept already. It may be from before characters that nobody sees were refused.
            ///
            /// # Errors
            ///
            /// Whatever else has always been refused.
            pub fn kept(text: &str) -> Result<Self, ParseAddressError> {
                $check(text.trim()).map(Self)
            }

            /// The same for a field of a document, as `#[serde(deserialize_with = …)]` wants it.
            ///
            /// # Errors
            ///
            /// The same.
            pub fn deserialize_kept<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::kept(&String::deserialize(deserializer)?).map_err(D::Error::custom)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl FromStr for $name {
            type Err = ParseAddressError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                check_all_seen(text)?;
                Self::kept(text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }

        schema_for_text!($name, $pattern, $example);
    };
}
pub(crate) use text_newtype;

text_newtype!(
    /// An email address, `name@domain`, with letters of any script; without a display name.
    EmailAddress,
    |text: &str| check_name_at_domain(text, &[]).map(|()| text.to_owned()),
    "^[^@ ]+@[^@ ]+$",
    "anna.svensson@contoso.example"
);
text_newtype!(
    /// A user principal name, `name@domain`: what a user signs in with. Compared without regard to case, and however
    /// its letters are composed (see [`UserPrincipalName::folded`]). Active Directory allows an
    /// underscore in its domains.
    UserPrincipalName,
    |text: &str| check_name_at_domain(text, &['_']).map(|()| text.to_owned()),
    "^[^@ ]+@[^@ ]+$",
    "anna.svensson@contoso.example"
);
text_newtype!(
    /// A telephone number in E.164 form: `+`, then 7 to 15 digits. Spaces, hyphens, dots and brackets
    /// between the digits are dropped when it is parsed.
    PhoneNumber,
    check_e164,
    "^\\+[1-9][0-9]{6,14}$",
    "+46812345678"
);

impl UserPrincipalName {
    /// The form that decides whether two principal names are the same.
    pub fn folded(&self) -> String {
        fold_case(&self.0)
    }
}

fn check_e164(text: &str) -> Result<String, ParseAddressError> {
    if text.is_empty() {
        return Err(ParseAddressError::Empty);
    }
    let between = |character: &char| {
        character.is_whitespace()
            || matches!(character, '-' | '.' | '(' | ')' | '/' | '\u{2010}'..='\u{2015}')
    };
    let number: String = text.chars().filter(|character| !between(character)).collect();
    let digits = number.strip_prefix('+').ok_or(ParseAddressError::NotE164)?;
    if let Some(character) = digits.chars().find(|character| !character.is_ascii_digit()) {
        return Err(ParseAddressError::UnexpectedCharacter(character));
    }
    if !(7..=15).contains(&digits.len()) || digits.starts_with('0') {
        return Err(ParseAddressError::NotE164);
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Describe, Language};

    #[test]
    fn addresses_are_checked() {
        let parse = str::parse::<EmailAddress>;
        assert_eq!(parse(" åsa.öberg@contoso.example ").unwrap().as_str(), "åsa.öberg@contoso.example");
        assert_eq!(parse(""), Err(ParseAddressError::Empty));
        for text in
            ["anna", "@contoso.example", "anna@", "a..b@c.example", "anna@-c.example", "anna@c..example"]
        {
            assert_eq!(parse(text), Err(ParseAddressError::NotNameAtDomain), "{text}");
        }
        assert_eq!(parse("a b@c.example"), Err(ParseAddressError::UnexpectedCharacter(' ')));
        assert_eq!(parse("a@b@c.example"), Err(ParseAddressError::UnexpectedCharacter('@')));
        assert_eq!(parse("a@c.example\r\nBcc: x"), Err(ParseAddressError::UnexpectedCharacter('\r')));
    }

    proptest! {
        #[test]
        fn an_address_with_something_invisible_is_refused_and_still_read(
            place in 0_usize..=4,
            hidden in any::<char>().prop_filter("seen", |one| is_unseen(*one)),
        ) {
            let mut text = "anna@contoso.example".to_owned();
            text.insert(place, hidden);
            let refused = text.parse::<EmailAddress>();
            prop_assert_eq!(refused, Err(ParseAddressError::UnexpectedCharacter(hidden)));
            let number = format!("(U+{:04X})", u32::from(hidden));
            for language in [Language::En, Language::Sv] {
                let said = ParseAddressError::UnexpectedCharacter(hidden).describe(language);
                prop_assert!(said.contains(&number) && !said.contains(hidden), "{}", said);
            }
            let kept = EmailAddress::kept(&text);
            prop_assert_eq!(kept.map(|address| address.to_string()), Ok(text));
        }
    }

    #[test]
    fn directories_have_domains_with_underscores_and_addresses_do_not() {
        assert!("asa@north_lab.example".parse::<UserPrincipalName>().is_ok());
        let address = "asa@north_lab.example".parse::<EmailAddress>();
        assert_eq!(address, Err(ParseAddressError::UnexpectedCharacter('_')));
    }

    #[test]
    fn numbers_are_normalised() {
        assert_eq!("+46 (8) 123-456 78".parse::<PhoneNumber>().unwrap().as_str(), "+46812345678");
        assert_eq!("08-123 456 78".parse::<PhoneNumber>(), Err(ParseAddressError::NotE164));
        assert_eq!("+46x".parse::<PhoneNumber>(), Err(ParseAddressError::UnexpectedCharacter('x')));
    }
}
