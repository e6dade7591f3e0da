//! Single characters: which of them a reader sees, and how they are compared.

/// The Latin letters from `Ā` to `ſ` without their accents.
const LATIN: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// The letter without its accent, in lower case; `ø` is `o`, `æ` stays. For comparing labels.
pub(super) fn folded(character: char) -> char {
    let character = match character {
        '\u{ff01}'..='\u{ff5e}' => shifted(character, -0xfee0),
        other => other,
    };
    match character {
        'A'..='Z' => character.to_ascii_lowercase(),
        '\0'..='\u{7f}' => character,
        'à'..='å' | 'À'..='Å' | 'ạ'..='ặ' | 'Ạ'..='Ặ' => 'a',
        'Æ' => 'æ',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' | 'Ẹ'..='ệ' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' | 'Ỉ'..='ị' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ơ' | 'Ơ' | 'Ọ'..='ợ' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' | 'ư' | 'Ư' | 'Ụ'..='ự' => 'u',
        'ý' | 'ÿ' | 'Ý' | 'Ỳ'..='ỹ' => 'y',
        'ð' | 'Ð' => 'd',
        'Ș' | 'ș' => 's',
        'Ț' | 'ț' => 't',
        'Ā'..='ſ' => {
            LATIN.get(character as usize - 'Ā' as usize).map_or(character, |letter| *letter as char)
        }
        'Ά' | 'ά' => 'α',
        'Έ' | 'έ' => 'ε',
        'Ή' | 'ή' => 'η',
        'Ί' | 'ί' | 'ϊ' | 'Ϊ' | 'ΐ' => 'ι',
        'Ό' | 'ό' => 'ο',
        'Ύ' | 'ύ' | 'ϋ' | 'Ϋ' | 'ΰ' => 'υ',
        'Ώ' | 'ώ' => 'ω',
        'ς' => 'σ',
        'Ё' | 'ё' => 'е',
        'Й' | 'й' => 'и',
        'Ї' | 'ї' => 'і',
        'Α'..='Ω' | 'А'..='Я' => shifted(character, 32),
        'Ѐ'..='Џ' => shifted(character, 80),
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ى' | 'ئ' => 'ي',
        'ة' => 'ه',
        other => other,
    }
}

fn shifted(character: char, by: i32) -> char {
    (character as u32).checked_add_signed(by).and_then(char::from_u32).unwrap_or(character)
}

/// Whether this ends a line for the reader.
pub(super) fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a reader sees nothing here: zero-width spaces, soft hyphens, direction marks, variation selectors, combining
/// accents and vowel signs, stray control characters and carriage returns.
pub(super) fn is_invisible(character: char) -> bool {
    match character {
        '\t' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => !is_line_break(character),
        _ => {
            matches!(character, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}'
            | '\u{61c}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        }
    }
}

/// Whether this is a space within a line.
pub(super) fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Whether this is a hyphen or dash of any length.
pub(super) fn is_hyphen(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{58a}' | '\u{5be}' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Whether this is part of a word or a number. Beyond Latin letters it is a guess by blocks: everything that is no
/// space, punctuation, arrow, sign or picture. The tables of Unicode would cost a page more than they are worth here.
pub(super) fn is_word(character: char) -> bool {
    match character {
        '\0'..='\u{7f}' => character.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' => matches!(character, 'ª' | 'µ' | 'º'),
        _ => {
            !matches!(character, '×' | '÷' | '\u{37e}' | '\u{387}' | '\u{58a}' | '\u{5be}' | '\u{5f3}' | '\u{5f4}'
            | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}' | '\u{1680}'
            | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{30fb}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fe10}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
            | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{1f000}'..='\u{1faff}')
        }
    }
}

/// Whether digits beside this are part of a longer word. The scripts of East Asia put no spaces between words, so there
/// the digits end at a letter.
pub(super) fn joins(character: char) -> bool {
    is_word(character) && !is_unspaced(character)
}

/// Whether this belongs to a script without spaces between words.
pub(super) fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ffdc}' | '\u{20000}'..='\u{3ffff}')
}
