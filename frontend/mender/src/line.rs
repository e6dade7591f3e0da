//! A line before and after, with what differs marked.

use serde::{Deserialize, Serialize};
use shared::ConferenceId;

/// A line before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffLine(pub Vec<DiffPart>);

/// A piece of a line: first what stays, then what is replaced by what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffPart(pub String, pub String, pub String);

impl DiffLine {
    /// Marks whole conference IDs: an old one before, the new one afterwards, in whatever grouping. A line that
    /// changes otherwise has everything between the first and the last difference marked.
    pub fn new(before: &str, after: &str, old_ids: &[ConferenceId], new_id: ConferenceId) -> Self {
        let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
        if old.len() == new.len() {
            let spans = spans(&old, &new, old_ids, new_id);
            let is_marked = |at: usize| spans.iter().any(|span| (span.0..=span.1).contains(&at));
            if (0..old.len()).all(|at| old[at] == new[at] || is_marked(at)) {
                return Self::of_spans(&old, &new, &spans);
            }
        }
        Self::around_difference(&old, &new)
    }

    /// Marks everything between the first and the last difference, and the digits around it: where only some of
    /// an ID's digits differ, the whole ID is marked.
    pub fn between(before: &str, after: &str) -> Self {
        let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
        let differs = |at: &usize| old.get(*at) != new.get(*at);
        if old.len() == new.len()
            && let (Some(first), Some(last)) = ((0..old.len()).find(differs), (0..old.len()).rfind(differs))
        {
            let is_digit = |at: usize| old.get(at).is_some_and(char::is_ascii_digit);
            // Groups of digits stand one space apart.
            let is_gap = |at: usize| {
                old.get(at).is_some_and(|gap| gap.is_whitespace())
                    && at > 0
                    && is_digit(at - 1)
                    && is_digit(at + 1)
            };
            let is_inside = |at: &usize| is_digit(*at) || is_gap(*at);
            let first = (0..first).rev().take_while(is_inside).last().unwrap_or(first);
            let last = (last + 1..old.len()).take_while(is_inside).last().unwrap_or(last);
            return Self::of_spans(&old, &new, &[(first, last)]);
        }
        Self::around_difference(&old, &new)
    }

    /// The whole line before or after.
    pub fn text(&self, is_after: bool) -> String {
        let piece = |part: &DiffPart| format!("{}{}", part.0, if is_after { &part.2 } else { &part.1 });
        self.0.iter().map(piece).collect()
    }

    fn of_spans(old: &[char], new: &[char], spans: &[(usize, usize)]) -> Self {
        let text = |characters: &[char]| characters.iter().collect::<String>();
        let mut parts = Vec::new();
        let mut at = 0;
        for (first, last) in spans {
            parts.push(DiffPart(
                text(&old[at..*first]),
                text(&old[*first..=*last]),
                text(&new[*first..=*last]),
            ));
            at = last + 1;
        }
        if at < old.len() {
            parts.push(DiffPart(text(&old[at..]), String::new(), String::new()));
        }
        Self(parts)
    }

    fn around_difference(old: &[char], new: &[char]) -> Self {
        let text = |characters: &[char]| characters.iter().collect::<String>();
        let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let rest = old.len().min(new.len()) - start;
        let end =
            old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
        let mut parts = vec![DiffPart(
            text(&old[..start]),
            text(&old[start..old.len() - end]),
            text(&new[start..new.len() - end]),
        )];
        if end > 0 {
            parts.push(DiffPart(text(&old[old.len() - end..]), String::new(), String::new()));
        }
        Self(parts)
    }
}

/// Where seven digits in a row, in any grouping, were one of the old IDs and become the new one.
fn spans(old: &[char], new: &[char], old_ids: &[ConferenceId], new_id: ConferenceId) -> Vec<(usize, usize)> {
    let places: Vec<usize> = (0..old.len()).filter(|at| old[*at].is_ascii_digit()).collect();
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let number = |characters: &[char], window: &[usize]| {
        window.iter().try_fold(0, |number, at| Some(number * 10 + characters.get(*at)?.to_digit(10)?))
    };
    for window in places.windows(ConferenceId::DIGITS) {
        let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
        let replaced = number(old, window).and_then(ConferenceId::from_number);
        let is_free = spans.last().is_none_or(|span| span.1 < *first);
        if is_free
            && number(new, window) == Some(new_id.number())
            && replaced.is_some_and(|id| old_ids.contains(&id))
        {
            spans.push((*first, *last));
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(before: &str, after: &str) -> Vec<[String; 3]> {
        let ids = ["8271964".parse().unwrap(), "1111234".parse().unwrap()];
        let line = DiffLine::new(before, after, &ids, "5093817".parse().unwrap());
        assert_eq!((line.text(false).as_str(), line.text(true).as_str()), (before, after));
        line.0.into_iter().map(|part| [part.0, part.1, part.2]).collect()
    }

    #[test]
    fn whole_ids_are_marked_in_any_grouping() {
        assert_eq!(
            line("+46 8 123 456 78,,827 196 4# (8271964)", "+46 8 123 456 78,,509 381 7# (5093817)"),
            [["+46 8 123 456 78,,", "827 196 4", "509 381 7"], ["# (", "8271964", "5093817"], [")", "", ""]]
        );
        assert_eq!(line("ID 1111234", "ID 5093817"), [["ID ", "1111234", "5093817"]]);
    }

    #[test]
    fn without_the_ids_the_digits_around_are_marked_too() {
        let line = |before: &str, after: &str| {
            DiffLine::between(before, after)
                .0
                .into_iter()
                .map(|part| [part.0, part.1, part.2])
                .collect::<Vec<_>>()
        };
        assert_eq!(
            line("ID: 382 567 7#", "ID: 974 972 7#"),
            [["ID: ", "382 567 7", "974 972 7"], ["#", "", ""]]
        );
        assert_eq!(line("78,,8271964", "78,,8091964"), [["78,,", "8271964", "8091964"]]);
        assert_eq!(line("lika", "lika"), [["lika", "", ""]]);
    }

    #[test]
    fn other_changes_are_marked_from_the_first_to_the_last() {
        assert_eq!(
            line("ring +4681234567 nu", "ring +468765 nu"),
            [["ring +468", "1234567", "765"], [" nu", "", ""]]
        );
        assert_eq!(line("aa", "a"), [["a", "a", ""]]);
        assert_eq!(line("åäö", "åbö"), [["å", "ä", "b"], ["ö", "", ""]]);
    }
}
