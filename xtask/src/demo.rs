//! `cargo xtask demo`: static files that are the whole product with invented users, also without a network.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::page::{self, Bundle};
use crate::place::Place;
use crate::{folders, stamp};

/// What the service worker's list of files replaces in `frontend/demo/sw.js`.
const PRECACHE: &str = "/*PRECACHE*/[]";

/// The only places the demo's page may take anything from. A static host sends no headers, so the page says so
/// itself.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'self'; require-trusted-types-for 'script'; trusted-types konfid-worker";

const DEMO: Bundle = Bundle {
    name: "demo",
    features: "demo",
    public_url: "./",
    has_server: false,
    more_inputs: &["backend/domain", "backend/api", "backend/store-memory", "backend/mailer"],
};

/// Builds the demo and returns its folder.
pub(crate) fn demo(place: &Place) -> Result<PathBuf> {
    let folder = place.demo();
    let own_files = place.root.join("frontend/demo");
    page::build_if_changed(place, &DEMO, &folder, |files, unfinished| {
        folders::copy_into(files, unfinished)?;
        folders::copy_into(&own_files, unfinished)?;
        install_offline(unfinished)
    })?;
    Ok(folder)
}

/// Says what to do with the folder.
pub(crate) fn explain(folder: &Path) {
    println!(
        "The demo is in {}. Any static host can serve it, from any path. To look at it here:",
        folder.display()
    );
    println!("  python3 -m http.server --bind 127.0.0.1 --directory {} 8090", folder.display());
    println!("and open http://127.0.0.1:8090/");
}

/// Makes the page installable, and gives the service worker the list of everything it must keep.
fn install_offline(folder: &Path) -> Result<()> {
    let index = folder.join("index.html");
    let html = fs::read_to_string(&index)?;
    fs::write(&index, with_demo_head(&html)?)?;
    register_worker(folder)?;

    let worker = folder.join("sw.js");
    let script = fs::read_to_string(&worker).context("frontend/demo/sw.js is missing")?;
    if script.matches(PRECACHE).count() != 1 {
        bail!("frontend/demo/sw.js must have {PRECACHE} exactly once");
    }
    let mut list = Vec::new();
    for file in folders::files(folder)? {
        let name = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        if name != "sw.js" {
            // Hosts answer the folder itself with the start page.
            let url = if name == "index.html" { "./".to_owned() } else { format!("./{name}") };
            list.push(json!({ "url": url, "revision": stamp::of_file(&file)?[..16] }));
        }
    }
    let list = serde_json::to_string(&list)?;
    fs::write(&worker, script.replace(PRECACHE, &list))?;
    Ok(())
}

/// The policy must stand before everything it governs.
fn with_demo_head(html: &str) -> Result<String> {
    let (before, after) = html.split_once("<head>").context("index.html has no <head>")?;
    let manifest = if html.contains("rel=\"manifest\"") {
        ""
    } else {
        "<link rel=\"manifest\" href=\"./manifest.webmanifest\">"
    };
    Ok(format!(
        "{before}<head><meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">{manifest}{after}"
    ))
}

/// The page registers the worker when it starts, in the script that starts it.
fn register_worker(folder: &Path) -> Result<()> {
    let boot = folders::files(folder)?
        .into_iter()
        .find(|file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("boot-")));
    let boot = boot.context("The page has no boot script")?;
    let script = fs::read_to_string(&boot)?;
    // The worker's address is the one script that the policy lets the page name itself.
    let register = "const worker = new URL(\"./sw.js\", import.meta.url).href;\n\
        const policy = globalThis.trustedTypes?.createPolicy(\"konfid-worker\", { createScriptURL: (url) => url });\n\
        navigator.serviceWorker?.register(policy ? policy.createScriptURL(worker) : worker);";
    // Imports are found first wherever they stand, so this may come after them.
    fs::write(&boot, format!("{script}\n{register}\n"))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_comes_first_and_the_manifest_once() {
        let html = with_demo_head("<html><head><title>Konfid</title></head></html>").unwrap();
        assert!(html.starts_with("<html><head><meta http-equiv=\"Content-Security-Policy\""));
        assert_eq!(with_demo_head(&html).unwrap().matches("rel=\"manifest\"").count(), 1);
    }
}
