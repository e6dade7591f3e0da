//! Starting other programs, and saying what went wrong when they fail.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// One line to the person at the terminal.
pub(crate) fn say(line: &str) {
    eprintln!("konfid: {line}");
}

/// Cargo, without the variables that the outer `cargo run` sets for this program alone. They would make
/// build scripts believe that something changed, and compile it all anew.
pub(crate) fn cargo() -> Command {
    clean(Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into())))
}

/// The same command without the outer cargo's variables.
pub(crate) fn clean(mut command: Command) -> Command {
    for (name, _) in env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        let own = ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_BIN_NAME", "CARGO_CRATE_NAME"];
        if text.starts_with("CARGO_PKG_") || own.contains(&text) {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs a program with its output going to the terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("`{}` did not start", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs a program and shows what it printed only when it failed.
pub(crate) fn run_quietly(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("`{shown}` did not start"))?;
    if !output.status.success() {
        eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        bail!("`{shown}` failed ({})", output.status);
    }
    Ok(())
}

/// Runs a program and returns what it printed. Its errors go to the terminal.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("`{shown}` did not start"))?;
    if !output.status.success() {
        bail!("`{shown}` failed ({})", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{shown}` printed something that is not text"))
}

/// The program of this name on the PATH.
pub(crate) fn found(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| is_program(file))
}

/// The browser and its driver, as the walks and the bench want them named: what the environment names, or what is on
/// the PATH.
pub(crate) fn browser() -> Result<Vec<(&'static str, PathBuf)>> {
    let program = |(variable, name): (&'static str, &str)| {
        let file = env::var_os(variable).map(PathBuf::from).or_else(|| found(name));
        let file = file
            .with_context(|| format!("{name} is not on the PATH. Install it, or name it in {variable}."))?;
        Ok((variable, file))
    };
    [("CHROMEDRIVER", "chromedriver"), ("CHROMIUM", "chromium")].into_iter().map(program).collect()
}

/// The PATH with these folders first.
pub(crate) fn path_with(first: &[PathBuf]) -> Result<std::ffi::OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(first.iter().cloned().chain(env::split_paths(&rest)))
        .context("A folder of tools has a name that cannot be on the PATH. Set KONFID_TOOLS to another one.")
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

/// The command as one would type it, short enough to read.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words: Vec<_> =
        std::iter::once(program).chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}
