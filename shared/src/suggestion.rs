//! Conference IDs that are easy to remember.

use serde::{Deserialize, Serialize};

use crate::{ConferenceId, Describe, Language, UserId, isolated};

/// What is to be suggested.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct SuggestionOptions {
    /// The user who is to get the ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
    /// What the IDs should remind of: a word, which is spelled on the telephone's keys, or digits such as an extension. At
    /// most 20 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// Another number gives other suggestions; the same number gives the same, as long as they are available.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(minimum = 0, maximum = 65535))]
    pub seed: u16,
}

impl SuggestionOptions {
    /// How many characters [`near`](Self::near) has at most.
    pub const NEAR_LENGTH_MAX: usize = 20;
}

/// A conference ID that is easy to remember.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suggestion {
    /// The ID.
    pub conference_id: ConferenceId,
    /// Why it is easy to remember.
    pub reason: SuggestionReason,
    /// Whether it looks like one that is in use. Only on a bridge with so many IDs that hardly any has no look-alike.
    pub look_alike: bool,
}

/// Why a conference ID is easy to remember.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SuggestionReason {
    /// A part of it spells a word on the telephone's keys.
    Word {
        /// The word.
        word: String,
    },
    /// It contains digits that somebody knows already.
    Extension {
        /// The digits.
        digits: String,
    },
    /// Three digits, the same three again, and one: `ABC ABC D`.
    Repeated,
    /// Three equal digits, three equal others, and one: `AAA BBB C`.
    Triples,
    /// Two digits three times, and one: `AB AB AB C`.
    Alternating,
    /// Three pairs, and one: `AA BB CC D`.
    Pairs,
    /// It is the same backwards.
    Palindrome,
}

impl Describe for Suggestion {
    fn describe(&self, language: Language) -> String {
        let digits = self.conference_id.to_string();
        let (part, last) = (|from: usize, to: usize| &digits[from..to], &digits[6..]);
        match (language, &self.reason) {
            (Language::En, SuggestionReason::Word { word }) => {
                format!("spells “{}” on the telephone’s keys", isolated(word))
            }
            (Language::Sv, SuggestionReason::Word { word }) => {
                format!("stavar ”{}” på telefonens knappar", isolated(word))
            }
            (Language::En, SuggestionReason::Extension { digits }) => format!("contains {digits}"),
            (Language::Sv, SuggestionReason::Extension { digits }) => format!("innehåller {digits}"),
            (Language::En, SuggestionReason::Repeated) => format!("{} twice, then {last}", part(0, 3)),
            (Language::Sv, SuggestionReason::Repeated) => {
                format!("{} två gånger, sedan {last}", part(0, 3))
            }
            (Language::En, SuggestionReason::Triples) => {
                format!("{}, {}, then {last}", part(0, 3), part(3, 6))
            }
            (Language::Sv, SuggestionReason::Triples) => {
                format!("{}, {}, sedan {last}", part(0, 3), part(3, 6))
            }
            (Language::En, SuggestionReason::Alternating) => {
                format!("{} three times, then {last}", part(0, 2))
            }
            (Language::Sv, SuggestionReason::Alternating) => {
                format!("{} tre gånger, sedan {last}", part(0, 2))
            }
            (Language::En, SuggestionReason::Pairs) => {
                format!("pairs: {}, {}, {}, then {last}", part(0, 2), part(2, 4), part(4, 6))
            }
            (Language::Sv, SuggestionReason::Pairs) => {
                format!("par: {}, {}, {}, sedan {last}", part(0, 2), part(2, 4), part(4, 6))
            }
            (Language::En, SuggestionReason::Palindrome) => "the same backwards".to_owned(),
            (Language::Sv, SuggestionReason::Palindrome) => "samma baklänges".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_words() {
        let reasons = [
            ("5226622", SuggestionReason::Word { word: "ANNA".to_owned() }),
            ("2004711", SuggestionReason::Extension { digits: "4711".to_owned() }),
            ("4134137", SuggestionReason::Repeated),
            ("4447772", SuggestionReason::Triples),
            ("4747472", SuggestionReason::Alternating),
            ("4477229", SuggestionReason::Pairs),
            ("4175714", SuggestionReason::Palindrome),
        ];
        let told = reasons.map(|(id, reason)| {
            let suggestion = Suggestion { conference_id: id.parse().unwrap(), reason, look_alike: false };
            Language::ALL.map(|language| format!("{id}: {}", suggestion.describe(language))).join("\n")
        });
        insta::assert_snapshot!(told.join("\n"));
    }
}
