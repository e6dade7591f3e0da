//! Finding users by what people type, and sorting them as people expect.

use shared::User;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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
    fn digits_are_one_term_however_they_are_grouped() {
        assert_eq!(search_terms("827 196-4"), ["8271964"]);
        assert_eq!(search_terms("８２７"), ["827"]);
        assert_eq!(search_terms(" Åsa  SVEN "), ["åsa", "sven"]);
        assert_eq!(search_terms("user 13"), ["user", "13"]);
        assert!(search_terms("  ").is_empty());
    }
}
