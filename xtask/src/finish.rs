//! What happens to Trunk's files before anybody serves them.
//!
//! Trunk starts the page with an inline script, which the strict CSP forbids: it becomes a file of its own. The
//! WebAssembly goes through wasm-opt, scripts and styles through esbuild, where those are there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::pieces::{self, PIECES};
use crate::process::{self, say};
use crate::split::{self, Rule};
use crate::{folders, stamp};

/// The stack is at the bottom of memory, so nobody reads or writes the lowest addresses.
const SMALLEST: &[&str] = &["-Oz", "--low-memory-unused"];

/// WebAssembly features that the compiler uses and every browser of the last years has.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-multivalue",
];

/// What the names of the web worker's files begin with.
pub(crate) const WORKER: &str = "mender";
/// What the names of the files of pieces begin with.
pub(crate) const PIECE: &str = "piece-";
/// The start script of the worker as Trunk makes it, and as index.html names it.
const WORKER_LOADER: &str = "konfid-mender_loader.js";

/// Tools that make the page smaller; it works without them.
pub(crate) struct Finish {
    pub(crate) wasm_opt: Option<PathBuf>,
    pub(crate) esbuild: Option<PathBuf>,
    /// Whether the compiler kept apart functions that are equal, and constants.
    pub(crate) kept_apart: bool,
    /// Whether most of the page comes in pieces when it is needed; only where all is kept apart.
    pub(crate) in_pieces: bool,
}

/// Makes the files in `folder` out of Trunk's in `distribution`.
pub(crate) fn finish(tools: &Finish, distribution: &Path, folder: &Path, public_url: &str) -> Result<()> {
    folders::remove(folder)?;
    folders::copy_into(distribution, folder)?;
    let index = folder.join("index.html");
    let html = fs::read_to_string(&index).context("Trunk made no index.html")?;
    let start = Start::find(&html)?;

    let pieces = split_off(tools, folder, &start.wasm, if tools.in_pieces { &PIECES } else { &[] })?;
    let wasm = optimise(tools, folder, &start.wasm, "konfid")?;
    let boot = boot_script(&start.glue, &wasm, &pieces);
    let boot_name = format!("boot-{}.js", &stamp::of_bytes(boot.as_bytes())[..16]);
    fs::write(folder.join(&boot_name), boot)?;
    let html = start.without_inline_script(&html, public_url, &boot_name, &wasm)?;
    let html = with_worker(tools, folder, &html, public_url)?;
    fs::write(&index, with_one_style_sheet(folder, &html, public_url)?)?;
    minify(tools, folder)
}

/// Where Trunk starts the page, and with which files.
struct Start<'a> {
    script: &'a str,
    glue: String,
    wasm: String,
}

impl<'a> Start<'a> {
    fn find(html: &'a str) -> Result<Self> {
        let script =
            inline_scripts(html).into_iter().find(|script| script.contains("TrunkApplicationStarted"));
        let script = script.context("index.html has no start script of Trunk's")?;
        // The file names are the script's quoted texts that end like files.
        let named = |end: &str| {
            let quoted = script.split(['\'', '"']).find(|text| text.ends_with(end));
            quoted.and_then(|path| path.rsplit('/').next()).map(str::to_owned)
        };
        Ok(Self {
            script,
            glue: named(".js").context("Trunk's start script names no script")?,
            wasm: named(".wasm").context("Trunk's start script names no WebAssembly")?,
        })
    }

