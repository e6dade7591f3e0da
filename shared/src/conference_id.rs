//! The conference ID: exactly seven digits, the first of them never 0.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A dial-in conference ID: exactly seven digits, of which the first is 1 to 9.
///
/// The first digit is never 0, because spreadsheets and JSON numbers lose leading zeros. That leaves
/// [`ConferenceId::COUNT`] IDs. A value of this type cannot hold anything else; parsing accepts what people
/// type (see [`FromStr`](#impl-FromStr-for-ConferenceId)).
///
/// ```
/// use konfid_shared::ConferenceId;
/// let id: ConferenceId = "827 196-4".parse().unwrap();
/// assert_eq!(id.to_string(), "8271964");
/// assert_eq!(id.grouped(), "827 196 4");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConferenceId(u32);

impl ConferenceId {
    /// How many digits an ID has.
    pub const DIGITS: usize = 7;
    /// The lowest ID.
    pub const MIN: Self = Self(1_000_000);
    /// The highest ID.
    pub const MAX: Self = Self(9_999_999);
    /// How many different IDs there are.
    pub const COUNT: u32 = Self::MAX.0 - Self::MIN.0 + 1;

    /// The ID with this numeric value, if it has seven digits.
    pub const fn from_number(number: u32) -> Option<Self> {
        if number >= Self::MIN.0 && number <= Self::MAX.0 { Some(Self(number)) } else { None }
    }

    /// The numeric value, between 1,000,000 and 9,999,999.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The ID at this position in the ordered list of all IDs, `0..COUNT`.
    pub const fn from_index(index: u32) -> Option<Self> {
        if index < Self::COUNT { Some(Self(Self::MIN.0 + index)) } else { None }
    }

    /// The position in the ordered list of all IDs, `0..COUNT`.
    pub const fn index(self) -> u32 {
        self.0 - Self::MIN.0
    }

    /// The seven digits, most significant first, each `0..=9`.
    pub fn digits(self) -> [u8; Self::DIGITS] {
        let mut rest = self.0;
        let mut digits = [0; Self::DIGITS];
        for digit in digits.iter_mut().rev() {
            *digit = (rest % 10) as u8;
            rest /= 10;
        }
        digits
    }

    /// The ID with these digits; `None` if the first is 0 or one is greater than 9.
    pub fn from_digits(digits: [u8; Self::DIGITS]) -> Option<Self> {
        if digits.iter().any(|digit| *digit > 9) {
            return None;
        }
        Self::from_number(digits.iter().fold(0, |number, digit| number * 10 + u32::from(*digit)))
    }

    /// The digits as people read them aloud: in groups of three, `827 196 4`.
    pub fn grouped(self) -> String {
        let digits = self.to_string();
        format!("{} {} {}", &digits[..3], &digits[3..6], &digits[6..])
    }

    /// The ID for a log: only the last two digits are shown, `•••••64`.
    pub fn masked(self) -> String {
        format!("•••••{:02}", self.0 % 100)
    }

    /// The look-alikes: every other ID that differs in one digit or by one swap of adjacent digits.
    pub fn look_alikes(self) -> impl Iterator<Item = Self> {
        let digits = self.digits();
        let one_digit = (0..Self::DIGITS).flat_map(move |place| {
            (0..=9).filter(move |digit| *digit != digits[place]).filter_map(move |digit| {
                let mut other = digits;
                other[place] = digit;
                Self::from_digits(other)
            })
        });
        let swaps = (1..Self::DIGITS).filter(move |place| digits[place - 1] != digits[*place]).filter_map(
            move |place| {
                let mut other = digits;
                other.swap(place - 1, place);
                Self::from_digits(other)
            },
        );
        one_digit.chain(swaps)
    }
}

impl fmt::Display for ConferenceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

/// Shows the masked form, so that a whole ID cannot reach a log by accident.
impl fmt::Debug for ConferenceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ConferenceId({})", self.masked())
    }
}

/// Why a text is not a conference ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseConferenceIdError {
    /// There are no digits at all.
    Empty,
    /// There is something that is neither a digit nor a separator.
    UnexpectedCharacter {
        /// The first such character.
        character: char,
        /// Its place, counted in characters from 1.
        position: usize,
    },
    /// There are fewer or more than seven digits.
    WrongLength {
        /// How many digits there are.
        digits: usize,
    },
    /// The first digit is 0.
    LeadingZero,
}

impl fmt::Display for ParseConferenceIdError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(formatter, "no digits were given; a conference ID has 7"),
            Self::UnexpectedCharacter { character, position } => {
                write!(
                    formatter,
                    "“{character}” at position {position} is not a digit; a conference ID has 7 digits"
                )
            }
            Self::WrongLength { digits } => {
                write!(formatter, "{digits} digits were given; a conference ID has exactly 7")
            }
            Self::LeadingZero => write!(formatter, "a conference ID never begins with 0"),
        }
    }
}

impl std::error::Error for ParseConferenceIdError {}

