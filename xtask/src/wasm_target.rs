//! How this machine compiles for `wasm32-unknown-unknown`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::apt;
use crate::process::{self, say};

const TARGET: &str = "wasm32-unknown-unknown";

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

fn debian() -> Result<WasmTarget> {
    let compiler = Path::new("/usr/bin/rustc");
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
    if !compiler.exists() {
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
