//! The page: Trunk compiles it, [`finish`] makes it fit the strict CSP, and here it is compressed for the server.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;

use crate::finish::{self, Finish};
use crate::place::Place;
use crate::process::{self, say};
use crate::wasm_target::{self, WasmTarget};
use crate::{folders, stamp, tools};

/// Everything that the product's page is made from.
const INPUTS: &[&str] =
    &["frontend", "shared", "index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock", ".cargo", "xtask/src"];

/// Which page Trunk builds.
pub(crate) struct Bundle {
    /// Names the folders of this bundle below cargo's target folder.
    pub(crate) name: &'static str,
    pub(crate) features: &'static str,
    /// Where the page is served from: `/` for the server, `./` for any folder of any static host.
    pub(crate) public_url: &'static str,
    /// Whether it may come in pieces: not where all of it must be there without a network.
    pub(crate) in_pieces: bool,
    /// What else it is made from, besides the product's inputs.
    pub(crate) more_inputs: &'static [&'static str],
}

const PRODUCT: Bundle =
    Bundle { name: "page", features: "", public_url: "/", in_pieces: true, more_inputs: &[] };

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
    let trunk = tools::trunk(place)?;
    let target = wasm_target::ensure_small(place)?;
    let wasm_bindgen = tools::wasm_bindgen(place)?;
    let finish = Finish {
        wasm_opt: tools::wasm_opt(place)?,
        esbuild: tools::esbuild(place)?,
        kept_apart: target.keeps_apart,
        in_pieces: bundle.in_pieces && target.keeps_apart,
    };
    let compiler = process::output(Command::new("rustc").arg("-vV"))?;
    let words = [
        compiler,
        trunk.display().to_string(),
        wasm_bindgen.display().to_string(),
        format!("{:?} {:?}", finish.wasm_opt, finish.esbuild),
        format!("{:?}", target.environment),
    ];
    let inputs = [INPUTS, bundle.more_inputs].concat();
    // Held until the folder is finished: two builds in one target folder would spoil each other's files.
    let _lock = lock(&place.trunk_target())?;
    let fingerprint = stamp::of_inputs(&place.root, &inputs, &words)?;
    let mark = place.trunk_target().join(format!("{}.stamp", bundle.name));
    if folder.is_dir() && fs::read_to_string(&mark).is_ok_and(|old| old == fingerprint) {
        return Ok(());
    }

    let distribution = place.trunk_target().join(format!("{}-from-trunk", bundle.name));
    folders::remove(&distribution)?;
    fs::create_dir_all(&distribution)?;
    say(&format!("building the {} (the first time takes a few minutes)", bundle.name));
    run_trunk(place, bundle, [&trunk, &wasm_bindgen], target, &distribution)?;
    let files = place.trunk_target().join(format!("{}-files", bundle.name));
    finish::finish(&finish, &distribution, &files, bundle.public_url)?;

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

fn run_trunk(
    place: &Place,
    bundle: &Bundle,
    tools: [&Path; 2],
    target: WasmTarget,
    distribution: &Path,
) -> Result<()> {
    let [trunk, _] = tools;
    let folders: Vec<PathBuf> = tools.iter().filter_map(|tool| tool.parent()).map(Into::into).collect();
    // Trunk works offline, so that it never fetches tools by itself; what the page is made of is fetched before.
    process::run(
        process::cargo()
            .current_dir(&place.root)
            .args(["fetch", "--quiet", "--locked", "--target", "wasm32-unknown-unknown", "--target"])
            .arg(wasm_target::host()?)
            .envs(target.environment.iter().cloned()),
    )?;
    let mut command = process::clean(Command::new(trunk));
    command
        .current_dir(&place.root)
        .args([
            "--log=warn",
            "build",
            "--offline",
            "--skip-version-check",
            "--locked",
            "--no-sri",
            "--cargo-profile",
            "page",
        ])
        .args(["--public-url", bundle.public_url, "--features", bundle.features, "--dist"])
        .arg(distribution)
        .env("PATH", process::path_with(&folders)?)
        .env("CARGO_TARGET_DIR", place.trunk_target())
        .envs(target.environment)
        // Trunk refuses the value "1" that others understand in NO_COLOR.
        .env_remove("NO_COLOR");
    process::run(&mut command).context("Trunk could not build the page")
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
