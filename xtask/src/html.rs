//! `index.html`, as Trunk reads it in `cargo xtask dev`, with the names of the files that were made.

use std::ops::Range;

use anyhow::{Context, Result, bail};

/// The name of the worker's script as Trunk makes it.
const WORKER_OF_TRUNK: &str = "/konfid-mender_loader.js";

/// The files that the page is started with.
pub(crate) struct Links<'a> {
    pub(crate) public_url: &'a str,
    pub(crate) boot: &'a str,
    pub(crate) wasm: &'a str,
    /// The start script of the web worker.
    pub(crate) worker: &'a str,
}

/// Puts the names of files in the place of what is for Trunk. `file` makes one file of a kind of its sources and
/// gives its name: all style sheets become one, which is compressed better and asked for once.
pub(crate) fn with_files(
    html: &str,
    links: &Links<'_>,
    mut file: impl FnMut(&str, &[String]) -> Result<String>,
) -> Result<String> {
    let Links { public_url, boot, wasm, worker } = links;
    let before = format!("content=\"{WORKER_OF_TRUNK}\"");
    if html.matches(&before).count() != 1 {
        bail!("index.html must name the web worker exactly once: {before}");
    }
    let html = html.replace(&before, &format!("content=\"{public_url}{worker}\""));
    let assets = assets(&html)?;
    let styles: Vec<String> = assets
        .iter()
        .filter(|asset| attribute(asset.text, "rel") == Some("css"))
        .map(|asset| source(asset.text))
        .collect::<Result<_>>()?;
    let mut style =
        Some(format!("<link rel=\"stylesheet\" href=\"{public_url}{}\" />", file("css", &styles)?));
    let (mut made, mut end) = (String::new(), 0);
    for asset in &assets {
        made.push_str(&html[end..asset.place.start]);
        end = asset.place.end;
        let text = asset.text;
        let element = match (attribute(text, "rel"), attribute(text, "data-type")) {
            (Some("css"), _) => style.take().unwrap_or_default(),
            (Some("icon"), _) => {
                let name = file("svg", &[source(text)?])?;
                format!("<link rel=\"icon\" href=\"{public_url}{name}\" />")
            }
            (Some("rust"), Some("main")) => format!(
                "<link rel=\"preload\" href=\"{public_url}{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin />\
                 <script type=\"module\" src=\"{public_url}{boot}\"></script>"
            ),
            (Some("rust"), Some("worker")) => String::new(),
            (None, _) if text.starts_with("<script") => {
                let name = file("js", &[source(text)?])?;
                format!("<script src=\"{public_url}{name}\"></script>")
            }
            _ => bail!("index.html has something for Trunk that is not understood here: {text}"),
        };
        made.push_str(&element);
    }
    made.push_str(&html[end..]);
    if !inline_scripts(&made).is_empty() || made.contains("<style") || made.contains(" style=") {
        bail!("index.html has an inline script or style, which the CSP forbids: put it in a file");
    }
    Ok(made)
}

/// An element that Trunk would replace.
struct Asset<'a> {
    place: Range<usize>,
    text: &'a str,
}

fn assets(html: &str) -> Result<Vec<Asset<'_>>> {
    html.match_indices("data-trunk")
        .map(|(at, _)| {
            let start = html[..at].rfind('<').context("data-trunk is not in an element")?;
            let closing = if html[start..].starts_with("<script") { "</script>" } else { ">" };
            let length = html[start..].find(closing).context("an element has no end")? + closing.len();
            Ok(Asset { place: start..start + length, text: &html[start..start + length] })
        })
        .collect()
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = element.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// The file that an element names.
fn source(element: &str) -> Result<String> {
    let named = attribute(element, "href").or_else(|| attribute(element, "src"));
    named.map(str::to_owned).with_context(|| format!("{element} names no file"))
}

/// Every script element that carries its code itself.
fn inline_scripts(html: &str) -> Vec<&str> {
    let starts = html.match_indices("<script").map(|(start, _)| &html[start..]);
    starts
        .filter_map(|rest| {
            let opening = &rest[..rest.find('>')?];
            let end = rest.find("</script>")? + "</script>".len();
            (!opening.contains(" src=")).then(|| &rest[..end])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<head><link data-trunk rel=\"icon\" href=\"a/icon.svg\" />\n\
        <script data-trunk src=\"a/first.js\"></script>\n\
        <link data-trunk rel=\"css\" href=\"z.css\" /><link data-trunk rel=\"css\" href=\"a.css\" />\n\
        <meta name=\"konfid-mender\" content=\"/konfid-mender_loader.js\" />\n\
        <link\n  data-trunk\n  rel=\"rust\" data-type=\"worker\"\n/>\
        <link\n  data-trunk\n  rel=\"rust\" data-type=\"main\"\n/></head>";

    fn made(html: &str) -> Result<String> {
        let links =
            Links { public_url: "./", boot: "boot-1.js", wasm: "konfid-2.wasm", worker: "mender-3.js" };
        with_files(html, &links, |kind, sources| {
            Ok(format!("{}.{kind}", sources.join("+").replace('/', "-")))
        })
    }

    #[test]
    fn every_file_has_its_new_name_and_style_sheets_are_one_in_their_order() {
        assert_eq!(
            made(HTML).unwrap(),
            "<head><link rel=\"icon\" href=\"./a-icon.svg.svg\" />\n\
             <script src=\"./a-first.js.js\"></script>\n\
             <link rel=\"stylesheet\" href=\"./z.css+a.css.css\" />\n\
             <meta name=\"konfid-mender\" content=\"./mender-3.js\" />\n\
             <link rel=\"preload\" href=\"./konfid-2.wasm\" as=\"fetch\" type=\"application/wasm\" crossorigin />\
             <script type=\"module\" src=\"./boot-1.js\"></script></head>"
        );
    }

    #[test]
    fn what_the_csp_would_block_is_refused() {
        for more in ["<script>alert(1)</script>", "<style>a{}</style>", "<p style=\"color: red\">"] {
            assert!(made(&format!("{HTML}{more}")).is_err(), "{more}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(made(&format!("{HTML}<link data-trunk rel=\"copy-dir\" href=\"a\" />")).is_err());
        assert!(made("<link data-trunk rel=\"css\" href=\"a.css\" />").is_err(), "no worker");
    }

    #[test]
    fn the_page_itself_is_understood() {
        made(include_str!("../../index.html")).unwrap();
    }
}
