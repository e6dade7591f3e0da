//! `cargo xtask bench`: figures beside the goals, and beside what this disk can do.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::place::Place;
use crate::{apt, build, process, sizes, tools, wasm_target};

/// Builds, measures the disk, then runs the bench program with the disk's figure.
pub(crate) fn bench(place: &Place, arguments: &[OsString]) -> Result<()> {
    let names = |what: &str| arguments.iter().any(|argument| argument == what);
    if names("page") {
        apt::ensure(&[&apt::CHROMIUM])?;
    }
    let postgresql = apt::postgresql()?;
    build::binary(place)?;
    let build = |words: &[&str]| -> Result<()> {
        process::run(
            process::cargo()
                .current_dir(&place.root)
                .args(words)
                .args(["--release", "--package", "konfid-bench", "--bin", "bench"])
                .env("KONFID_PAGE", place.page()),
        )
    };
    // Built before the disk is measured, so that nothing else is busy then.
    build(&["build"])?;
    if names("page") && arguments.len() == 1 {
        // Nothing of it waits for the disk.
        return process::run(&mut program(place, arguments)?);
    }
    let per_second = durable_writes_per_second(&place.target)?;
    println!(
        "F: {per_second} writes of 4 KiB with fdatasync per second, median of five, in {}",
        place.target.display()
    );
    process::run(
        program(place, arguments)?
            .env("KONFID_FDATASYNC_PER_SECOND", per_second.to_string())
            .env("KONFID_POSTGRES_BIN", postgresql),
    )?;
    if arguments.is_empty() || names("calendar") {
        mending_in_wasm(place)?;
    }
    print!("{}", sizes::measure(&place.page())?.table);
    Ok(())
}

/// The bench program. It looks for the browser only when the page is measured.
fn program(place: &Place, arguments: &[OsString]) -> Result<Command> {
    let mut command = process::cargo();
    command
        .current_dir(&place.root)
        .args(["run", "--quiet", "--release", "--package", "konfid-bench", "--bin", "bench", "--"])
        .args(arguments)
        .env("KONFID_PAGE", place.page())
        .env("KONFID_BINARY", place.konfid());
    if arguments.iter().any(|argument| argument == "page") {
        command.envs(process::browser()?);
    }
    Ok(command)
}

/// The core of the meeting update tool as WebAssembly, in the engine that the browser has too.
fn mending_in_wasm(place: &Place) -> Result<()> {
    let Some(node) = process::found("node") else {
        process::say("without Node, updating meetings is not measured as WebAssembly");
        return Ok(());
    };
    let target = wasm_target::ensure()?;
    let folder = place.target.join("bench-wasm");
    let mut build = process::cargo();
    build.current_dir(&place.root).args([
        "build",
        "--quiet",
        "--release",
        "--package",
        "konfid-bench-calendar",
    ]);
    process::run(
        build
            .args(["--target", "wasm32-unknown-unknown"])
            .env("CARGO_TARGET_DIR", place.trunk_target())
            .envs(target.environment),
    )?;
    let module = place.trunk_target().join("wasm32-unknown-unknown/release/konfid_bench_calendar.wasm");
    let mut glue = Command::new(tools::wasm_bindgen(place)?);
    process::run(glue.args(["--target", "nodejs", "--out-dir"]).arg(&folder).arg(module))?;
    let script = place.root.join("tests/bench/calendar/measure.js");
    process::run(Command::new(node).arg(script).arg(folder.join("konfid_bench_calendar.js")))
}

/// F of `goals.md`: how many small durable writes this disk does each second, one after the other.
fn durable_writes_per_second(folder: &Path) -> Result<u64> {
    let path = folder.join("fdatasync-probe");
    let mut file = File::create(&path).with_context(|| format!("{} could not be written", path.display()))?;
    let mut rounds = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        let mut writes = 0;
        while start.elapsed() < Duration::from_secs(1) {
            file.write_all(&[0x5A; 4096])?;
            file.sync_data()?;
            writes += 1;
        }
        rounds.push(writes);
    }
    fs::remove_file(&path)?;
    rounds.sort_unstable();
    Ok(rounds[2])
}
