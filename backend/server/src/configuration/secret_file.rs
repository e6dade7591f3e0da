//! Files with a password.

use std::fs;
use std::path::Path;

/// The password in a file: its first line.
pub(crate) fn password(file: &str) -> Result<String, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{file} could not be read: {error}."))?;
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(format!("{file} is empty. Write the password on its first line."));
    }
    Ok(line.to_owned())
}

/// Whether others than the file's owner can read it.
#[cfg(unix)]
pub(crate) fn can_be_read_by_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;

    fs::metadata(file).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
}

/// Whether others than the file's owner can read it: elsewhere that cannot be seen.
#[cfg(not(unix))]
pub(crate) fn can_be_read_by_others(_: &Path) -> bool {
    false
}
