//! Finding users by what people type, and sorting them as people expect.

use std::collections::BTreeSet;

use shared::User;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many letters can only be looked for where a word begins.
const BEGINNING_LENGTH: usize = 2;
/// Behind this come the scripts that are written without spaces.
const FIRST_WITHOUT_SPACES: char = '\u{2e80}';

/// What a search looks in: the name, the principal name, the address and the ID's digits, folded; once with
/// the accents and once without, so that both `åkerlund` and `akerlund` are found.
pub fn search_text(user: &User) -> String {
    let mut text = format!("{}\n{}\n{}", user.display_name, user.user_principal_name, user.primary_email);
    if let Some(id) = user.conference_id {
        text.push('\n');
        text.push_str(&id.to_string());
    }
    let folded = fold(&text);
    let plain = without_marks(&folded);
    if plain == folded { folded } else { format!("{folded}\n{plain}") }
}

/// The terms of a search, each of which must occur in the [`search_text`]. Digits that are only separated by
/// spaces and hyphens are one term: `827 196` finds the ID 8271964.
pub fn search_terms(query: &str) -> Vec<String> {
    let folded = fold(query);
    let is_between = |character: char| character.is_whitespace() || character == '-';
    let digits: String = folded.chars().filter(|character| !is_between(*character)).collect();
    if !digits.is_empty() && digits.chars().all(|character| character.is_ascii_digit()) {
        return vec![digits];
    }
    // No name has control characters, and a database ends a text at the first NUL.
    let terms = folded.split(|character: char| character.is_whitespace() || character.is_control());
    terms.filter(|term| !term.is_empty()).map(str::to_owned).collect()
}

/// Whether a term occurs in a search text: one of three characters or more anywhere, one or two letters or digits
/// where a word begins.
///
/// So few letters occur somewhere in nearly everybody's name; who types them means the beginning of one. Without a
/// letter or digit, as in `%`, a term is found anywhere, however short.
pub fn has_term(search_text: &str, term: &str) -> bool {
    if is_beginning(term) {
        word_starts(search_text).any(|place| search_text[place..].starts_with(term))
    } else {
        search_text.contains(term)
    }
}

/// Whether every term occurs in a text that was not folded yet.
pub(crate) fn contains_terms(text: &str, terms: &[String]) -> bool {
    let folded = fold(text);
    let plain = without_marks(&folded);
    terms.iter().all(|term| has_term(&folded, term) || has_term(&plain, term))
}

/// Whether a term is only looked for where words begin.
pub fn is_beginning(term: &str) -> bool {
    (1..=BEGINNING_LENGTH).contains(&term.chars().count()) && term.chars().all(char::is_alphanumeric)
}

/// The first letter and the first two letters of every word in a search text: everything that a term can be for
/// which [`is_beginning`] holds, and that [`has_term`] then finds.
pub fn word_beginnings(search_text: &str) -> BTreeSet<&str> {
    let beginnings = word_starts(search_text).flat_map(|place| {
        let word = &search_text[place..];
        let ends = word.char_indices().take_while(|(_, character)| character.is_alphanumeric());
        ends.take(BEGINNING_LENGTH).map(|(start, character)| &word[..start + character.len_utf8()])
    });
    beginnings.collect()
}

/// Where words begin: at a letter or digit behind something else. Chinese, Japanese and Korean are written without
/// spaces, so there every character may begin a word.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut is_inside = false;
    text.char_indices().filter_map(move |(place, character)| {
        let is_part = character.is_alphanumeric();
        let begins = is_part && (!is_inside || character >= FIRST_WITHOUT_SPACES);
        is_inside = is_part;
        begins.then_some(place)
    })
}

/// A text that sorts byte by byte as Swedish sorts names: case and accents do not count, and å, ä, ö come last.
pub fn collation_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 2);
    for character in fold(name.trim()).chars() {
        match character {
            'å' => key.push_str("z\u{7f}a"),
            'ä' | 'æ' => key.push_str("z\u{7f}b"),
            'ö' | 'ø' => key.push_str("z\u{7f}c"),
            other => key.extend(base(other)),
        }
    }
    key
}

/// The form that decides whether two accounts have the same name: without regard to case, and however its letters are
/// composed.
pub fn account_name_key(name: &str) -> String {
    folded_case(name)
}

