//! `cargo xtask build`: one release binary with the page inside.

use std::fs;

use anyhow::{Context, Result};

use crate::page;
use crate::place::Place;
use crate::process;
use crate::sizes;

/// Builds everything and says where it is and how large.
pub(crate) fn build(place: &Place) -> Result<()> {
    binary(place)?;
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
    page::page(place)?;
    process::run(
        process::cargo()
            .current_dir(&place.root)
            .args(["build", "--release", "--locked", "--package", "konfid-server"])
            .env("KONFID_PAGE", place.page()),
    )
}
