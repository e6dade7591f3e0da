//! `cargo xtask dev`: the page with live reload, and a debug server behind it.

use std::ffi::OsString;
use std::fs;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::place::Place;
use crate::process::{self, say};
use crate::{tools, wasm_target};

const SERVER: &str = "127.0.0.1:8081";
const PAGE: &str = "http://127.0.0.1:8080";

/// Runs both until one of them ends or Ctrl-C ends both.
pub(crate) fn dev(place: &Place, arguments: &[OsString]) -> Result<()> {
    let trunk = tools::trunk(place)?;
    let wasm_bindgen = tools::wasm_bindgen(place)?;
    let target = wasm_target::ensure()?;
    // Trunk serves the page here; the server's own copy stays what it was, or empty.
    fs::create_dir_all(place.page())?;
    process::run(
        process::cargo()
            .current_dir(&place.root)
            .args(["build", "--package", "konfid-server"])
            .env("KONFID_PAGE", place.page()),
    )?;
    let database = place.root.join(".konfid/dev.db");
    fs::create_dir_all(place.root.join(".konfid"))?;
    let server = Command::new(place.target.join("debug").join("konfid"))
        .args(["serve", "--listen", SERVER, "--public-url", PAGE, "--database"])
        .arg(database)
        .args(arguments)
        .spawn()
        .context("The server did not start")?;
    let mut server = Running(server);

    let folders: Vec<_> =
        [&trunk, &wasm_bindgen].iter().filter_map(|tool| tool.parent()).map(Into::into).collect();
    let page = process::clean(Command::new(&trunk))
        .current_dir(&place.root)
        .args(["serve", "--offline", "--skip-version-check", "--no-sri"])
        .env("PATH", process::path_with(&folders)?)
        .env("CARGO_TARGET_DIR", place.trunk_target())
        .envs(target.environment)
        .env_remove("NO_COLOR")
        .spawn()
        .context("Trunk did not start")?;
    let mut page = Running(page);
    say(&format!(
        "the page is on {PAGE} and reloads automatically; the server behind it is on http://{SERVER}"
    ));
    loop {
        if let Some(status) = server.0.try_wait()? {
            bail!("the server ended ({status})");
        }
        if let Some(status) = page.0.try_wait()? {
            bail!("Trunk ended ({status})");
        }
        thread::sleep(Duration::from_millis(300));
    }
}

/// A program that ends with this one.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
