//! Why a conference ID is easily guessed.

use serde::{Deserialize, Serialize};

use crate::{ConferenceId, Describe, Language};

/// Why a person would try these digits first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum GuessableReason {
    /// It has at most two different digits.
    FewDigits,
    /// Each digit is as far from the one before as the next: `1234567`.
    Sequence,
    /// Three digits come again and again: `ABCABCA`.
    Repetition,
    /// Five equal digits stand in a row.
    FiveEqual,
}

impl ConferenceId {
    /// Why a person would try these digits first: at most two distinct digits, a run with a constant step (`1234567`;
    /// `9753197` with wrap-around is not one), the shape `ABCABCA`, or five equal digits in a row. `None` for all others.
    pub fn guessable_reason(self) -> Option<GuessableReason> {
        let digits = self.digits();
        let distinct = (0..=9).filter(|digit| digits.contains(digit)).count();
        let step = i16::from(digits[1]) - i16::from(digits[0]);
        if distinct <= 2 {
            Some(GuessableReason::FewDigits)
        } else if digits.windows(2).all(|pair| i16::from(pair[1]) - i16::from(pair[0]) == step) {
            Some(GuessableReason::Sequence)
        } else if digits[..3] == digits[3..6] && digits[0] == digits[6] {
            Some(GuessableReason::Repetition)
        } else if digits.windows(5).any(|run| run.iter().all(|digit| *digit == run[0])) {
            Some(GuessableReason::FiveEqual)
        } else {
            None
        }
    }

    /// Whether a person would try these digits first (see [`guessable_reason`](Self::guessable_reason)). Such IDs are never
    /// drawn at random.
    pub fn is_guessable(self) -> bool {
        self.guessable_reason().is_some()
    }
}

impl Describe for GuessableReason {
    fn describe(&self, language: Language) -> String {
        let (english, swedish) = match self {
            Self::FewDigits => {
                ("it has only one or two different digits", "det har bara en eller två olika siffror")
            }
            Self::Sequence => ("its digits follow one another", "siffrorna följer på varandra"),
            Self::Repetition => ("three digits come again and again", "tre siffror upprepas"),
            Self::FiveEqual => ("five equal digits stand in a row", "fem likadana siffror står i rad"),
        };
        match language {
            Language::En => english.to_owned(),
            Language::Sv => swedish.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_told() {
        let reason = |text: &str| text.parse::<ConferenceId>().unwrap().guessable_reason();
        assert_eq!(reason("1212121"), Some(GuessableReason::FewDigits));
        assert_eq!(reason("7654321"), Some(GuessableReason::Sequence));
        assert_eq!(reason("1231231"), Some(GuessableReason::Repetition));
        assert_eq!(reason("4555557"), Some(GuessableReason::FiveEqual));
        assert_eq!(reason("2468024"), None);
        assert_eq!(reason("8271964"), None);
    }
}
