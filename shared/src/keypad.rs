//! Letters on a telephone's keys.

/// The key of a telephone on which this letter stands, as ITU-T E.161 places them; å, ä and ö stand with a and o, and other
/// letters with marks with the letter below. A digit is its own key. `None` for everything else.
pub fn keypad_digit(character: char) -> Option<u8> {
    if let Some(digit) = character.to_digit(10) {
        return u8::try_from(digit).ok();
    }
    match character.to_lowercase().next()? {
        'a'..='c' | 'à'..='ç' => Some(2),
        'd'..='f' | 'è'..='ë' | 'ð' => Some(3),
        'g'..='i' | 'ì'..='ï' => Some(4),
        'j'..='l' => Some(5),
        'm'..='o' | 'ñ' | 'ò'..='ö' | 'ø' => Some(6),
        'p'..='s' | 'ß' => Some(7),
        't'..='v' | 'ù'..='ü' | 'þ' => Some(8),
        'w'..='z' | 'ý' | 'ÿ' => Some(9),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_on_the_keys_of_a_telephone() {
        let dial = |text: &str| {
            text.chars().filter_map(keypad_digit).map(|digit| char::from(b'0' + digit)).collect::<String>()
        };
        assert_eq!(dial("abc def ghi jkl mno pqrs tuv wxyz"), "22233344455566677778889999");
        assert_eq!(dial("ÅÄÖ åäö"), "226226");
        assert_eq!(dial("Zoë-42"), "96342");
        assert_eq!(dial("会議 !"), "");
    }
}
