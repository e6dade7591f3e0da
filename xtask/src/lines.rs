//! Files stay short: one over 400 lines needs a reason in `xtask/long-files.txt`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::place::Place;
use crate::process;

const MOST: usize = 400;

/// Looks at every file that git knows or would add.
pub(crate) fn check(place: &Place) -> Result<()> {
    let reasons = fs::read_to_string(place.root.join("xtask/long-files.txt")).unwrap_or_default();
    let listed = process::output(Command::new("git").current_dir(&place.root).args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    let mut long = Vec::new();
    for name in listed.lines().filter(|name| is_code(name)) {
        // A file that git still knows may be deleted already.
        let Ok(text) = fs::read_to_string(place.root.join(name)) else { continue };
        let lines = text.lines().count();
        if lines > MOST && !has_reason(&reasons, name) {
            long.push(format!("{name} has {lines} lines"));
        }
    }
    if !long.is_empty() {
        bail!("{}. Split it, or give the reason in xtask/long-files.txt", long.join(", "));
    }
    Ok(())
}

fn is_code(name: &str) -> bool {
    let kinds = ["rs", "css", "js", "html", "sql", "py", "sh"];
    Path::new(name).extension().is_some_and(|found| kinds.iter().any(|kind| found == *kind))
}

fn has_reason(reasons: &str, name: &str) -> bool {
    reasons.lines().any(|line| {
        line.split_once(": ").is_some_and(|(path, reason)| path == name && !reason.trim().is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_must_say_something() {
        let reasons = "a.rs: one table\nb.rs: \n";
        assert!(has_reason(reasons, "a.rs"));
        assert!(!has_reason(reasons, "b.rs"));
        assert!(!has_reason(reasons, "rs"));
    }

    #[test]
    fn generated_lists_are_not_code() {
        assert!(is_code("backend/api/src/lib.rs"));
        assert!(!is_code("Cargo.lock"));
        assert!(!is_code("tests/samples/users.csv"));
    }
}
