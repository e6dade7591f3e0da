//! Programs that come from Debian's packages: asked for only when they are missing.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// A program that some verb needs, and the Debian packages that bring it.
pub(crate) struct Needed {
    /// What to say it is for.
    pub(crate) why: &'static str,
    pub(crate) packages: &'static [&'static str],
    /// Whether it is there already.
    pub(crate) present: fn() -> bool,
}

/// The browser that end-to-end tests drive.
pub(crate) const CHROMIUM: Needed = Needed {
    why: "the browser tests use Chromium",
    packages: &["chromium", "chromium-driver"],
    present: || process::found("chromium").is_some() && process::found("chromedriver").is_some(),
};

/// The letters that end-to-end tests ask for by name: layouts must hold with wide and with narrow ones.
pub(crate) const FONTS: Needed = Needed {
    why: "the browser tests draw the page with these fonts, and with no others",
    packages: &["fonts-dejavu-core", "fonts-liberation", "fonts-roboto"],
    present: || {
        let mut missing = vec!["DejaVuSans.ttf", "LiberationSans-Regular.ttf", "Roboto-Regular.ttf"];
        for folder in ["/usr/share/fonts", "/usr/local/share/fonts"] {
            strike_out(&mut missing, Path::new(folder));
        }
        missing.is_empty()
    },
};

/// Takes the names of all files in a folder and below it out of the list.
fn strike_out(missing: &mut Vec<&str>, folder: &Path) {
    // A folder that is not there has no fonts.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            strike_out(missing, &entry.path());
        } else {
            missing.retain(|name| entry.file_name() != **name);
        }
    }
}

/// Node and npm: they bring wasm-opt, esbuild and axe-core.
pub(crate) const NODE: Needed = Needed {
    why: "npm installs axe-core, wasm-opt and esbuild",
    packages: &["nodejs", "npm"],
    present: || process::found("node").is_some() && process::found("npm").is_some(),
};

/// Python with `venv`: the tests' SMTP and `CalDAV` servers are Python packages.
pub(crate) const PYTHON: Needed = Needed {
    why: "the tests' SMTP and CalDAV servers are Python packages",
    packages: &["python3", "python3-venv"],
    present: || {
        process::found("python3").is_some_and(|python| {
            Command::new(python)
                .args(["-c", "import ensurepip, venv"])
                .output()
                .is_ok_and(|out| out.status.success())
        })
    },
};

/// Where Debian's packages put Cyrus's programs.
pub(crate) const CYRUS_PROGRAMS: &str = "/usr/lib/cyrus/bin";

/// Cyrus: the `CalDAV` server of the tests that tells attendees and writes meetings anew. The tests start one of their own.
pub(crate) const CYRUS: Needed = Needed {
    why: "tests of the meeting update tool start a Cyrus of their own",
    packages: &["cyrus-imapd", "cyrus-caldav"],
    present: || {
        Path::new(CYRUS_PROGRAMS).join("httpd").exists() && Path::new(CYRUS_PROGRAMS).join("imapd").exists()
    },
};

/// What PostgreSQL's packages read before they make a database server for the whole machine.
const CLUSTER_SETTINGS: &str = "/etc/postgresql-common/createcluster.conf";

/// The folder with PostgreSQL's programs: the stores' contract suite runs on a server of its own. A server for the whole
/// machine is not made for that.
pub(crate) fn postgresql() -> Result<PathBuf> {
    if let Some(folder) = postgresql_programs() {
        return Ok(folder);
    }
    let why = "tests of the stores start a PostgreSQL of their own";
    if !Path::new(CLUSTER_SETTINGS).exists() {
        install(&["postgresql-common"], why)?;
        let settle = format!("echo 'create_main_cluster = false' >>{CLUSTER_SETTINGS}");
        process::run_quietly(as_root("sh", why)?.args(["-c", &settle]))?;
    }
    install(&["postgresql"], why)?;
    postgresql_programs()
        .context("PostgreSQL was installed, but there is no initdb; name its folder in KONFID_POSTGRES_BIN")
}

/// The newest of Debian's folders, unless another is named or only the PATH has one.
fn postgresql_programs() -> Option<PathBuf> {
    if let Some(named) = env::var_os("KONFID_POSTGRES_BIN") {
        return Some(named.into());
    }
    let version = |folder: &Path| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let folders =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let newest =
        folders.filter(|folder| folder.join("bin/initdb").exists()).max_by_key(|folder| version(folder));
    let on_path = || process::found("initdb")?.parent().map(Path::to_owned);
    newest.map(|folder| folder.join("bin")).or_else(on_path)
}

/// Installs the packages of everything in the list that is missing.
pub(crate) fn ensure(needed: &[&Needed]) -> Result<()> {
    for need in needed.iter().filter(|need| !(need.present)()) {
        install(need.packages, need.why)?;
        if !(need.present)() {
            bail!(
                "{} were installed, but their programs are not on the PATH ({})",
                need.packages.join(", "),
                need.why
            );
        }
    }
    Ok(())
}

/// Installs Debian packages, with sudo for everyone but root.
pub(crate) fn install(packages: &[&str], why: &str) -> Result<()> {
    let listed = packages.join(" ");
    let by_hand = format!("Install the Debian packages {listed} by hand, then try again: {why}.");
    let Some(apt) = process::found("apt-get") else {
        bail!("This machine has no apt-get. {by_hand}");
    };
    process::say(&format!("installing {listed} with apt-get: {why}"));
    let command = || -> Result<Command> {
        let mut command = as_root(&apt, &by_hand)?;
        command.env("DEBIAN_FRONTEND", "noninteractive");
        Ok(command)
    };
    process::run_quietly(command()?.arg("update"))?;
    process::run_quietly(command()?.args(["install", "--yes", "--no-install-recommends"]).args(packages))
        .with_context(|| by_hand.clone())
}

/// A command that root runs, by sudo for everyone else.
fn as_root(program: impl AsRef<OsStr>, otherwise: &str) -> Result<Command> {
    if is_root()? {
        return Ok(Command::new(program));
    }
    let sudo = process::found("sudo")
        .with_context(|| format!("You are not root and there is no sudo. {otherwise}"))?;
    let mut command = Command::new(sudo);
    command.arg(program);
    Ok(command)
}

fn is_root() -> Result<bool> {
    Ok(process::output(Command::new("id").arg("-u"))?.trim() == "0")
}
