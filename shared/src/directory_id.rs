//! The identifier of a user in the directory that users are imported from.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::ParseAddressError;
use crate::address::{check_all_seen, text_newtype};
use crate::macros::schema_for_text;

/// No directory writes a longer one.
const LONGEST: usize = 256;

text_newtype!(
    /// What a directory itself knows a user by: an object ID of Microsoft Entra, an `objectGUID` of Active Directory, a
    /// user ID of Google or Okta. It stays the same when people get another name. A UUID is one however it is written;
    /// in others, case counts.
    DirectoryId,
    check,
    "^[^ ]+$",
    "0f6a0c52-1111-4222-8333-444455556666"
);

fn check(text: &str) -> Result<String, ParseAddressError> {
    if text.is_empty() {
        return Err(ParseAddressError::Empty);
    }
    if text.len() > LONGEST {
        return Err(ParseAddressError::TooLong);
    }
    if let Some(character) = text.chars().find(|one| one.is_whitespace() || one.is_control()) {
        return Err(ParseAddressError::UnexpectedCharacter(character));
    }
    Ok(Uuid::try_parse(text).map_or_else(|_| text.to_owned(), |uuid| uuid.hyphenated().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_one_however_it_is_written() {
        let parse = str::parse::<DirectoryId>;
        let canonical = parse("0f6a0c52-1111-4222-8333-444455556666").unwrap();
        for text in [
            "0F6A0C52-1111-4222-8333-444455556666",
            "{0f6a0c52-1111-4222-8333-444455556666}",
            " 0f6a0c52111142228333444455556666 ",
        ] {
            assert_eq!(parse(text).unwrap(), canonical, "{text}");
        }
        // Base64 and Okta's identifiers are others when the case is another.
        assert_ne!(parse("00uAbC").unwrap(), parse("00UABC").unwrap());
        assert_eq!(parse("id:0123456789").unwrap().as_str(), "id:0123456789");
    }

    #[test]
    fn what_is_no_identifier_is_refused() {
        let parse = str::parse::<DirectoryId>;
        assert_eq!(parse("  "), Err(ParseAddressError::Empty));
        assert_eq!(parse(&"x".repeat(LONGEST + 1)), Err(ParseAddressError::TooLong));
        assert_eq!(parse("a b"), Err(ParseAddressError::UnexpectedCharacter(' ')));
        assert_eq!(parse("a\u{200b}b"), Err(ParseAddressError::UnexpectedCharacter('\u{200b}')));
    }
}
