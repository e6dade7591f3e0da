//! Checking what people write about users.

use shared::{Fault, without_invisible};

use crate::{Error, Result};

const DISPLAY_NAME_LENGTH_MAX: usize = 256;

/// A name on one line: runs of white space and control characters become one space, and characters that nobody sees
/// are left out.
pub(crate) fn tidy(text: &str) -> String {
    let text = without_invisible(text);
    let one_line = text
        .split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    // What stood at an edge may have been covered by a control character.
    without_invisible(&one_line).into_owned()
}

/// Tidies a display name, and refuses one that is empty or too long.
pub(crate) fn check_display_name(name: &str) -> Result<String> {
    let name = tidy(name);
    match name.chars().count() {
        0 => Err(Error::field("displayName", Fault::Empty)),
        length if length > DISPLAY_NAME_LENGTH_MAX => {
            Err(Error::field("displayName", Fault::LongerThan(DISPLAY_NAME_LENGTH_MAX)))
        }
        _ => Ok(name),
    }
}
