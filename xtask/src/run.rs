//! `cargo xtask run`: from a fresh clone to a running Konfid.

use std::ffi::OsString;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::build;
use crate::place::Place;
use crate::process::say;

/// Builds and starts the server. Its own first line is the one-time sign-in link.
pub(crate) fn run(place: &Place, arguments: &[OsString]) -> Result<()> {
    build::binary(place)?;
    let mut command = Command::new(place.konfid());
    command.arg("serve");
    if !arguments.iter().any(|argument| argument.to_string_lossy().starts_with("--database")) {
        let folder = place.root.join(".konfid");
        fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
        command.arg("--database").arg(folder.join("konfid.db"));
    }
    command.args(arguments);
    say("starting the server (Ctrl-C stops it); its data is in .konfid/");
    become_it(command)
}

/// The server takes this program's place, so that signals and its exit code are its own.
#[cfg(unix)]
fn become_it(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec()).context("The server did not start")
}

#[cfg(not(unix))]
fn become_it(mut command: Command) -> Result<()> {
    crate::process::run(&mut command)
}
