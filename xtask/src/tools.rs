//! Tools with pinned versions, installed once outside the clone and shared by every clone.
//!
//! A tool's folder carries its version, so another version is another folder. It is made under a temporary
//! name and renamed when complete: a folder that is there is whole.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::apt;
use crate::folders::remove;
use crate::place::Place;
use crate::process::{self, say};
use crate::stamp;

const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";
const AXE: &str = "4.14.1";

/// Trunk, which builds the page.
pub(crate) fn trunk(place: &Place) -> Result<PathBuf> {
    cargo_tool(place, "trunk", "trunk", TRUNK, "it builds the page", &["--locked"])
}

/// wasm-bindgen of exactly the version that the page is compiled against.
pub(crate) fn wasm_bindgen(place: &Place) -> Result<PathBuf> {
    let version = locked_version(place, "wasm-bindgen")?;
    // Its own lock file names withdrawn versions, so this one is installed without it.
    cargo_tool(
        place,
        "wasm-bindgen",
        "wasm-bindgen-cli",
        &version,
        "it connects the page's WebAssembly with the browser",
        &[],
    )
}

/// cargo-deny, which reads the licences of every dependency.
pub(crate) fn cargo_deny(place: &Place) -> Result<PathBuf> {
    cargo_tool(place, "cargo-deny", "cargo-deny", CARGO_DENY, "it checks licences and bans", &["--locked"])
}

/// wasm-opt, when Node is there to run it or Debian's is on the PATH. Without it the page is larger, no more.
pub(crate) fn wasm_opt(place: &Place) -> Result<Option<PathBuf>> {
    if (apt::NODE.present)() {
        let folder = npm_tool(place, "binaryen", BINARYEN, "wasm-opt makes the page smaller")?;
        return Ok(Some(folder.join("node_modules/.bin/wasm-opt")));
    }
    Ok(process::found("wasm-opt"))
}

/// esbuild, which shortens the page's scripts and styles, when Node is there to run it.
pub(crate) fn esbuild(place: &Place) -> Result<Option<PathBuf>> {
    if !(apt::NODE.present)() {
        return Ok(None);
    }
    let folder = npm_tool(place, "esbuild", ESBUILD, "it makes the page's scripts and styles smaller")?;
    Ok(Some(folder.join("node_modules/.bin/esbuild")))
}

/// axe-core's script, which the browser tests run on every page.
pub(crate) fn axe(place: &Place) -> Result<PathBuf> {
    let folder = npm_tool(place, "axe-core", AXE, "it checks the page's accessibility")?;
    Ok(folder.join("node_modules/axe-core/axe.min.js"))
}

/// The Python of an environment with the tests' SMTP and `CalDAV` servers.
pub(crate) fn python(place: &Place) -> Result<PathBuf> {
    let requirements = place.root.join("xtask/python-requirements.txt");
    let name = format!("python-{}", &stamp::of_file(&requirements)?[..12]);
    let folder = place.tools.join(name);
    let python = folder.join("bin/python");
    // An environment knows its own path, so this one is made in place, and a mark says that it is complete.
    let mark = folder.join(".complete");
    let _lock = lock(place)?;
    if mark.exists() {
        return Ok(python);
    }
    say(
        "installing aiosmtpd, xandikos, radicale and schemathesis in a Python environment: the tests use the real ones",
    );
    remove(&folder)?;
    process::run_quietly(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    process::run_quietly(
        Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&requirements),
    )?;
    fs::write(&mark, "")?;
    Ok(python)
}

fn cargo_tool(
    place: &Place,
    name: &str,
    package: &str,
    version: &str,
    why: &str,
    extra: &[&str],
) -> Result<PathBuf> {
    let folder = install(place, &format!("{name}-{version}"), why, |unfinished| {
        let build = place.tools.join(format!(".build-{name}-{version}"));
        let outcome = process::run_quietly(
            process::cargo()
                .current_dir(&place.tools)
                .args(["install", package, "--version", &format!("={version}"), "--root"])
                .arg(unfinished)
                .arg("--target-dir")
                .arg(&build)
                .args(extra)
                // Ready sooner matters more than a tool's own speed.
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "false"),
        );
        remove(&build)?;
        outcome
    })?;
    Ok(folder.join("bin").join(name))
}

fn npm_tool(place: &Place, package: &str, version: &str, why: &str) -> Result<PathBuf> {
    install(place, &format!("{package}-{version}"), why, |unfinished| {
        process::run_quietly(
            Command::new("npm")
                .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--prefix"])
                .arg(unfinished)
                .arg(format!("{package}@{version}")),
        )
    })
}

/// The tool's folder, made by `make` when it is not there yet.
fn install(place: &Place, name: &str, why: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let folder = place.tools.join(name);
    if folder.exists() {
        return Ok(folder);
    }
    let _lock = lock(place)?;
    if folder.exists() {
        return Ok(folder);
    }
    say(&format!("installing {name} (once, in {}): {why}", place.tools.display()));
    let unfinished = place.tools.join(format!(".unfinished-{name}"));
    remove(&unfinished)?;
    fs::create_dir_all(&unfinished)?;
    make(&unfinished).with_context(|| format!("{name} could not be installed"))?;
    fs::rename(&unfinished, &folder)?;
    Ok(folder)
}

/// Two clones may set up at once; one waits for the other. The lock goes with the file, also when we are ended.
fn lock(place: &Place) -> Result<File> {
    fs::create_dir_all(&place.tools)
        .with_context(|| format!("The folder of tools {} could not be made", place.tools.display()))?;
    let file = File::create(place.tools.join(".lock"))?;
    file.lock().context("The folder of tools could not be locked")?;
    Ok(file)
}

fn locked_version(place: &Place, package: &str) -> Result<String> {
    let lock = fs::read_to_string(place.root.join("Cargo.lock")).context("Cargo.lock could not be read")?;
    let name = format!("name = \"{package}\"\nversion = \"");
    let rest = lock.split_once(&name).map(|(_, rest)| rest);
    rest.and_then(|rest| rest.split_once('"'))
        .map(|(version, _)| version.to_owned())
        .with_context(|| format!("Cargo.lock does not name {package}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_expects_the_wasm_bindgen_that_the_page_is_compiled_against() {
        let place = Place::find().unwrap();
        let version = locked_version(&place, "wasm-bindgen").unwrap();
        let trunk = fs::read_to_string(place.root.join("Trunk.toml")).unwrap();
        assert!(trunk.contains(&format!("wasm_bindgen = \"{version}\"")), "Trunk.toml must name {version}");
    }
}
