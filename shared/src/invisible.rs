//! Characters that nobody sees, and texts whose letters run from right to left.
//!
//! A character that nobody sees makes two names look the same, and one that turns the direction of the text makes an
//! address look like another one. Names lose them; addresses with one are refused (see `ParseAddressError`).

use std::borrow::Cow;

/// Whether this character turns the direction of text, or takes no place and shows nothing.
///
/// The joiners U+200C and U+200D belong to the spelling of some languages and to emoji: they count at the edges of a
/// text only, where there is nothing to join (see [`without_invisible`]).
pub const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether this character joins what stands around it, and shows nothing itself.
pub const fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// The text without the characters that nobody sees.
pub fn without_invisible(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|edge: char| edge.is_whitespace() || is_invisible(edge) || is_joiner(edge));
    if text.contains(is_invisible) {
        Cow::Owned(text.chars().filter(|character| !is_invisible(*character)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The text as it can stand within a sentence of plain text: when letters of it run from right to left, it is kept
/// apart from what follows, whose order they would change. HTML has `<bdi>` for it.
pub fn isolated(text: &str) -> Cow<'_, str> {
    if text.contains(runs_from_right_to_left) {
        Cow::Owned(format!("\u{2068}{}\u{2069}", without_invisible(text)))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether the character belongs to a script from right to left, such as Hebrew or Arabic, or turns the direction. These
/// are the ranges that Unicode keeps for such scripts, used or not.
const fn runs_from_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The characters that turn the direction of text, by their numbers in the standard (UAX 9).
    const BIDIRECTIONAL: [char; 12] = [
        '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}',
        '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
    ];

    proptest! {
        #[test]
        fn nothing_invisible_is_left_and_nothing_visible_is_lost(text in any::<String>()) {
            let left = without_invisible(&text);
            prop_assert!(!left.contains(is_invisible));
            prop_assert!(!left.contains(BIDIRECTIONAL));
            let visible = |text: &str| -> String {
                text.chars().filter(|one| !is_invisible(*one) && !is_joiner(*one) && !one.is_whitespace()).collect()
            };
            prop_assert_eq!(visible(&left), visible(&text));
            prop_assert_eq!(&without_invisible(&left), &left, "once is enough");
        }

        #[test]
        fn what_turns_is_kept_apart(before in "[a-z]{1,4}", turning in "[\u{5d0}-\u{5ea}\u{202e}]{1,4}") {
            let text = format!("{before}{turning}");
            let apart = isolated(&text);
            let inner = apart.strip_prefix('\u{2068}').and_then(|rest| rest.strip_suffix('\u{2069}'));
            prop_assert!(inner.is_some_and(|inner| !inner.contains(BIDIRECTIONAL)));
        }
    }

    #[test]
    fn spelling_stays_whole() {
        for name in ["Åsa Öberg", "می\u{200c}نا", "👩\u{200d}💻 Anna", "O’Brien-Smith", "❤\u{fe0f} Li"]
        {
            assert_eq!(without_invisible(name), name);
        }
        assert_eq!(without_invisible("\u{200d}Åsa\u{200c} "), "Åsa");
        assert_eq!(isolated("Åsa Öberg"), "Åsa Öberg");
    }
}
