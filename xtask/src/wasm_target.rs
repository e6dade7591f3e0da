//! How this machine compiles for `wasm32-unknown-unknown`.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::apt;
use crate::place::Place;
use crate::process::{self, say};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// Debian's compiler.
const DEBIAN: &str = "/usr/bin/rustc";

/// What compiling to WebAssembly needs in the environment.
pub(crate) struct WasmTarget {
    /// Variables for cargo; none where the toolchain has the target.
    pub(crate) environment: Vec<(&'static str, OsString)>,
    /// Whether the toolchain's own compiler does it, so that clippy can look at WebAssembly too.
    pub(crate) native: bool,
}

/// Finds or installs the target. Where no standard library for it can be fetched, Debian's `rustc-web` compiles
/// the standard library from source.
pub(crate) fn ensure() -> Result<WasmTarget> {
    let installed = || Ok(WasmTarget { environment: Vec::new(), native: true });
    if has_target()? {
        return installed();
    }
    if let Some(rustup) = process::found("rustup") {
        say("adding the target wasm32-unknown-unknown with rustup: the page is WebAssembly");
        // A failure is no end: it is shown, and Debian's compiler is next.
        if process::run_quietly(Command::new(rustup).args(["target", "add", TARGET])).is_ok() && has_target()?
        {
            return installed();
        }
    }
    debian()
}

/// The target for the page that people load: the standard library is compiled with it, for size and without what a
/// panic would say. Without rust-src, or with a compiler that cannot do it, it is [`ensure`]'s, and the page larger.
pub(crate) fn ensure_small(place: &Place) -> Result<WasmTarget> {
    let mut target = ensure()?;
    let compiler = if target.native { "rustc" } else { DEBIAN };
    let mut flags = without_this_machine(place, compiler)?;
    if target.native && has_source() && understands_immediate_abort(compiler) {
        flags.extend(SMALL.map(str::to_owned));
        target.environment.extend([
            // Building the standard library is an unstable option, also of a stable compiler.
            ("RUSTC_BOOTSTRAP", "1".into()),
            ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".into()),
            ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size".into()),
        ]);
    } else {
        say("the page is larger than it needs to be: rustup cannot add rust-src for this compiler");
    }
    target.environment.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" ").into()));
    Ok(target)
}

/// A panic stops the page at once, without a word. `frontend/static/before-drawing.js` shows the banner then.
const SMALL: [&str; 3] = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"];

fn understands_immediate_abort(compiler: &str) -> bool {
    let mut command = Command::new(compiler);
    command.args(SMALL).args(["--print", "cfg", "--target", TARGET]).env("RUSTC_BOOTSTRAP", "1");
    command.output().is_ok_and(|output| output.status.success())
}

/// Whether the standard library's source is there; asks rustup for it.
fn has_source() -> bool {
    let there = || library_source("rustc".as_ref()).is_some_and(|library| library.exists());
    if there() {
        return true;
    }
    let Some(rustup) = process::found("rustup") else { return false };
    say("adding rust-src with rustup: the page's standard library is compiled for size");
    process::run_quietly(Command::new(rustup).args(["component", "add", "rust-src"])).is_ok() && there()
}

/// Flags that keep this machine's folders out of the page, so that every machine makes the same one.
fn without_this_machine(place: &Place, compiler: &str) -> Result<Vec<String>> {
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let folders = [
        (Some(place.root.clone()), "konfid"),
        (cargo, "cargo"),
        (Some(sysroot(compiler.as_ref())?.join("lib/rustlib/src/rust")), "rust"),
    ];
    let flags = folders.into_iter().filter_map(|(folder, name)| {
        let folder = folder?.into_os_string().into_string().ok()?;
        // Cargo takes a blank for the end of a flag.
        (!folder.contains(' ')).then(|| format!("--remap-path-prefix={folder}={name}"))
    });
    Ok(flags.collect())
}

fn debian() -> Result<WasmTarget> {
    let compiler = Path::new(DEBIAN);
    let source = library_source(compiler);
    if source.is_none_or(|library| !library.exists()) {
        apt::install(
            &["rustc-web", "rust-web-src"],
            "rustup cannot fetch wasm32-unknown-unknown, so Debian's compiler builds the page's standard library",
        )?;
    }
    let linker = sysroot("rustc".as_ref())?.join("lib/rustlib").join(host()?).join("bin/rust-lld");
    Ok(WasmTarget {
        environment: vec![
            ("RUSTC", compiler.into()),
            // Building the standard library is an unstable option, also of Debian's stable compiler.
            ("RUSTC_BOOTSTRAP", "1".into()),
            ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".into()),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into()),
        ],
        native: false,
    })
}

fn has_target() -> Result<bool> {
    let folder =
        process::output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    Ok(Path::new(folder.trim()).is_dir())
}

fn library_source(compiler: &Path) -> Option<PathBuf> {
    if compiler.is_absolute() && !compiler.exists() {
        return None;
    }
    Some(sysroot(compiler).ok()?.join("lib/rustlib/src/rust/library/Cargo.lock"))
}

fn sysroot(compiler: &Path) -> Result<PathBuf> {
    Ok(process::output(Command::new(compiler).args(["--print", "sysroot"]))?.trim().into())
}

/// The target triple of this machine.
pub(crate) fn host() -> Result<String> {
    let version = process::output(Command::new("rustc").arg("-vV"))?;
    let line = version.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).context("rustc -vV names no host")
}
