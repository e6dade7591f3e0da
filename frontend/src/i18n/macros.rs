//! Texts side by side in every language.

/// Makes an enumeration of texts; each line is `Key: "English", "Svenska";`.
macro_rules! texts {
    ($(#[$documentation:meta])* $visibility:vis enum $name:ident {
        $($key:ident: $english:literal, $swedish:literal;)+
    }) => {
        $(#[$documentation])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visibility enum $name { $($key),+ }

        impl $crate::i18n::Text for $name {
            fn text(self, language: shared::Language) -> &'static str {
                match language {
                    shared::Language::En => match self { $(Self::$key => $english),+ },
                    shared::Language::Sv => match self { $(Self::$key => $swedish),+ },
                }
            }
        }
    };
}
pub(crate) use texts;
