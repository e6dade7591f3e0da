//! The figures that Konfid must reach, measured: `cargo xtask bench`.
//!
//! Machines are noisy, so every figure is the median of five rounds, and durable ones stand beside F, the number
//! of durable writes a second that the disk does in the same minute. Nothing here judges.

mod calendar;
mod drawing;
mod figures;
mod http;
mod jobs;
mod large;
mod look_ups;
mod meetings;
mod page;
mod postgres;
mod resets;
mod server;

use anyhow::Result;

use crate::figures::{Disk, heading};

fn main() -> Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let wants = |name: &str| wanted.is_empty() || wanted.iter().any(|argument| argument == name);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let disk = Disk::from_environment();
    if wants("drawing") {
        heading("Drawing an ID (goal: at most 1 µs at any fill, at most 2 MiB)");
        drawing::measure();
    }
    if wants("resets") {
        heading("Durable resets over HTTP, 32 clients (goal: 2,500/s, p99 50 ms, where F is at least 1,000)");
        runtime.block_on(resets::measure(disk))?;
    }
    if wants("meetings") {
        heading("10,000 meetings planned in a row, each with an ID of its own (goal: within a day's work)");
        runtime.block_on(meetings::measure(disk))?;
    }
    if wants("postgresql") {
        heading("PostgreSQL beside SQLite, on the stores alone");
        runtime.block_on(postgres::measure())?;
    }
    if wants("jobs") {
        heading(
            "Resets of 8 clients while 50,000 users are imported and enabled (goal: p99 50 ms where F >= 1,000)",
        );
        runtime.block_on(jobs::measure(disk))?;
    }
    if wants("look-ups") {
        heading("Look-ups of an ID over HTTP (goal: 12 times the best public mapper; p99 5 ms at 1,000/s)");
        runtime.block_on(look_ups::measure())?;
    }
    if wants("calendar") {
        heading("Mending a calendar of 100,000 events");
        calendar::measure();
    }
    // This needs a browser, so it is only done when it is asked for.
    if wanted.iter().any(|argument| argument == "page") {
        heading("The list of 2,000 users in Chromium, median of seven");
        runtime.block_on(page::measure())?;
    }
    // A million users take minutes to make, so this is only done when it is asked for.
    if wanted.iter().any(|argument| argument == "large") {
        heading(
            "1,000,000 users (goal: p95 50 ms from key to rows; choosing an ID 50 ms; start 2 s; 150 MB)",
        );
        runtime.block_on(large::measure())?;
    }
    Ok(())
}
