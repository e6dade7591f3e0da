//! Comparing texts without regard to case.

use caseless::Caseless as _;
use unicode_normalization::UnicodeNormalization as _;

/// The form in which two texts are the same when only the case of letters, or how they are composed, tells them apart:
/// a canonical caseless match (Unicode, section 3.13). Lower case would not do, because `STRASSE` and `Straße`, and the
/// two small sigmas, have different ones.
pub fn fold_case(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd().default_case_fold().nfc().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[test]
    fn case_and_composition_do_not_count() {
        for (one, other) in [
            ("Åsa", "ÅSA"),
            ("a\u{30a}sa", "Åsa"),
            ("Straße", "STRASSE"),
            ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
            ("Anna", "aNNA"),
        ] {
            assert_eq!(fold_case(one), fold_case(other), "{one} {other}");
        }
        for (one, other) in [("Åsa", "Asa"), ("Öberg", "Oberg"), ("anna", "anne")] {
            assert_ne!(fold_case(one), fold_case(other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn once_is_enough_and_no_way_of_writing_counts(text in any::<String>()) {
            let folded = fold_case(&text);
            prop_assert_eq!(&fold_case(&folded), &folded);
            prop_assert_eq!(&fold_case(&text.nfc().collect::<String>()), &folded);
            prop_assert_eq!(&fold_case(&text.nfd().collect::<String>()), &folded);
        }

        #[test]
        fn the_case_of_letters_does_not_count(text in "[a-zåäöéüæøñçšžα-ωа-я.]{0,20}") {
            prop_assert_eq!(fold_case(&text.to_uppercase()), fold_case(&text));
        }
    }
}
