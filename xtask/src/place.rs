//! Where things are: the workspace, cargo's target folder and the folder of tools.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process;

/// The folders every verb works with. All of them are absolute.
pub(crate) struct Place {
    /// The workspace: the folder of the top `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
    /// Where tools are installed, outside the clone so that every clone shares them.
    pub(crate) tools: PathBuf,
}

impl Place {
    /// Asks cargo for the workspace and its target folder, and the environment for the folder of tools.
    pub(crate) fn find() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("Cargo.toml");
        let answer = process::output(
            process::cargo()
                .args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"])
                .arg(&manifest),
        )?;
        let metadata: serde_json::Value =
            serde_json::from_str(&answer).context("cargo metadata did not answer with JSON")?;
        let folder = |name: &str| {
            metadata[name]
                .as_str()
                .map(PathBuf::from)
                .with_context(|| format!("cargo metadata names no {name}"))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
            tools: tools_folder()?,
        })
    }

    /// The folder that the server embeds: for each file `X` either `X`, or `X.br`, or both.
    pub(crate) fn page(&self) -> PathBuf {
        self.target.join("page")
    }

    /// The folder of static files that `cargo xtask demo` makes.
    pub(crate) fn demo(&self) -> PathBuf {
        self.root.join("demo-dist")
    }

    /// The release binary.
    pub(crate) fn konfid(&self) -> PathBuf {
        self.target.join("release").join(format!("konfid{}", env::consts::EXE_SUFFIX))
    }

    /// Where Trunk and the cargo under it build. Kept apart: cargo names a folder after the profile `page`,
    /// which would be the embedded folder itself.
    pub(crate) fn trunk_target(&self) -> PathBuf {
        self.target.join("trunk")
    }
}

fn tools_folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("KONFID_TOOLS") {
        return std::path::absolute(folder).context("KONFID_TOOLS is not a usable path");
    }
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = cache.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    Ok(cache
        .context("There is no home folder to keep tools in. Set KONFID_TOOLS to a folder.")?
        .join("konfid-tools"))
}
