//! Checking what people write about users.

use shared::{DirectoryId, Fault, ProblemKind, UserId, without_invisible};

use crate::{Error, Read, Result};

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

/// Tidies the name in a field, and refuses one that is empty or has more characters than `most`.
pub(crate) fn check_name(field: &'static str, name: &str, most: usize) -> Result<String> {
    let name = tidy(name);
    match name.chars().count() {
        0 => Err(Error::field(field, Fault::Empty)),
        length if length > most => Err(Error::field(field, Fault::LongerThan(most))),
        _ => Ok(name),
    }
}

/// Tidies a display name, and refuses one that is empty or too long.
pub(crate) fn check_display_name(name: &str) -> Result<String> {
    check_name("displayName", name, DISPLAY_NAME_LENGTH_MAX)
}

/// Refuses an identifier in the directory that another user has.
pub(crate) async fn check_directory_id(
    read: &mut dyn Read,
    user: Option<UserId>,
    directory_id: Option<&DirectoryId>,
) -> Result<()> {
    let Some(directory_id) = directory_id else { return Ok(()) };
    match read.user_by_directory_id(directory_id).await? {
        Some(holder) if Some(holder.id) != user => Err(ProblemKind::DirectoryIdTaken.into()),
        _ => Ok(()),
    }
}