/// The one rule of folding, for what is searched for and for what it is looked for in: compatibility forms (ligatures
/// and wide digits among them) and capitals do not count, and one apostrophe or hyphen is like another.
fn fold(text: &str) -> String {
    // Before, too: the acute accent that stands for an apostrophe would become a space.
    let plain: String = text.chars().map(with_plain_punctuation).collect();
    folded_case(&plain).chars().map(with_plain_punctuation).collect()
}

fn folded_case(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

/// The apostrophe or hyphen that every keyboard has, for those that programs and people put in its place.
const fn with_plain_punctuation(character: char) -> char {
    match character {
        '`'
        | '\u{b4}'
        | '\u{2b9}'..='\u{2bc}'
        | '\u{2c8}'
        | '\u{2018}'..='\u{201b}'
        | '\u{2032}'
        | '\u{2035}'
        | '\u{55a}'
        | '\u{5f3}'
        | '\u{a78c}'
        | '\u{ff07}' => '\'',
        '\u{58a}'
        | '\u{5be}'
        | '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}' => '-',
        other => other,
    }
}

fn without_marks(text: &str) -> String {
    text.chars().flat_map(base).collect()
}

/// The letter that a keyboard without this one has instead: without accents, and without strokes, which Unicode
/// does not take apart.
fn base(character: char) -> impl Iterator<Item = char> {
    let (plain, second) = match character {
        'ł' => ('l', None),
        'đ' | 'ð' => ('d', None),
        'ø' => ('o', None),
        'ı' => ('i', None),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ß' => ('s', Some('s')),
        'þ' => ('t', Some('h')),
        other => (other, None),
    };
    plain.nfd().filter(|part| !is_combining_mark(*part)).chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_in_swedish() {
        let mut names = ["Örjan", "anders", "Åsa", "Zlatan", "Ängla", "Łucja", "Émile", "Erik", "Eva"];
        names.sort_by_key(|name| collation_key(name));
        assert_eq!(names, ["anders", "Émile", "Erik", "Eva", "Łucja", "Zlatan", "Åsa", "Ängla", "Örjan"]);
    }

    #[test]
    fn few_letters_are_found_where_words_begin() {
        let text = "anna-lena o'berg\nanna.lena@mail.example\n8271964\n田中太郎";
        for term in ["a", "an", "le", "o", "be", "ma", "ex", "8", "82", "田", "太", "太郎", "o'", "-", "@m"]
        {
            assert!(has_term(text, term), "{term}");
        }
        for term in ["n", "nn", "rg", "64", "ai"] {
            assert!(!has_term(text, term), "{term}");
            assert!(!word_beginnings(text).contains(term), "{term}");
        }
        assert!(has_term(text, "nna") && has_term(text, "1964"));
        assert_eq!(
            word_beginnings("åsa b\nasa@c-d"),
            ["a", "as", "b", "c", "d", "å", "ås"].into_iter().collect()
        );
    }

    #[test]
    fn one_apostrophe_or_hyphen_is_like_another() {
        for typed in ["O'Dea", "O’Dea", "O‘Dea", "O´Dea", "O`Dea", "Oʼdea", "O＇Dea"] {
            assert_eq!(search_terms(typed), ["o'dea"], "{typed}");
        }
        for typed in ["Anna-Lena", "Anna‐Lena", "Anna‑Lena", "Anna–Lena", "Anna−Lena", "Anna－Lena"]
        {
            assert_eq!(search_terms(typed), ["anna-lena"], "{typed}");
        }
        assert_eq!(search_terms("ﬁnn"), ["finn"], "a ligature");
        assert_eq!(search_terms("827–196–4"), ["8271964"]);
        assert_eq!(without_marks(&fold("Ægir Strauß Œuvre Þór")), "aegir strauss oeuvre thor");
    }

    #[test]
    fn control_characters_part_words_and_are_in_none() {
        assert_eq!(search_terms("\0anna\u{10}berg\u{85}"), ["anna", "berg"]);
        assert!(search_terms("\0\u{1}").is_empty());
    }

    #[test]
    fn digits_are_one_term_however_they_are_grouped() {
        assert_eq!(search_terms("827 196-4"), ["8271964"]);
        assert_eq!(search_terms("８２７"), ["827"]);
        assert_eq!(search_terms(" Åsa  SVEN "), ["åsa", "sven"]);
        assert_eq!(search_terms("user 13"), ["user", "13"]);
        assert!(search_terms("  ").is_empty());
    }
}
