//! The pieces of the page, and how its start script loads them.

use crate::split::Rule;

/// The pieces, as `frontend/src/pages/later.rs` knows them. What is of none of them is there from the beginning.
pub(crate) const PIECES: [Rule; 5] = [
    Rule {
        name: "user",
        modules: &[
            "konfid_frontend::pages::users::bulk",
            "konfid_frontend::pages::users::dial_in",
            "konfid_frontend::pages::users::form",
            "konfid_frontend::pages::users::guide",
            "konfid_frontend::pages::users::history",
            "konfid_frontend::pages::users::pane",
            "konfid_frontend::pages::users::question",
            "konfid_frontend::pages::users::reset",
        ],
    },
    Rule { name: "calendar", modules: &["konfid_frontend::pages::meetings::calendar"] },
    Rule { name: "meetings", modules: &["konfid_frontend::pages::meetings", "konfid_mender"] },
    Rule {
        name: "organizer",
        modules: &["konfid_frontend::pages::organizer", "konfid_frontend::pages::public"],
    },
    Rule {
        name: "more",
        modules: &[
            "konfid_frontend::pages::audit",
            "konfid_frontend::pages::help",
            "konfid_frontend::pages::import",
            "konfid_frontend::pages::look_up",
            "konfid_frontend::pages::mails",
            "konfid_frontend::pages::more",
            "konfid_frontend::pages::set_up",
            "konfid_frontend::pages::settings",
        ],
    },
];

/// What the first words of addresses need, for those who come there from a mail: nothing else is shown there.
const SOON: [(&str, &[&str]); 3] =
    [("organizer", &["organizer"]), ("meetings", &["organizer", "meetings"]), ("setup", &["more"])];

/// What of the start script loads pieces, by their names and the names of their files. A piece that cannot be had is
/// asked for again the next time. One that the server has no longer is of an older page: the banner offers to load
/// the page anew.
pub(crate) fn loader(files: &[(&str, String)]) -> String {
    let files =
        files.iter().map(|(name, file)| format!("{name}: \"./{file}\"")).collect::<Vec<_>>().join(", ");
    let soon = SOON.map(|(place, pieces)| format!("{place}: {pieces:?}")).join(", ");
    format!("const files = {{ {files} }};\nconst soon = {{ {soon} }};\n{LOADER}")
}

const LOADER: &str = include_str!("pieces.js");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_script_finds_the_pieces() {
        let script =
            loader(&[("user", "piece-user-1.wasm".to_owned()), ("more", "piece-more-2.wasm".to_owned())]);
        assert!(script.starts_with(
            "const files = { user: \"./piece-user-1.wasm\", more: \"./piece-more-2.wasm\" };\n\
             const soon = { organizer: [\"organizer\"], "
        ));
        for (_, pieces) in SOON {
            for piece in pieces {
                assert!(PIECES.iter().any(|rule| rule.name == *piece), "{piece} is no piece");
            }
        }
        // The page calls it by this name, and a piece imports from a module of this one.
        assert!(script.contains("globalThis.konfidPiece = "));
        assert!(script.contains(&format!("{{ {} }}", crate::split::FIRST)));
    }
}
