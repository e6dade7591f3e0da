//! From a crate to WebAssembly that a browser can load: cargo, the splitter, wasm-bindgen, wasm-opt.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use crate::place::Place;
use crate::process::{self, say};
use crate::wasm_target::WasmTarget;
use crate::{stamp, wasm_target};

/// What the names of the files of pieces begin with.
pub(crate) const PIECE: &str = "piece-";
/// The splitter must know who refers to what.
const RELOCATIONS: &str = "-Clink-arg=--emit-relocs";
/// The splitter's script, which loads the pieces.
const LOADER: &str = "./pieces.js";

/// The stack is at the bottom of memory, so nobody reads or writes the lowest addresses.
const SMALLEST: &[&str] = &["-Oz", "--low-memory-unused", "--strip-producers", "--strip-target-features"];

/// WebAssembly features that the compiler uses and every browser of the last years has.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-multivalue",
];

/// What makes the page. Without the last two it is larger and comes as one file, no more.
#[derive(Debug)]
pub(crate) struct Tools {
    pub(crate) wasm_bindgen: PathBuf,
    pub(crate) wasm_opt: Option<PathBuf>,
    pub(crate) esbuild: Option<PathBuf>,
    /// What cargo needs to compile for the browser.
    pub(crate) environment: Vec<(&'static str, OsString)>,
}

/// A program of the page.
pub(crate) struct Program<'a> {
    pub(crate) package: &'a str,
    pub(crate) features: &'a str,
    /// The name of its script: `NAME.js`, beside `NAME_bg.wasm`.
    pub(crate) name: &'a str,
    /// Whether parts of it become files of their own.
    pub(crate) split: bool,
}

/// Compiles a program. Its script goes into `scripts`; its WebAssembly goes into `files` under a name that changes
/// with its content. Returns that name.
pub(crate) fn make(
    place: &Place,
    tools: &Tools,
    program: &Program<'_>,
    scripts: &Path,
    files: &Path,
) -> Result<String> {
    let name = program.name;
    let mut wasm = compile(place, tools, program)?;
    if program.split {
        wasm = split(&wasm, name, scripts)?;
    }
    process::run_quietly(
        Command::new(&tools.wasm_bindgen)
            .arg(&wasm)
            .args(["--target", "web", "--no-typescript", "--no-demangle", "--keep-lld-exports"])
            .args(["--out-name", name, "--out-dir"])
            .arg(scripts),
    )?;
    if program.split {
        optimise_pieces(tools, scripts, files)?;
    }
    optimise(tools, &scripts.join(format!("{name}_bg.wasm")), files, name)
}

fn compile(place: &Place, tools: &Tools, program: &Program<'_>) -> Result<PathBuf> {
    let Program { package, features, split, .. } = *program;
    let mut command = process::cargo();
    command
        .current_dir(&place.root)
        .args(["rustc", "--quiet", "--locked", "--profile", "page", "--target", "wasm32-unknown-unknown"])
        .args(["--package", package, "--bin", package, "--features", features])
        .env("CARGO_TARGET_DIR", place.trunk_target())
        .envs(tools.environment.iter().cloned());
    if split {
        command.args(["--", RELOCATIONS]);
    }
    process::run(&mut command).with_context(|| format!("{package} could not be compiled for the browser"))?;
    let folder = place.trunk_target().join(wasm_target::TARGET).join("page");
    Ok(folder.join(format!("{package}.wasm")))
}

/// Links the page as the splitter wants it with the target's own standard library, which is what a machine without
/// rust-src builds the page from. It is not optimised, so this is quick, and nobody loads it.
pub(crate) fn link_in_pieces(place: &Place, target: &WasmTarget) -> Result<()> {
    let mut command = process::cargo();
    command.current_dir(&place.root).envs(target.environment.iter().cloned());
    if !target.native {
        command.env("CARGO_TARGET_DIR", place.trunk_target());
    }
    command
        .args(["rustc", "--locked", "--target", wasm_target::TARGET])
        .args(["--package", "konfid-frontend", "--bin", "konfid-frontend", "--features", "split"])
        .args(["--", RELOCATIONS]);
    process::run(&mut command).context("the page could not be built without rust-src")
}

/// Splits a program where `frontend/src/lazy.rs` says so, and returns what is left of it. The rest and the script that
/// loads it are in `scripts`.
fn split(wasm: &Path, name: &str, scripts: &Path) -> Result<PathBuf> {
    let input = fs::read(wasm)?;
    let rest = scripts.join(format!("{name}.wasm"));
    let script = format!("./{name}.js");
    let mut options = wasm_split_cli_support::Options::new(&input);
    options.output_dir = scripts;
    options.main_out_path = &rest;
    options.main_module = &script;
    options.link_name = LOADER;
    wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("the page could not be split: {error:#}"))?;
    Ok(rest)
}

/// Optimises every piece, and tells the script that loads them where they are.
fn optimise_pieces(tools: &Tools, scripts: &Path, files: &Path) -> Result<()> {
    let loader = scripts.join(LOADER);
    let mut script = fs::read_to_string(&loader).context("the splitter wrote no script")?;
    for file in crate::folders::files(scripts)? {
        let Some(stem) = file.file_stem().and_then(|stem| stem.to_str()) else { continue };
        let is_piece = stem.starts_with("split_") || stem.starts_with("chunk_");
        if !is_piece || file.extension().is_none_or(|kind| kind != "wasm") {
            continue;
        }
        let name = format!("{PIECE}{}", stem.trim_start_matches("split_").replace('_', "-"));
        let named = format!("\"./{stem}.wasm\"");
        if !script.contains(&named) {
            bail!("the splitter's script does not load {stem}.wasm");
        }
        let new_name = optimise(tools, &file, files, &name)?;
        script = script.replace(&named, &format!("\"./{new_name}\""));
    }
    // A piece that the server has no longer must be told from one that did not arrive (see before-drawing.js).
    let fetch = "fetch(new URL(";
    if !script.contains(fetch) {
        bail!("the splitter's script loads nothing");
    }
    fs::write(&loader, script.replace(fetch, "konfidPiece(new URL("))?;
    Ok(())
}

/// Runs wasm-opt and names the file after its new contents, since browsers keep it for good under that name.
fn optimise(tools: &Tools, file: &Path, files: &Path, stem: &str) -> Result<String> {
    let smaller = files.join("smaller.wasm");
    if let Some(wasm_opt) = &tools.wasm_opt {
        let mut command = Command::new(wasm_opt);
        process::run_quietly(command.args(SMALLEST).args(FEATURES).arg(file).arg("-o").arg(&smaller))?;
    } else {
        say("the page is larger than it needs to be: install Node.js and npm (or binaryen) for wasm-opt");
        fs::copy(file, &smaller)?;
    }
    let name = format!("{stem}-{}.wasm", &stamp::of_file(&smaller)?[..16]);
    fs::rename(&smaller, files.join(&name))?;
    Ok(name)
}
