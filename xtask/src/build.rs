//! `cargo xtask build`: one release binary with the page inside.

use std::path::PathBuf;
use std::process::Command;
use std::{fs, thread};

use anyhow::{Context, Result, anyhow};

use crate::demo;
use crate::page;
use crate::place::Place;
use crate::process;
use crate::sizes;

/// Tells the server's build script that the page is still being made.
const PAGE_LATER: &str = "later";

/// Builds everything and says where it is and how large.
pub(crate) fn build(place: &Place) -> Result<()> {
    binary(place)?;
    say_sizes(place)
}

/// Says where the binary is, and how large it and the page in it are.
pub(crate) fn say_sizes(place: &Place) -> Result<()> {
    let konfid = place.konfid();
    let size = fs::metadata(&konfid).with_context(|| format!("{} is not there", konfid.display()))?.len();
    print!("{}", sizes::measure(&place.page())?.table);
    println!("{:<42}{size:>10}", "konfid, which contains the page");
    println!("{}", konfid.display());
    Ok(())
}

/// Builds the page alone and says how large it is.
pub(crate) fn page(place: &Place) -> Result<()> {
    page::page(place)?;
    print!("{}", sizes::measure(&place.page())?.table);
    Ok(())
}

/// The page and the release binary around it.
pub(crate) fn binary(place: &Place) -> Result<()> {
    page_beside_the_server(place)?;
    process::run(&mut server(place))
}

/// The page, the release binary around it, and beside that the demo. Returns the demo's folder.
pub(crate) fn all(place: &Place) -> Result<PathBuf> {
    page_beside_the_server(place)?;
    thread::scope(|scope| {
        let demo = scope.spawn(|| demo::demo(place));
        let server = process::run(&mut server(place));
        let demo = joined(demo.join())?;
        server.and(Ok(demo))
    })
}

/// Makes the page. The first time, everything that the server depends on is compiled meanwhile: both take minutes, and
/// neither keeps every core busy by itself.
fn page_beside_the_server(place: &Place) -> Result<()> {
    if place.konfid().is_file() {
        return page::page(place);
    }
    process::say("compiling what the server depends on, beside the page");
    thread::scope(|scope| {
        let page = scope.spawn(|| page::page(place));
        // The last crate contains the page: its build script refuses, and everything else is compiled. Whatever else
        // fails here fails again later, where it is told.
        server(place).arg("--keep-going").env("KONFID_PAGE", PAGE_LATER).output().ok();
        joined(page.join())
    })
}

fn joined<T>(made: thread::Result<Result<T>>) -> Result<T> {
    made.map_err(|_| anyhow!("a build panicked"))?
}

fn server(place: &Place) -> Command {
    let mut command = process::cargo();
    command.current_dir(&place.root).args(["build", "--release", "--locked", "--package", "konfid-server"]);
    command.env("KONFID_PAGE", place.page());
    command
}
