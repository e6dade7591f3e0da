//! The organizer PIN, and what is told of it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{ConferenceId, Timestamp};

/// The digits that let an organizer start a conference by phone: 4 to 12 of them.
///
/// Konfid keeps no PIN, only its hash. A PIN travels once: in the answer to whoever opens the one-time link, or to the
/// organizer who resets it on their own page.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrganizerPin(String);

/// The text is not 4 to 12 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOrganizerPin;

/// Why a PIN is too easy to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinFlaw {
    /// All of its digits are the same.
    OneDigit,
    /// Four digits follow each other upwards or downwards, as they stand on a keypad (`1234`, `9876`, `7890`).
    Run,
    /// It is part of a number that others know: a conference ID or a telephone number.
    PartOfKnownNumber,
}

impl OrganizerPin {
    /// How few digits a PIN can have.
    pub const LENGTH_MIN: u16 = 4;
    /// How many digits a PIN can have.
    pub const LENGTH_MAX: u16 = 12;
    /// How many digits a PIN has unless the organisation wants another length.
    pub const LENGTH_DEFAULT: u16 = 5;
    /// How many digits that follow each other are too many.
    const RUN: usize = 4;

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What makes the PIN too easy to guess, if anything does. Of the known numbers only the digits count.
    pub fn flaw<'a>(&self, known_numbers: impl IntoIterator<Item = &'a str>) -> Option<PinFlaw> {
        let digits = self.0.as_bytes();
        if digits.windows(2).all(|pair| pair[0] == pair[1]) {
            return Some(PinFlaw::OneDigit);
        }
        let follows = |step: u8| {
            move |run: &[u8]| run.windows(2).all(|pair| (pair[0] - b'0' + step) % 10 == pair[1] - b'0')
        };
        // A step of nine upwards is one downwards: after 9 comes 0, as on a keypad.
        if digits.windows(Self::RUN).any(follows(1)) || digits.windows(Self::RUN).any(follows(9)) {
            return Some(PinFlaw::Run);
        }
        let is_part = |number: &str| {
            let number: String = number.chars().filter(char::is_ascii_digit).collect();
            number.contains(&self.0)
        };
        known_numbers.into_iter().any(is_part).then_some(PinFlaw::PartOfKnownNumber)
    }
}

/// Shows nothing, so that a PIN cannot reach a log by accident.
impl fmt::Debug for OrganizerPin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OrganizerPin(…)")
    }
}

impl FromStr for OrganizerPin {
    type Err = NotOrganizerPin;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let length = usize::from(Self::LENGTH_MIN)..=usize::from(Self::LENGTH_MAX);
        let is_one = length.contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit());
        if is_one { Ok(Self(text.to_owned())) } else { Err(NotOrganizerPin) }
    }
}

impl fmt::Display for NotOrganizerPin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a PIN has 4 to 12 digits")
    }
}

impl std::error::Error for NotOrganizerPin {}

impl TryFrom<String> for OrganizerPin {
    type Error = NotOrganizerPin;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<OrganizerPin> for String {
    fn from(pin: OrganizerPin) -> Self {
        pin.0
    }
}

crate::macros::schema_for_text!(OrganizerPin, "^[0-9]{4,12}$", "60417");

/// What administrators see of a user's organizer PIN: never the PIN itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganizerPinReport {
    /// When the PIN was set; `null` when there is none.
    pub set_at: Option<Timestamp>,
    /// The latest one-time link to a PIN of the user.
    pub link: Option<PinLink>,
}

/// A one-time link that makes a new organizer PIN and shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PinLink {
    /// Whether it can still be opened.
    pub state: PinLinkState,
    /// When the email with it was written.
    pub created_at: Timestamp,
    /// Until when it can be opened.
    pub expires_at: Timestamp,
    /// When somebody opened it.
    pub opened_at: Option<Timestamp>,
}

/// Whether a one-time link can still be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PinLinkState {
    /// It can be opened.
    Ready,
    /// Somebody has opened it.
    Opened,
    /// Nobody has opened it in time.
    Expired,
}

/// Names a one-time link to a PIN.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PinLinkRequest {
    /// The token in the link.
    pub token: String,
}

/// A new organizer PIN. Konfid cannot show it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevealedPin {
    /// The PIN.
    pub pin: OrganizerPin,
    /// When it was set.
    pub set_at: Timestamp,
    /// The organizer's name.
    pub display_name: String,
    /// The organizer's conference ID; `null` without a static one.
    pub conference_id: Option<ConferenceId>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn flaw(text: &str, known: &[&str]) -> Option<PinFlaw> {
        text.parse::<OrganizerPin>().unwrap().flaw(known.iter().copied())
    }

    #[test]
    fn a_pin_is_four_to_twelve_digits() {
        assert_eq!(" 60417 ".parse::<OrganizerPin>().unwrap().as_str(), "60417");
        for text in ["", "604", "6041760417604", "60a17", "6041\u{0667}", "60 417", "-6041"] {
            assert_eq!(text.parse::<OrganizerPin>(), Err(NotOrganizerPin), "{text}");
            assert!(serde_json::from_value::<OrganizerPin>(text.into()).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_easy_to_guess_is_found() {
        for text in ["0000", "77777", "111111111111"] {
            assert_eq!(flaw(text, &[]), Some(PinFlaw::OneDigit), "{text}");
        }
        for text in ["1234", "9876", "0123", "7890", "0987", "51234", "43210", "904567", "8901"] {
            assert_eq!(flaw(text, &[]), Some(PinFlaw::Run), "{text}");
        }
        for text in ["8271", "1964", "71964", "46812", "3456", "45678"] {
            let known = ["8271964", "+46 8 123 456 78"];
            assert!(flaw(text, &known).is_some(), "{text}");
        }
        for text in ["1243", "1235", "2468", "60417", "1122", "8275"] {
            assert_eq!(flaw(text, &["8271964", "+46812345678"]), None, "{text}");
        }
    }

    #[test]
    fn nothing_of_it_is_shown_to_programmers() {
        let pin: OrganizerPin = "60417".parse().unwrap();
        let revealed = RevealedPin {
            pin,
            set_at: Timestamp::from_milliseconds(1_795_500_000_000),
            display_name: "Anna".to_owned(),
            conference_id: None,
        };
        assert!(!format!("{revealed:?}").contains("60417"));
    }

    proptest! {
        #[test]
        fn a_pin_without_flaw_keeps_every_rule(text in "[0-9]{4,12}", known in "[+0-9 ]{0,20}") {
            let pin: OrganizerPin = text.parse().unwrap();
            if pin.flaw([known.as_str()]).is_none() {
                let digits: Vec<i32> = text.bytes().map(|digit| i32::from(digit - b'0')).collect();
                prop_assert!(digits.iter().any(|digit| *digit != digits[0]));
                for run in digits.windows(4) {
                    for step in [1, -1] {
                        prop_assert!(run.windows(2).any(|pair| pair[1] - pair[0] != step), "{text}");
                    }
                }
                prop_assert!(!known.replace([' ', '+'], "").contains(&text));
            }
        }

        #[test]
        fn a_part_of_a_known_number_is_never_good(number in "[0-9]{7,15}", at in 0_usize..4) {
            let pin: OrganizerPin = number[at..at + 4].parse().unwrap();
            prop_assert!(pin.flaw([number.as_str()]).is_some());
        }
    }
}
