//! Folders as a whole: listed, copied, moved and removed.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// All files of a folder, sorted; a file is its own only one, and what is not there has none.
pub(crate) fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    if !path.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(path).with_context(|| format!("{} could not be listed", path.display()))? {
        let entry = entry?.path();
        if entry.is_dir() {
            found.extend(files(&entry)?);
        } else {
            found.push(entry);
        }
    }
    found.sort();
    Ok(found)
}

/// Copies everything in `from` into `to`, over what is there.
pub(crate) fn copy_into(from: &Path, to: &Path) -> Result<()> {
    for file in files(from)? {
        let target = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(target.parent().unwrap_or(to))?;
        fs::copy(&file, &target).with_context(|| format!("{} could not be copied", file.display()))?;
    }
    Ok(())
}

/// Puts the folder `from` in the place of `to`, also when they are on different disks.
pub(crate) fn replace(from: &Path, to: &Path) -> Result<()> {
    remove(to)?;
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            copy_into(from, to)?;
            remove(from)
        }
        moved => moved.with_context(|| format!("{} could not be put in its place", to.display())),
    }
}

/// Removes a folder if it is there.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} could not be removed", folder.display()))
        }
        _ => Ok(()),
    }
}
