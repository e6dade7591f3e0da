//! Names in which letters were replaced by question marks, because a file was saved in a code that lacks them.

use unicode_normalization::UnicodeNormalization as _;

/// Whether a question mark stands where a letter may have been: beside another letter.
pub(super) fn looks_damaged(text: &str) -> bool {
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        if character == '?' && (before.is_alphabetic() || after.is_alphabetic()) {
            return true;
        }
        before = character;
    }
    false
}

/// Whether `text` is `name` with some of its letters beyond ASCII replaced by question marks. Programs replace what they
/// count: UTF-16 units, of letters that are composed or not.
pub(super) fn is_damaged_copy(text: &str, name: &str) -> bool {
    let matches = |units: Vec<u16>| {
        let copy: Vec<u16> = text.encode_utf16().collect();
        let is_kept =
            |(copy, unit): (&u16, &u16)| copy == unit || *copy == u16::from(b'?') && *unit > u16::from(b'~');
        copy.len() == units.len() && copy.iter().zip(&units).all(is_kept)
    };
    text != name
        && text.contains('?')
        && (matches(name.encode_utf16().collect())
            || matches(name.nfc().collect::<String>().encode_utf16().collect())
            || matches(name.nfd().collect::<String>().encode_utf16().collect()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn question_marks_among_letters_are_damage() {
        for name in ["?sa ?berg", "Bj?rn Ek", "Ren?", "?ukasz Nowak", "A?sa"] {
            assert!(looks_damaged(name), "{name}");
        }
        for name in ["Åsa Öberg", "Room 4 (?)", "?", "Who is it ?"] {
            assert!(!looks_damaged(name), "{name}");
        }
    }

    #[test]
    fn a_damaged_copy_is_told_from_another_name() {
        for (copy, name) in [
            ("?sa ?berg", "Åsa Öberg"),
            ("?sa Öberg", "Åsa Öberg"),
            ("A?sa", "Åsa"),
            ("?ukasz", "Łukasz"),
            ("Li ??", "Li 👩"),
        ] {
            assert!(is_damaged_copy(copy, name), "{copy} {name}");
        }
        for (copy, name) in
            [("?sa ?berg", "Isa Öberg"), ("?sa", "Åsa Öberg"), ("Åsa", "Åsa"), ("Bj?rn Ek", "Björn Eko")]
        {
            assert!(!is_damaged_copy(copy, name), "{copy} {name}");
        }
    }

    proptest! {
        #[test]
        fn whatever_ascii_lacks_is_recognised(name in "[a-zåäöéłж’ ]{0,30}") {
            let copy: String = name.chars().map(|one| if one.is_ascii() { one } else { '?' }).collect();
            prop_assert_eq!(is_damaged_copy(&copy, &name), !name.is_ascii());
        }
    }
}
