//! The guessable IDs, enumerated without looking at all nine million.

use shared::ConferenceId;

/// Every guessable ID, some of them more than once.
pub(super) fn all() -> impl Iterator<Item = ConferenceId> {
    two_digits()
        .chain(constant_steps())
        .chain(repeated_threes())
        .chain(five_equal())
        .filter(|id| id.is_guessable())
}

fn id(digits: impl IntoIterator<Item = u32>) -> Option<ConferenceId> {
    ConferenceId::from_number(digits.into_iter().fold(0, |number, digit| number * 10 + digit))
}

fn two_digits() -> impl Iterator<Item = ConferenceId> {
    let pairs = (0..10).flat_map(|first| (first..10).map(move |second| (first, second)));
    pairs.flat_map(|(first, second)| {
        (0..128).filter_map(move |choice| {
            id((0..7).map(|place| if choice >> place & 1 == 0 { first } else { second }))
        })
    })
}

fn constant_steps() -> impl Iterator<Item = ConferenceId> {
    (1..10).flat_map(|first: i32| {
        (-1..=1)
            .filter_map(move |step| id((0..7).map_while(|place| u32::try_from(first + step * place).ok())))
    })
}

fn repeated_threes() -> impl Iterator<Item = ConferenceId> {
    (100..1000).filter_map(|three| ConferenceId::from_number(three * 10_000 + three * 10 + three / 100))
}

fn five_equal() -> impl Iterator<Item = ConferenceId> {
    (0..10).flat_map(|digit| {
        (0..100).flat_map(move |others| {
            let (first, second) = (others / 10, others % 10);
            [[first, second], [first, second], [first, second]].into_iter().enumerate().filter_map(
                move |(before, rest)| {
                    let (left, right) = rest.split_at(before);
                    id(left.iter().copied().chain([digit; 5]).chain(right.iter().copied()))
                },
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn finds_exactly_the_guessable_ids() {
        let enumerated: BTreeSet<_> = all().collect();
        let by_looking: BTreeSet<_> = (0..ConferenceId::COUNT)
            .filter_map(ConferenceId::from_index)
            .filter(|id| id.is_guessable())
            .collect();
        assert_eq!(enumerated, by_looking);
    }
}
