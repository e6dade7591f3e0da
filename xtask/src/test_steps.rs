//! The steps of `cargo xtask test`, in their order.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::place::Place;
use crate::process::{self, say};
use crate::test::{Counts, cargo, count};
use crate::{apt, build, lines, sizes, tools, wasm, wasm_target};

/// One thing that is checked.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    /// Whether `--fast` runs it too.
    pub(crate) fast: bool,
    pub(crate) run: fn(&Place, &mut Counts) -> Result<()>,
}

/// The names of all steps, for the command line.
pub(crate) const NAMES: [&str; 9] =
    ["lines", "format", "lint", "wasm-clean", "licences", "units", "wasm-store", "build", "walks"];

/// The step that builds what the last one tries out.
pub(crate) const BUILD: &str = NAMES[7];
/// The step beside which it is built already, because its tests wait for servers, disks and clocks.
pub(crate) const UNITS: &str = NAMES[5];

/// All steps, the quick and telling ones first.
pub(crate) const STEPS: [Step; 9] = [
    Step {
        name: NAMES[0],
        what: "no file is long without a reason",
        fast: true,
        run: |place, _| lines::check(place),
    },
    Step { name: NAMES[1], what: "rustfmt", fast: true, run: format },
    Step { name: NAMES[2], what: "clippy, every warning an error", fast: true, run: lint },
    Step {
        name: NAMES[3],
        what: "what the browser runs compiles for it, also without rust-src",
        fast: false,
        run: wasm_clean,
    },
    Step { name: NAMES[4], what: "licences, bans and sources of dependencies", fast: false, run: licences },
    Step {
        name: NAMES[5],
        what: "unit, property, contract (on every store) and API tests",
        fast: true,
        run: units,
    },
    Step {
        name: NAMES[6],
        what: "the memory store's contract suite as WebAssembly",
        fast: false,
        run: wasm_store,
    },
    Step {
        name: NAMES[7],
        what: "page, release binary and demo, and their sizes",
        fast: false,
        run: build_all,
    },
    Step { name: NAMES[8], what: "walks through the product in a real browser", fast: false, run: walks },
];

fn format(place: &Place, _: &mut Counts) -> Result<()> {
    process::run(&mut cargo(place, &["fmt", "--all", "--check"])).context("run `cargo fmt --all`")
}

fn lint(place: &Place, _: &mut Counts) -> Result<()> {
    // The server embeds this folder; an empty one will do until the page is built.
    fs::create_dir_all(place.page())?;
    process::run(&mut cargo(
        place,
        &["clippy", "--locked", "--workspace", "--all-targets", "--", "--deny", "warnings"],
    ))
}

fn wasm_clean(place: &Place, _: &mut Counts) -> Result<()> {
    let target = wasm_target::ensure()?;
    // Clippy belongs to the toolchain's own compiler. With another one, compiling must be enough.
    let (verb, deny): (&str, &[&str]) =
        if target.native { ("clippy", &["--", "--deny", "warnings"]) } else { ("check", &[]) };
    let mut command = cargo(place, &[verb, "--locked", "--target", wasm_target::TARGET]);
    if !target.native {
        command.env("CARGO_TARGET_DIR", place.trunk_target());
    }
    // The demo's page is everything that runs in a browser: the page, and the crates of the server that its demo needs.
    command.args(["--package", "konfid-frontend", "--features", "demo"]).args(deny);
    process::run(command.envs(target.environment.iter().cloned()))?;
    wasm::link_in_pieces(place, &target)
}

fn licences(place: &Place, _: &mut Counts) -> Result<()> {
    let deny = tools::cargo_deny(place)?;
    // It reads every dependency, also those of other systems, which nothing else has fetched.
    process::run_quietly(&mut cargo(place, &["fetch", "--locked"]))?;
    say(
        "advisories are not checked: their database cannot be fetched offline (`cargo deny check advisories` does it)",
    );
    let mut command = process::clean(std::process::Command::new(deny));
    process::run(command.current_dir(&place.root).args([
        "--offline",
        "--workspace",
        "--all-features",
        "--log-level",
        "warn",
        "check",
        "--hide-inclusion-graph",
        "licenses",
        "bans",
        "sources",
    ]))
}

fn units(place: &Place, counts: &mut Counts) -> Result<()> {
    fs::create_dir_all(place.page())?;
    // Mails go to a real SMTP server and meetings to real CalDAV servers, all of them Python's; the store works on a real
    // PostgreSQL too.
    apt::ensure(&[&apt::PYTHON, &apt::CYRUS])?;
    let mut command = cargo(place, &["test", "--locked", "--workspace", "--exclude", "konfid-tests"]);
    command.env("KONFID_CYRUS", apt::CYRUS_PROGRAMS);
    command.env("KONFID_PYTHON", tools::python(place)?).env("KONFID_POSTGRES_BIN", apt::postgresql()?);
    count(&mut command, counts)
}

fn wasm_store(place: &Place, counts: &mut Counts) -> Result<()> {
    apt::ensure(&[&apt::CHROMIUM])?;
    let target = wasm_target::ensure()?;
    let runner = tools::wasm_bindgen(place)?.with_file_name("wasm-bindgen-test-runner");
    let mut command = cargo(
        place,
        &["test", "--locked", "--package", "konfid-store-memory", "--target", "wasm32-unknown-unknown"],
    );
    command
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .envs(process::browser()?)
        .envs(target.environment);
    if !target.native {
        command.env("CARGO_TARGET_DIR", place.trunk_target());
    }
    count(&mut command, counts)
}

fn build_all(place: &Place, _: &mut Counts) -> Result<()> {
    apt::ensure(&[&apt::NODE])?;
    let folder = build::all(place)?;
    build::say_sizes(place)?;
    println!("{}", folder.display());
    let sizes = sizes::measure(&place.page())?;
    if !sizes.too_much.is_empty() {
        bail!("{}", sizes.too_much.join("; "));
    }
    Ok(())
}

fn walks(place: &Place, counts: &mut Counts) -> Result<()> {
    apt::ensure(&[&apt::NODE, &apt::CHROMIUM, &apt::FONTS, &apt::PYTHON])?;
    let demo = build::all(place)?;
    let mut command = cargo(place, &["test", "--locked", "--package", "konfid-tests"]);
    command
        .env("KONFID_BINARY", place.konfid())
        .env("KONFID_DEMO", demo)
        .env("KONFID_AXE", tools::axe(place)?)
        .env("KONFID_PYTHON", tools::python(place)?)
        .env("KONFID_POSTGRES_BIN", apt::postgresql()?)
        .envs(process::browser()?);
    count(&mut command, counts)
}
