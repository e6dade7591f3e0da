//! The languages of the page.
//!
//! Every text is a key of an enumeration that `texts!` makes; a key without one of the languages does not
//! compile. Sentences with values are functions that match on the language. Dates, numbers and the order of
//! words come from the browser (`Intl`), so that no table of them is sent.

mod common;
mod format;
mod macros;

pub(crate) use common::Common;
pub(crate) use macros::texts;
use shared::Language;
use yew::prelude::*;

use crate::browser;
use crate::query::Query;

/// A text in every language.
pub(crate) trait Text {
    /// The text in one language.
    fn text(self, language: Language) -> &'static str;
}

/// The reader's language; everything that is said goes through this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// The reader's language.
    pub(crate) language: Language,
}

impl Words {
    /// A text in the reader's language.
    pub(crate) fn of(self, text: impl Text) -> &'static str {
        text.text(self.language)
    }

    /// `one` for exactly one thing and `other` for any other count; both languages agree on that.
    pub(crate) const fn plural<'text>(count: u64, one: &'text str, other: &'text str) -> &'text str {
        if count == 1 { one } else { other }
    }
}

/// What is kept in the browser about the language.
const KEPT: &str = "konfid.language";

/// The text as a heading begins.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The language that the link asked for which led here, or else the one that was chosen, or else the browser's, or
/// else English.
pub(crate) fn first_language() -> Language {
    let location = browser::window().location();
    in_address(&location.search().unwrap_or_default())
        .or_else(|| in_address(&location.hash().unwrap_or_default()))
        .or_else(|| Language::from_tag(&browser::kept(KEPT)?))
        .or_else(|| Language::from_tag(&browser::window().navigator().language()?))
        .unwrap_or_default()
}

/// The language in the part of an address after `?`, wherever the `?` stands. It is no preference of the reader's,
/// so it is not kept.
fn in_address(address: &str) -> Option<Language> {
    let (_, query) = address.split_once('?')?;
    let query = Query::parse(query.split('#').next().unwrap_or_default());
    Language::from_tag(query.get("lang")?)
}

/// Keeps the language that was chosen. What a link asked for before is over then.
pub(crate) fn keep_language(language: Language) {
    browser::keep(KEPT, language.tag());
    browser::forget_in_address("lang");
}

/// The words in the reader's language.
#[hook]
pub(crate) fn use_words() -> Words {
    use_context().expect("the application provides the language")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_may_ask_for_a_language() {
        assert_eq!(in_address("?lang=sv"), Some(Language::Sv));
        assert_eq!(in_address("?a=b&lang=en-GB"), Some(Language::En));
        assert_eq!(in_address("#/update-meetings?lang=sv#old=8271964"), Some(Language::Sv));
        for other in ["", "?", "?lang=xx", "#old=8271964", "?language=sv"] {
            assert_eq!(in_address(other), None, "{other}");
        }
    }

    #[test]
    fn one_is_one_and_all_else_is_other() {
        assert_eq!(Words::plural(1, "user", "users"), "user");
        for count in [0, 2, 11, 21, 101] {
            assert_eq!(Words::plural(count, "user", "users"), "users");
        }
    }
}
