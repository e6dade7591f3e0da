//! Letters of one kind: the browser sees one family of fonts, whatever this machine has. Families differ in width by a
//! fifth, so a layout that fits with one may not fit with another.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Browser;

/// A family of fonts that a walk is drawn with. `cargo xtask test` installs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Font {
    /// Wide: what a Debian without a desktop has.
    DejaVu,
    /// As wide as Arial and Helvetica.
    Liberation,
    /// What Android has.
    Roboto,
}

impl Font {
    /// The family's name.
    pub(crate) const fn family(self) -> &'static str {
        match self {
            Self::DejaVu => "DejaVu Sans",
            Self::Liberation => "Liberation Sans",
            Self::Roboto => "Roboto",
        }
    }
}

/// Writes a configuration for Fontconfig that knows this family alone, and says where it is.
pub(super) fn configuration(font: Font, folder: &Path) -> PathBuf {
    let family = font.family();
    let text = format!(
        r#"<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir>{}</cachedir>
  <selectfont>
    <rejectfont><pattern><patelt name="scalable"><bool>true</bool></patelt></pattern></rejectfont>
    <rejectfont><pattern><patelt name="scalable"><bool>false</bool></patelt></pattern></rejectfont>
    <acceptfont><pattern><patelt name="family"><string>{family}</string></patelt></pattern></acceptfont>
  </selectfont>
</fontconfig>
"#,
        folder.join("font-cache").display()
    );
    let path = folder.join("fonts.conf");
    fs::write(&path, text).expect("there is no room for a font configuration");
    path
}

impl Browser {
    /// Asks the browser which fonts it has really drawn the letters of an element with; it must be this one alone.
    pub(crate) async fn must_wear(&self, font: Font, selector: &str) {
        self.devtools("DOM.enable", &json!({})).await;
        self.devtools("CSS.enable", &json!({})).await;
        let document = self.devtools("DOM.getDocument", &json!({ "depth": 0 })).await;
        let question = json!({ "nodeId": document["root"]["nodeId"], "selector": selector });
        let node = self.devtools("DOM.querySelector", &question).await;
        let drawn = self.devtools("CSS.getPlatformFontsForNode", &json!({ "nodeId": node["nodeId"] })).await;
        let families: Vec<&str> = drawn["fonts"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|font| font["familyName"].as_str())
            .collect();
        assert_eq!(
            families,
            [font.family()],
            "the letters of {selector} are not of the family that the walk is about; is it installed?"
        );
        self.devtools("CSS.disable", &Value::Object(serde_json::Map::new())).await;
    }
}