/// Accepts what people type and paste: ASCII and full-width digits, separated by any kind of space
/// (non-breaking and narrow ones too), hyphens or dashes, and a final `#` as on a telephone.
impl FromStr for ConferenceId {
    type Err = ParseConferenceIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let text = text.strip_suffix(['#', '＃']).unwrap_or(text);
        let mut digits = [0; Self::DIGITS];
        let mut count = 0;
        for (index, character) in text.chars().enumerate() {
            if is_separator(character) {
                continue;
            }
            let Some(digit) = digit_value(character) else {
                return Err(ParseConferenceIdError::UnexpectedCharacter { character, position: index + 1 });
            };
            if let Some(place) = digits.get_mut(count) {
                *place = digit;
            }
            count += 1;
        }
        match count {
            0 => Err(ParseConferenceIdError::Empty),
            Self::DIGITS if digits[0] == 0 => Err(ParseConferenceIdError::LeadingZero),
            Self::DIGITS => Self::from_digits(digits).ok_or(ParseConferenceIdError::LeadingZero),
            digits => Err(ParseConferenceIdError::WrongLength { digits }),
        }
    }
}

fn digit_value(character: char) -> Option<u8> {
    match character {
        '0'..='9' => Some(character as u8 - b'0'),
        '０'..='９' => u8::try_from(character as u32 - '０' as u32).ok(),
        _ => None,
    }
}

/// Whether people put this character between the groups of a number.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}

impl Serialize for ConferenceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ConferenceId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

crate::macros::schema_for_text!(ConferenceId, "^[1-9][0-9]{6}$", "8271964");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn id(text: &str) -> ConferenceId {
        text.parse().unwrap()
    }

    #[test]
    fn parses_what_people_type() {
        for text in [
            "8271964",
            " 827 196 4 ",
            "827-1964",
            "827\u{a0}196\u{202f}4",
            "８２７１９６４",
            "8271964#",
            "827–196–4",
        ] {
            assert_eq!(id(text), ConferenceId(8_271_964), "{text:?}");
        }
    }

    #[test]
    fn says_precisely_what_is_wrong() {
        use ParseConferenceIdError as Error;
        let parse = str::parse::<ConferenceId>;
        assert_eq!(parse(""), Err(Error::Empty));
        assert_eq!(parse(" - "), Err(Error::Empty));
        assert_eq!(parse("827196"), Err(Error::WrongLength { digits: 6 }));
        assert_eq!(parse("82719645"), Err(Error::WrongLength { digits: 8 }));
        assert_eq!(parse("0271964"), Err(Error::LeadingZero));
        assert_eq!(parse("82x1964"), Err(Error::UnexpectedCharacter { character: 'x', position: 3 }));
        assert_eq!(parse("+8271964"), Err(Error::UnexpectedCharacter { character: '+', position: 1 }));
        assert_eq!(parse("82#71964"), Err(Error::UnexpectedCharacter { character: '#', position: 3 }));
    }

    #[test]
    fn guessable_numbers_are_known() {
        for text in ["1111111", "1212121", "1234567", "7654321", "1231231", "9000009", "4555557", "2468024"] {
            let expected = text != "2468024";
            assert_eq!(id(text).is_guessable(), expected, "{text}");
        }
        assert!(!id("8271964").is_guessable());
    }

    #[test]
    fn debug_never_shows_a_whole_id() {
        assert_eq!(format!("{:?}", id("8271964")), "ConferenceId(•••••64)");
    }

    proptest! {
        #[test]
        fn text_and_json_round_trip(index in 0..ConferenceId::COUNT) {
            let id = ConferenceId::from_index(index).unwrap();
            prop_assert_eq!(id.to_string().parse::<ConferenceId>(), Ok(id));
            prop_assert_eq!(id.grouped().parse::<ConferenceId>(), Ok(id));
            let json = serde_json::to_string(&id).unwrap();
            prop_assert_eq!(json.len(), 9, "seven digits in quotation marks");
            prop_assert_eq!(serde_json::from_str::<ConferenceId>(&json).unwrap(), id);
            prop_assert_eq!(ConferenceId::from_index(id.index()), Some(id));
        }

        #[test]
        fn look_alikes_are_mutual_and_distinct(index in 0..ConferenceId::COUNT) {
            let id = ConferenceId::from_index(index).unwrap();
            let mut seen = BTreeSet::new();
            for other in id.look_alikes() {
                prop_assert_ne!(other, id);
                prop_assert!(seen.insert(other) || other.digits() != id.digits());
                prop_assert!(other.look_alikes().any(|back| back == id));
            }
            prop_assert!(seen.len() >= 62 && seen.len() <= 68);
        }

        #[test]
        fn any_text_parses_or_is_refused(text in "\\PC{0,24}") {
            if let Ok(id) = text.parse::<ConferenceId>() {
                prop_assert!((1_000_000..=9_999_999).contains(&id.number()));
            }
        }
    }
}
