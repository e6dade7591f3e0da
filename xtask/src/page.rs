//! The page: [`bundle`] makes its files, unless they are up to date, and here they are compressed for the server.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;

use crate::bundle;
use crate::place::Place;
use crate::process::{self, say};
use crate::wasm::Tools;
use crate::{folders, stamp, tools, wasm_target};

/// Everything that the product's page is made from.
const INPUTS: &[&str] =
    &["frontend", "shared", "index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock", ".cargo", "xtask/src"];

/// Which page is built.
pub(crate) struct Bundle {
    /// Names the folders of this bundle below cargo's target folder.
    pub(crate) name: &'static str,
    pub(crate) features: &'static str,
    /// Where the page is served from: `/` for the server, `./` for any folder of any static host.
    pub(crate) public_url: &'static str,
    /// Whether there is a server: its answers are asked for early, and parts of the page are loaded when they are
    /// shown. The demo must be there as a whole, without a network.
    pub(crate) has_server: bool,
    /// What else it is made from, besides the product's inputs.
    pub(crate) more_inputs: &'static [&'static str],
}

const PRODUCT: Bundle =
    Bundle { name: "page", features: "", public_url: "/", has_server: true, more_inputs: &[] };

/// Builds the folder that the server embeds, unless it is up to date.
pub(crate) fn page(place: &Place) -> Result<()> {
    build_if_changed(place, &PRODUCT, &place.page(), |files, unfinished| {
        for file in folders::files(files)? {
            let name = file.strip_prefix(files)?;
            let to = unfinished.join(name);
            fs::create_dir_all(to.parent().unwrap_or(unfinished))?;
            let compressed = is_text(&file);
            if compressed {
                let bytes = fs::read(&file)?;
                let mut file_name = to.as_os_str().to_owned();
                file_name.push(".br");
                fs::write(PathBuf::from(file_name), compress(&bytes)?)?;
            }
            // The start page stays readable too: it is what a client without brotli asks for first.
            if !compressed || name == Path::new("index.html") {
                fs::copy(&file, &to)?;
            }
        }
        Ok(())
    })
}

/// Builds a bundle into `folder` with `pack`, unless its inputs are those of the last time.
pub(crate) fn build_if_changed(
    place: &Place,
    bundle: &Bundle,
    folder: &Path,
    pack: impl FnOnce(&Path, &Path) -> Result<()>,
) -> Result<()> {
    let target = wasm_target::ensure_small(place)?;
    let tools = Tools {
        wasm_bindgen: tools::wasm_bindgen(place)?,
        wasm_opt: tools::wasm_opt(place)?,
        esbuild: tools::esbuild(place)?,
        environment: target.environment,
    };
    let compiler = process::output(Command::new("rustc").arg("-vV"))?;
    let words = [compiler, format!("{tools:?}")];
    let inputs = [INPUTS, bundle.more_inputs].concat();
    // Held until the folder is finished: two builds in one target folder would spoil each other's files.
    let _lock = lock(&place.trunk_target())?;
    let fingerprint = stamp::of_inputs(&place.root, &inputs, &words)?;
    let mark = place.trunk_target().join(format!("{}.stamp", bundle.name));
    if folder.is_dir() && fs::read_to_string(&mark).is_ok_and(|old| old == fingerprint) {
        return Ok(());
    }

    say(&format!("building the {} (the first time takes a few minutes)", bundle.name));
    let files = place.trunk_target().join(format!("{}-files", bundle.name));
    bundle::make(place, &tools, bundle, &files)?;

    let unfinished = place.trunk_target().join(format!("{}-unfinished", bundle.name));
    folders::remove(&unfinished)?;
    fs::create_dir_all(&unfinished)?;
    pack(&files, &unfinished)?;
    folders::replace(&unfinished, folder)?;
    fs::write(&mark, fingerprint)?;
    Ok(())
}

/// Waits until no other process builds a page in this folder. The lock ends with the file, however the process ends.
fn lock(folder: &Path) -> Result<File> {
    fs::create_dir_all(folder)?;
    let file = File::create(folder.join("building.lock"))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            say("waiting for another build of the page in this target folder");
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error).context("the target folder cannot be locked"),
    }
    Ok(file)
}

/// Brotli at its best: it is done once and read for years.
fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn is_text(file: &Path) -> bool {
    let kinds = ["html", "js", "css", "wasm", "svg", "json", "webmanifest", "txt", "ics", "csv", "map"];
    file.extension().is_some_and(|found| kinds.iter().any(|kind| found == *kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_comes_back() {
        let text = "konferens-ID ".repeat(1000);
        let compressed = compress(text.as_bytes()).unwrap();
        assert!(compressed.len() < 100, "{} bytes", compressed.len());
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &*compressed, &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
    }

    #[test]
    fn only_one_builds_at_a_time() {
        let folder = std::env::temp_dir().join(format!("konfid-xtask-lock-{}", std::process::id()));
        let held = lock(&folder).unwrap();
        let second = File::open(folder.join("building.lock")).unwrap();
        assert!(matches!(second.try_lock(), Err(TryLockError::WouldBlock)));
        drop(held);
        second.try_lock().unwrap();
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn pictures_and_fonts_are_not_compressed_twice() {
        assert!(is_text(Path::new("a/page.wasm")));
        assert!(!is_text(Path::new("icon.png")));
        assert!(!is_text(Path::new("LICENSE")));
    }
}