    fn without_inline_script(&self, html: &str, public_url: &str, boot: &str, wasm: &str) -> Result<String> {
        let external = format!("<script type=\"module\" src=\"{public_url}{boot}\"></script>");
        let html = html.replace(self.script, &external).replace(&self.wasm, wasm);
        if !inline_scripts(&html).is_empty() || html.contains("<style") || html.contains(" style=") {
            bail!("index.html has an inline script or style, which the CSP forbids: put it in a file");
        }
        Ok(html)
    }
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

/// Starts the page. Files are found beside this script, so any sub-path will do. A start that fails shows the
/// element `trapped`, the same banner that a panic shows.
fn boot_script(glue: &str, wasm: &str, pieces: &[(&str, String)]) -> String {
    let loader = if pieces.is_empty() { String::new() } else { pieces::loader(pieces) };
    format!(
        "import init from \"./{glue}\";\n\
         {loader}\
         const start = init({{ module_or_path: new URL(\"./{wasm}\", import.meta.url) }});\n\
         try {{\n  await start;\n\
         }} catch (error) {{\n  document.getElementById(\"trapped\")?.removeAttribute(\"hidden\");\n  throw error;\n}}\n"
    )
}

/// Splits WebAssembly, and gives the names of the pieces and of their files. Without any it joins the constants.
fn split_off(
    tools: &Finish,
    folder: &Path,
    wasm: &str,
    rules: &[Rule],
) -> Result<Vec<(&'static str, String)>> {
    let mut files = Vec::new();
    if !tools.kept_apart {
        return Ok(files);
    }
    let file = folder.join(wasm);
    let split = split::split(&fs::read(&file)?, rules)?;
    fs::write(&file, split.first)?;
    for (rule, piece) in rules.iter().zip(split.pieces) {
        let unnamed = format!("{}{}.wasm", PIECE, rule.name);
        fs::write(folder.join(&unnamed), piece)?;
        files.push((rule.name, optimise(tools, folder, &unnamed, &format!("{PIECE}{}", rule.name))?));
    }
    Ok(files)
}

/// Names the web worker's files after their contents, and puts the name of its script into the page.
///
/// The worker is optional: without `konfid-mender_loader.js` the page is as it was.
fn with_worker(tools: &Finish, folder: &Path, html: &str, public_url: &str) -> Result<String> {
    let loader = folder.join(WORKER_LOADER);
    if !loader.exists() {
        return Ok(html.to_owned());
    }
    fs::remove_file(loader)?;
    split_off(tools, folder, "konfid-mender_bg.wasm", &[])?;
    let wasm = optimise(tools, folder, "konfid-mender_bg.wasm", WORKER)?;
    let glue = folder.join("konfid-mender.js");
    let glue_name = format!("{WORKER}-glue-{}.js", &stamp::of_file(&glue)?[..16]);
    fs::rename(glue, folder.join(&glue_name))?;
    let start = format!(
        "import init from \"./{glue_name}\";\n\
         await init({{ module_or_path: new URL(\"./{wasm}\", import.meta.url) }});\n"
    );
    let name = format!("{WORKER}-{}.js", &stamp::of_bytes(start.as_bytes())[..16]);
    fs::write(folder.join(&name), start)?;
    let before = format!("content=\"/{WORKER_LOADER}\"");
    if html.matches(&before).count() != 1 {
        bail!("index.html must name the web worker exactly once, as in {before}");
    }
    Ok(html.replace(&before, &format!("content=\"{public_url}{name}\"")))
}

/// Puts all style sheets into one, in their order: it is compressed better, and asked for once.
fn with_one_style_sheet(folder: &Path, html: &str, public_url: &str) -> Result<String> {
    let before = format!("<link rel=\"stylesheet\" href=\"{public_url}");
    let mut rest = html;
    let (mut without, mut style) = (String::new(), String::new());
    while let Some((head, tail)) = rest.split_once(&before) {
        let (name, tail) =
            tail.split_once("\"/>").context("a style sheet's link does not end as expected")?;
        let file = folder.join(name);
        style.push_str(&fs::read_to_string(&file).with_context(|| format!("{} is missing", file.display()))?);
        fs::remove_file(file)?;
        without.push_str(head.trim_end());
        rest = tail;
    }
    if style.is_empty() {
        bail!("index.html has no style sheet");
    }
    let name = format!("style-{}.css", &stamp::of_bytes(style.as_bytes())[..16]);
    fs::write(folder.join(&name), style)?;
    let (head, tail) = rest.split_once("</head>").context("index.html has no end of its head")?;
    Ok(format!("{without}{head}{before}{name}\"/></head>{tail}"))
}

/// Runs wasm-opt and names the file after its new contents, since browsers keep it for good under that name.
fn optimise(tools: &Finish, folder: &Path, name: &str, stem: &str) -> Result<String> {
    let file = folder.join(name);
    if let Some(wasm_opt) = &tools.wasm_opt {
        let smaller = folder.join("smaller.wasm");
        let mut command = Command::new(wasm_opt);
        command.args(SMALLEST).args(FEATURES).arg(&file).arg("-o").arg(&smaller);
        process::run_quietly(&mut command)?;
        fs::rename(&smaller, &file)?;
    } else {
        say("the page is larger than it need be: install Node.js and npm (or binaryen) for wasm-opt");
    }
    let new_name = format!("{stem}-{}.wasm", &stamp::of_file(&file)?[..16]);
    fs::rename(&file, folder.join(&new_name))?;
    Ok(new_name)
}

fn minify(tools: &Finish, folder: &Path) -> Result<()> {
    let Some(esbuild) = &tools.esbuild else { return Ok(()) };
    for file in folders::files(folder)? {
        let arguments: &[&str] = match file.extension().and_then(|kind| kind.to_str()) {
            // A module's names are its own and may be shortened; those of a plain script are everybody's.
            Some("js") if is_module(&fs::read_to_string(&file)?) => &["--loader=js", "--format=esm"],
            Some("js") => &["--loader=js"],
            Some("css") => &["--loader=css"],
            _ => continue,
        };
        let mut command = Command::new(esbuild);
        command.args(["--minify", "--log-level=error", "--charset=utf8"]).args(arguments);
        command.stdin(fs::File::open(&file)?);
        fs::write(&file, process::output(&mut command)?)?;
    }
    Ok(())
}

fn is_module(script: &str) -> bool {
    script.lines().any(|line| line.starts_with("import ") || line.starts_with("export "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<html><head><script type=\"module\">\nimport init, * as bindings from './konfid-frontend-1a2b.js';\n\
        const wasm = await init({ module_or_path: './konfid-frontend-1a2b_bg.wasm' });\n\
        dispatchEvent(new CustomEvent(\"TrunkApplicationStarted\", {detail: {wasm}}));\n</script>\
        <link rel=\"preload\" href=\"./konfid-frontend-1a2b_bg.wasm\"></head></html>";

    #[test]
    fn the_inline_script_becomes_a_file() {
        let start = Start::find(HTML).unwrap();
        assert_eq!(
            (start.glue.as_str(), start.wasm.as_str()),
            ("konfid-frontend-1a2b.js", "konfid-frontend-1a2b_bg.wasm")
        );
        let html = start.without_inline_script(HTML, "./", "boot-1.js", "konfid-2.wasm").unwrap();
        assert_eq!(
            html,
            "<html><head><script type=\"module\" src=\"./boot-1.js\"></script>\
             <link rel=\"preload\" href=\"./konfid-2.wasm\"></head></html>"
        );
    }

    #[test]
    fn what_the_csp_would_block_is_refused() {
        for more in ["<script>alert(1)</script>", "<style>a{}</style>", "<p style=\"color: red\">"] {
            let html = format!("{HTML}{more}");
            let start = Start::find(&html).unwrap();
            assert!(start.without_inline_script(&html, "/", "boot-1.js", "konfid-2.wasm").is_err(), "{more}");
        }
    }

    #[test]
    fn the_boot_script_finds_its_files_beside_itself() {
        let boot = boot_script("glue.js", "page.wasm", &[]);
        assert!(boot.starts_with("import init from \"./glue.js\";\n"));
        assert!(boot.contains("new URL(\"./page.wasm\", import.meta.url)"));
    }

    #[test]
    fn the_worker_is_named_after_its_contents_and_the_page_knows() {
        let folder = std::env::temp_dir().join(format!("konfid-xtask-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let tools = Finish { wasm_opt: None, esbuild: None, kept_apart: false, in_pieces: false };
        let html = "<meta name=\"konfid-mender\" content=\"/konfid-mender_loader.js\" />";
        assert_eq!(with_worker(&tools, &folder, html, "/").unwrap(), html);
        for name in [WORKER_LOADER, "konfid-mender.js", "konfid-mender_bg.wasm"] {
            fs::write(folder.join(name), name).unwrap();
        }
        let html = with_worker(&tools, &folder, html, "./").unwrap();
        let name = html.split("content=\"./").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let start = fs::read_to_string(folder.join(name)).unwrap();
        for other in start.split('"').filter_map(|text| text.strip_prefix("./")) {
            assert!(other.starts_with(WORKER) && folder.join(other).exists(), "{start}");
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);
        assert!(is_module(&start));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn style_sheets_become_one_in_their_order() {
        let folder = std::env::temp_dir().join(format!("konfid-xtask-style-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("z.css"), "a{}").unwrap();
        fs::write(folder.join("a.css"), "b{}").unwrap();
        let link = |name: &str| format!("<link rel=\"stylesheet\" href=\"./{name}\"/>");
        let html = format!("<head>\n {}\n {}\n <meta></head><body>", link("z.css"), link("a.css"));
        let html = with_one_style_sheet(&folder, &html, "./").unwrap();
        let files = folders::files(&folder).unwrap();
        let name = files[0].file_name().unwrap().to_str().unwrap();
        assert_eq!((files.len(), fs::read_to_string(&files[0]).unwrap().as_str()), (1, "a{}b{}"));
        assert_eq!(html, format!("<head>\n <meta>{}</head><body>", link(name)));
        assert!(with_one_style_sheet(&folder, "<head></head>", "./").is_err());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn only_modules_are_shortened_as_modules() {
        assert!(is_module(&boot_script("glue.js", "page.wasm", &[])));
        assert!(!is_module("const theme = \"dark\";\n// import nothing\n"));
    }
}
