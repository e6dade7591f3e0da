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
    let is_between =
        |character: char| character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}');
    let digits: String = folded.chars().filter(|character| !is_between(*character)).collect();
    if !digits.is_empty() && digits.chars().all(|character| character.is_ascii_digit()) {
        return vec![digits];
    }
    folded.split_whitespace().map(str::to_owned).collect()
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

/// Lower case and compatibility composition, so that full-width digits and decomposed letters are found.
/// The form that decides whether two accounts have the same name: without regard to case, and however its letters are
/// composed.
pub fn account_name_key(name: &str) -> String {
    fold(name)
}

fn fold(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

fn without_marks(text: &str) -> String {
    text.chars().flat_map(base).collect()
}

/// The letter that a keyboard without this one has instead: without accents, and without strokes, which Unicode
/// does not take apart.
fn base(character: char) -> impl Iterator<Item = char> {
    let plain = match character {
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ø' => 'o',
        'ı' => 'i',
        other => other,
    };
    plain.nfd().filter(|part| !is_combining_mark(*part))
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
    fn digits_are_one_term_however_they_are_grouped() {
        assert_eq!(search_terms("827 196-4"), ["8271964"]);
        assert_eq!(search_terms("８２７"), ["827"]);
        assert_eq!(search_terms(" Åsa  SVEN "), ["åsa", "sven"]);
        assert_eq!(search_terms("user 13"), ["user", "13"]);
        assert!(search_terms("  ").is_empty());
    }
}
