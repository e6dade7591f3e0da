//! Pictures of pages, for people to look at.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose;
use serde_json::json;

use super::Browser;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    /// The word that the page keeps.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A folder for pictures below cargo's target folder.
fn folder(name: &str) -> PathBuf {
    // A test's own temporary folder is `target/tmp`.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap_or(Path::new("."));
    let folder = target.join("screenshots").join(name);
    fs::create_dir_all(&folder).expect("there is no room for pictures");
    folder
}

/// Saves a picture of the page as it is now, in one appearance, as `target/screenshots/<group>/<name>.png`.
pub(crate) async fn picture(browser: &Browser, group: &str, name: &str) {
    let path = folder(group).join(format!("{name}.png"));
    fs::write(&path, browser.picture().await).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

impl Drop for Browser {
    /// Saves what the browser shows when a walk fails, for whoever looks into it.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        let picture = self.driver.last_sight().map(|text| general_purpose::STANDARD.decode(text));
        let Some(Ok(bytes)) = picture else { return };
        let name = std::thread::current().name().unwrap_or("walk").replace("::", "-");
        let path = folder("failed").join(format!("{name}.png"));
        if fs::write(&path, bytes).is_ok() {
            eprintln!("the browser's last sight: {}", path.display());
        }
    }
}

impl Browser {
    /// Switches the appearance without loading anew, as the page's own menu does.
    pub(crate) async fn wear(&self, scheme: Scheme) {
        let script = "document.documentElement.dataset.theme = arguments[0];
            localStorage.setItem('konfid.theme', arguments[0])";
        self.run_with(script, vec![json!(scheme.word())]).await;
    }

    /// Saves the picture that the README opens with.
    pub(crate) async fn save_for_readme(&self) {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
        fs::create_dir_all(&docs).expect("there is no docs folder");
        fs::write(docs.join("screenshot.png"), self.picture().await).expect("the picture cannot be saved");
    }
}
