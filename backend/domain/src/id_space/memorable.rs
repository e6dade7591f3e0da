//! Conference IDs that are easy to remember, best first.

use std::collections::BTreeSet;

use rand::{Rng, RngExt};
use shared::{ConferenceId, SuggestionReason, keypad_digit};

/// How many of each pattern are tried.
const OF_EACH: usize = 60;

/// IDs that are easy to remember, the best first and each once; none is easily guessed. What somebody typed, a word or digits,
/// comes before the patterns. The same randomness gives the same IDs.
pub(crate) fn memorable_ids(near: &str, random: &mut impl Rng) -> Vec<(ConferenceId, SuggestionReason)> {
    let patterns = [
        (SuggestionReason::Repeated, repeated as Pattern),
        (SuggestionReason::Triples, triples),
        (SuggestionReason::Palindrome, palindrome),
        (SuggestionReason::Pairs, pairs),
        (SuggestionReason::Alternating, alternating),
    ];
    let mut found = reminders(near, random);
    for _ in 0..OF_EACH {
        for (reason, pattern) in &patterns {
            found.extend(pattern(digits(random)).map(|id| (id, reason.clone())));
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|(id, _)| !id.is_guessable() && seen.insert(*id));
    found
}

/// Makes an ID of digits.
type Pattern = fn([u8; 4]) -> Option<ConferenceId>;

fn repeated([a, b, c, d]: [u8; 4]) -> Option<ConferenceId> {
    ConferenceId::from_digits([a, b, c, a, b, c, d])
}

fn triples([a, b, c, _]: [u8; 4]) -> Option<ConferenceId> {
    ConferenceId::from_digits([a, a, a, b, b, b, c]).filter(|_| a != b)
}

fn alternating([a, b, c, _]: [u8; 4]) -> Option<ConferenceId> {
    ConferenceId::from_digits([a, b, a, b, a, b, c]).filter(|_| a != b)
}

fn pairs([a, b, c, d]: [u8; 4]) -> Option<ConferenceId> {
    ConferenceId::from_digits([a, a, b, b, c, c, d]).filter(|_| a != b && b != c)
}

fn palindrome([a, b, c, d]: [u8; 4]) -> Option<ConferenceId> {
    ConferenceId::from_digits([a, b, c, d, c, b, a])
}

/// Four digits of which the first is not 0.
fn digits(random: &mut impl Rng) -> [u8; 4] {
    [
        random.random_range(1..10),
        random.random_range(0..10),
        random.random_range(0..10),
        random.random_range(0..10),
    ]
}

/// IDs with what somebody typed in them: it stands at the end, or at the beginning, beside digits that are easy themselves.
fn reminders(near: &str, random: &mut impl Rng) -> Vec<(ConferenceId, SuggestionReason)> {
    let typed: Vec<(char, u8)> = near
        .chars()
        .filter_map(|character| keypad_digit(character).map(|digit| (character, digit)))
        .collect();
    if typed.is_empty() {
        return Vec::new();
    }
    let has_letters = typed.iter().any(|(character, _)| !character.is_numeric());
    // Of a word the beginning says most, of a number the end.
    let kept = typed.len().min(ConferenceId::DIGITS);
    let typed = if has_letters { &typed[..kept] } else { &typed[typed.len() - kept..] };
    let text: String = typed.iter().map(|(character, _)| *character).collect();
    let reason = if has_letters {
        SuggestionReason::Word { word: text.to_uppercase() }
    } else {
        SuggestionReason::Extension { digits: text }
    };
    let known: Vec<u8> = typed.iter().map(|(_, digit)| *digit).collect();
    let missing = ConferenceId::DIGITS - known.len();
    let mut found = Vec::new();
    for filler in fillers(&known, missing, random) {
        for parts in [[filler.as_slice(), &known], [&known, filler.as_slice()]] {
            let id = parts.concat().try_into().ok().and_then(ConferenceId::from_digits);
            found.extend(id.map(|id| (id, reason.clone())));
        }
    }
    found
}

/// What stands beside the digits that somebody knows, the easiest first.
fn fillers(known: &[u8], missing: usize, random: &mut impl Rng) -> Vec<Vec<u8>> {
    if missing == 0 {
        return vec![Vec::new()];
    }
    // The same once more, as in 711 4711; then equal digits, a round number, and anything.
    let again = (known.len() >= missing).then(|| known[known.len() - missing..].to_vec());
    let start = random.random_range(0..9_u8);
    let one_of_nine = |place: u8| (start + place) % 9 + 1;
    let equal = (0..9).map(|place| vec![one_of_nine(place); missing]);
    let round = (0..9).map(|place| {
        let mut digits = vec![0; missing];
        digits[0] = one_of_nine(place);
        digits
    });
    let mut fillers: Vec<Vec<u8>> = again.into_iter().chain(equal).chain(round).collect();
    for _ in 0..OF_EACH {
        fillers.push((0..missing).map(|_| random.random_range(0..10)).collect());
    }
    fillers
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    fn memorable(near: &str, seed: u64) -> Vec<(ConferenceId, SuggestionReason)> {
        memorable_ids(near, &mut StdRng::seed_from_u64(seed))
    }

    #[test]
    fn what_was_typed_comes_first() {
        let (id, reason) = memorable("Åsa", 1).remove(0);
        assert_eq!(reason, SuggestionReason::Word { word: "ÅSA".to_owned() });
        assert!(id.to_string().contains("272"), "{id}");
        let (id, reason) = memorable("4711", 1).remove(0);
        assert_eq!(
            (id.to_string().as_str(), reason),
            ("7114711", SuggestionReason::Extension { digits: "4711".into() })
        );
        let whole = memorable("sverige", 1);
        assert_eq!(whole[0].0.to_string(), "7837443");
        assert!(matches!(
            whole[1].1,
            SuggestionReason::Repeated | SuggestionReason::Triples | SuggestionReason::Palindrome
        ));
    }

    proptest! {
        #[test]
        fn ids_are_not_guessable_and_each_is_there_once(near in "[a-zåäö0-9 ]{0,12}", seed in any::<u64>()) {
            let found = memorable(&near, seed);
            prop_assert!(found.len() > 100);
            prop_assert_eq!(&found, &memorable(&near, seed), "the same seed gives the same");
            let mut seen = BTreeSet::new();
            for (id, reason) in found {
                prop_assert!(!id.is_guessable());
                prop_assert!(seen.insert(id));
                let digits = id.digits();
                match reason {
                    SuggestionReason::Word { word } => {
                        let spelled: Vec<u8> = word.chars().filter_map(keypad_digit).collect();
                        prop_assert!(digits.windows(spelled.len()).any(|part| part == spelled));
                    }
                    SuggestionReason::Extension { digits: known } => prop_assert!(id.to_string().contains(&known)),
                    SuggestionReason::Repeated => prop_assert_eq!(&digits[..3], &digits[3..6]),
                    SuggestionReason::Triples => prop_assert!(digits[0] == digits[2] && digits[3] == digits[5]),
                    SuggestionReason::Alternating => prop_assert_eq!(&digits[..4], &digits[2..6]),
                    SuggestionReason::Pairs => prop_assert!(digits[..6].chunks(2).all(|pair| pair[0] == pair[1])),
                    SuggestionReason::Palindrome => prop_assert!(digits.iter().eq(digits.iter().rev())),
                }
            }
        }
    }
}
