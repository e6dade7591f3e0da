//! What a server or a name says, made fit to be kept and shown.

use shared::{ConferenceId, without_invisible};

/// The longest text that is kept of a failure, in characters.
const LONGEST: usize = 300;

/// Replaces control characters, so that a text cannot begin a new header or line, and leaves out what nobody sees, so
/// that it cannot turn the direction of what follows.
pub(crate) fn one_line(text: &str) -> String {
    let line: String = without_invisible(text)
        .chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A failure as it may be kept, shown and logged: one line, not too long, and without whole conference IDs, which
/// a server may quote from the text of the mail.
pub(crate) fn failure(text: &str) -> String {
    let line: String = one_line(text).chars().take(LONGEST).collect();
    mask_conference_ids(&line)
}

/// Masks every number of exactly as many digits as a conference ID has, grouped or not.
fn mask_conference_ids(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        if !characters[at].is_ascii_digit() {
            masked.push(characters[at]);
            at += 1;
            continue;
        }
        let mut end = at;
        // The number ends with its last digit; single separators may stand between its digits.
        while let Some(character) = characters.get(end) {
            let joins = matches!(character, ' ' | '-' | '\u{a0}' | '\u{202f}')
                && characters.get(end + 1).is_some_and(char::is_ascii_digit);
            if !character.is_ascii_digit() && !joins {
                break;
            }
            end += 1;
        }
        let number: String = characters[at..end].iter().collect();
        masked.push_str(&mask_number(&number));
        at = end;
    }
    masked
}

/// Masks the groups of digits that together are as long as a conference ID. `number` begins and ends with a digit.
fn mask_number(number: &str) -> String {
    let groups: Vec<&str> = number.split(|character: char| !character.is_ascii_digit()).collect();
    for first in 0..groups.len() {
        for last in first..groups.len() {
            let digits = groups[first..=last].concat();
            if digits.len() == ConferenceId::DIGITS {
                let mask = format!("•••••{}", &digits[ConferenceId::DIGITS - 2..]);
                let rest = if last + 1 < groups.len() {
                    mask_number(&groups[last + 1..].join(" "))
                } else {
                    String::new()
                };
                let parts = [groups[..first].join(" "), mask, rest];
                return parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            }
        }
    }
    number.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_ids_do_not_stay_in_a_failure() {
        for (text, kept) in [
            ("550 spam: 8271964", "550 spam: •••••64"),
            ("550 827 196 4 refused", "550 •••••64 refused"),
            ("550 827 196 4 and 509-381-7#", "550 •••••64 and •••••17#"),
            ("550 8271964 5093817", "550 •••••64 •••••17"),
            ("554 5.7.1 queued as 12345678", "554 5.7.1 queued as 12345678"),
            ("451 4.3.0 try later", "451 4.3.0 try later"),
        ] {
            assert_eq!(failure(text), kept);
        }
    }

    #[test]
    fn a_failure_is_one_short_line() {
        assert_eq!(failure("a\r\nb\tc\0"), "a b c");
        assert_eq!(failure(&"å".repeat(1000)).chars().count(), LONGEST);
    }
}
