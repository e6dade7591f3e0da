//! Files that only their owner reads: they hold names, addresses and one-time links.

use std::fs::{File, OpenOptions, Permissions};
use std::io;
use std::path::{Path, PathBuf};

/// What SQLite puts beside a database. It gives these files the database's own permissions.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

/// Opens a file to read and write, and makes it if there is none. From its first moment on it is for its owner alone.
pub(super) fn open(path: &Path, make: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(make).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    close_to_others(&file, path)?;
    Ok(file)
}

/// The same for what SQLite has left beside a database.
pub(super) fn close_beside(database: &Path) -> io::Result<()> {
    for ending in BESIDE {
        let path = beside(database, ending);
        match File::open(&path) {
            Ok(file) => close_to_others(&file, &path)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The path with this ending.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

#[cfg(unix)]
fn close_to_others(file: &File, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    if file.metadata()?.permissions().mode() & 0o077 != 0 {
        file.set_permissions(Permissions::from_mode(0o600))?;
        tracing::warn!(path = %path.display(), "others could read this file; now only its owner can");
    }
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail on other systems")]
fn close_to_others(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}
