//! The files of the page, with names that change with their contents, so that browsers may keep them for good.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::html::Links;
use crate::page::Bundle;
use crate::place::Place;
use crate::process::{self, say};
use crate::wasm::{self, Program, Tools};
use crate::{folders, html, stamp};

/// What the names of the web worker's files begin with.
pub(crate) const WORKER: &str = "mender";
pub(crate) use crate::wasm::PIECE;

/// Makes the files of a page in `files`.
pub(crate) fn make(place: &Place, tools: &Tools, bundle: &Bundle, files: &Path) -> Result<()> {
    let scripts = files.with_extension("scripts");
    for folder in [files, &scripts] {
        folders::remove(folder)?;
        fs::create_dir_all(folder)?;
    }
    // Pieces import from the page's script and are loaded by another one: esbuild makes one file of both.
    let split = bundle.has_server && tools.esbuild.is_some();
    if bundle.has_server && !split {
        say("the page comes as one large file: install Node.js and npm for esbuild");
    }
    let page = Program {
        package: "konfid-frontend",
        features: if split { "split" } else { bundle.features },
        name: "konfid",
        split,
    };
    let wasm = wasm::make(place, tools, &page, &scripts, files)?;
    let statics = place.root.join("frontend/static");
    let mut start = String::new();
    if bundle.has_server {
        start.push_str(&fs::read_to_string(statics.join("ask-early.js"))?);
    }
    start.push_str(&fs::read_to_string(statics.join("start.js"))?.replace("konfid_bg.wasm", &wasm));
    let boot = module(tools, &scripts, files, "boot", "konfid", &start)?;

    let worker = Program { package: "konfid-mender", features: "worker", name: WORKER, split: false };
    let worker_wasm = wasm::make(place, tools, &worker, &scripts, files)?;
    let worker_start = format!(
        "import init from \"./{WORKER}.js\";\n\
         await init({{ module_or_path: new URL(\"./{worker_wasm}\", import.meta.url) }});\n"
    );
    let worker = module(tools, &scripts, files, WORKER, WORKER, &worker_start)?;

    let index = fs::read_to_string(place.root.join("index.html")).context("index.html is missing")?;
    let links = Links { public_url: bundle.public_url, boot: &boot, wasm: &wasm, worker: &worker };
    let index = html::with_files(&index, &links, |kind, sources| {
        let mut text = Vec::new();
        for source in sources {
            let file = place.root.join(source);
            text.extend(fs::read(&file).with_context(|| format!("{} is missing", file.display()))?);
        }
        let stem = match kind {
            "css" => "style",
            _ => Path::new(&sources[0]).file_stem().and_then(|stem| stem.to_str()).unwrap_or("file"),
        };
        hashed(tools, files, stem, kind, &text)
    })?;
    fs::write(files.join("index.html"), index)?;
    Ok(())
}

/// Writes a file that is no module, and returns its name.
fn hashed(tools: &Tools, files: &Path, stem: &str, kind: &str, text: &[u8]) -> Result<String> {
    let file = files.join(format!("{stem}.{kind}"));
    fs::write(&file, text)?;
    if matches!(kind, "css" | "js")
        && let Some(esbuild) = &tools.esbuild
    {
        let mut command = Command::new(esbuild);
        command.args(["--minify", "--log-level=error", "--charset=utf8"]).arg(format!("--loader={kind}"));
        let smaller = process::output(command.stdin(fs::File::open(&file)?))?;
        fs::write(&file, smaller)?;
    }
    named(&file, files, stem, kind)
}

/// Writes a module and all that it imports from `scripts`, and returns its name. Without esbuild the script of
/// wasm-bindgen, `glue`, stays a file of its own.
fn module(tools: &Tools, scripts: &Path, files: &Path, stem: &str, glue: &str, text: &str) -> Result<String> {
    let entry = scripts.join(format!("{stem}-start.js"));
    let Some(esbuild) = &tools.esbuild else {
        let script = scripts.join(format!("{glue}.js"));
        let name = format!("{glue}-glue-{}.js", &stamp::of_file(&script)?[..16]);
        fs::copy(&script, files.join(&name))?;
        fs::write(&entry, text.replace(&format!("\"./{glue}.js\""), &format!("\"./{name}\"")))?;
        return named(&entry, files, stem, "js");
    };
    fs::write(&entry, text)?;
    let bundled = scripts.join(format!("{stem}-bundled.js"));
    process::run_quietly(
        Command::new(esbuild)
            .arg(&entry)
            .args(["--bundle", "--format=esm", "--target=esnext", "--minify", "--log-level=error"])
            .arg("--charset=utf8")
            .arg(format!("--outfile={}", bundled.display())),
    )?;
    named(&bundled, files, stem, "js")
}

/// Gives a file the name of its content.
fn named(file: &PathBuf, files: &Path, stem: &str, kind: &str) -> Result<String> {
    let name = format!("{stem}-{}.{kind}", &stamp::of_file(file)?[..16]);
    fs::rename(file, files.join(&name))?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_esbuild_the_start_script_finds_its_glue_beside_itself() {
        let folder = std::env::temp_dir().join(format!("konfid-xtask-bundle-{}", std::process::id()));
        let (scripts, files) = (folder.join("scripts"), folder.join("files"));
        for folder in [&scripts, &files] {
            fs::create_dir_all(folder).unwrap();
        }
        fs::write(scripts.join("konfid.js"), "export default 1;").unwrap();
        let tools =
            Tools { wasm_bindgen: PathBuf::new(), wasm_opt: None, esbuild: None, environment: Vec::new() };
        let text = "import init from \"./konfid.js\";\n";
        let name = module(&tools, &scripts, &files, "boot", "konfid", text).unwrap();
        let boot = fs::read_to_string(files.join(&name)).unwrap();
        let glue = boot.split("\"./").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(glue.starts_with("konfid-glue-") && files.join(glue).exists(), "{boot}");
        assert_eq!(fs::read_dir(&files).unwrap().count(), 2);
        fs::remove_dir_all(&folder).unwrap();
    }
}
