//! The words of the users' pages.

use crate::i18n::texts;

texts! {
    /// The words of the users' pages.
    pub(crate) enum UsersText {
        Title: "Users", "Användare";
    }
}
