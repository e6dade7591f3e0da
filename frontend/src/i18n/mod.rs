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

/// The language that was chosen, or else the browser's, or else English.
pub(crate) fn first_language() -> Language {
    browser::kept(KEPT)
        .and_then(|tag| Language::from_tag(&tag))
        .or_else(|| Language::from_tag(&browser::window().navigator().language()?))
        .unwrap_or_default()
}

/// Keeps the language that was chosen, and says it to screen readers.
pub(crate) fn keep_language(language: Language) {
    browser::keep(KEPT, language.tag());
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
    fn one_is_one_and_all_else_is_other() {
        assert_eq!(Words::plural(1, "user", "users"), "user");
        for count in [0, 2, 11, 21, 101] {
            assert_eq!(Words::plural(count, "user", "users"), "users");
        }
    }
}
