//! Tells the compiler which folder holds the page: the one that `KONFID_PAGE` names, or `page` in cargo's usual
//! target folder. The folder may be missing; then the server has no page and says so.

use std::env;
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-env-changed=KONFID_PAGE");
    if env::var_os("KONFID_PAGE").is_some_and(|page| page == "later") {
        println!("cargo::error=the page is not made yet");
        return;
    }
    let workspace = env::var_os("CARGO_MANIFEST_DIR").map(|folder| PathBuf::from(folder).join("../.."));
    let workspace = workspace.unwrap_or_default();
    let page = env::var_os("KONFID_PAGE").filter(|page| !page.is_empty());
    let page = workspace.join(page.map_or_else(|| PathBuf::from("target/page"), PathBuf::from));
    let page = page.canonicalize().unwrap_or(page);
    println!("cargo::rerun-if-changed={}", page.display());
    println!("cargo::rustc-env=KONFID_PAGE={}", page.display());
}
