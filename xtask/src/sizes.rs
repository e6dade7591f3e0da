//! How large the page is, beside the goals.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::{finish, folders};

/// A kind of file with its goal and its limit, in bytes of brotli.
///
/// The goal is what the page should reach, and every table says whether it does. The limit keeps it from growing
/// until then: it is a little above what the page is, and is lowered with it, never raised.
struct Kind {
    what: &'static str,
    extensions: &'static [&'static str],
    goal: u64,
    too_much: u64,
}

const KINDS: [Kind; 2] = [
    Kind { what: "wasm + js", extensions: &["wasm", "js"], goal: 120_000, too_much: 300_000 },
    Kind { what: "css", extensions: &["css"], goal: 8_000, too_much: 12_000 },
];

/// The page's sizes as a table, and what of it is too much.
pub(crate) struct Sizes {
    pub(crate) table: String,
    pub(crate) too_much: Vec<String>,
}

/// Measures the folder that the server embeds.
pub(crate) fn measure(page: &Path) -> Result<Sizes> {
    let mut table = format!("{:<34}{:>10}{:>10}{:>10}\n", "the page, in bytes", "raw", "brotli", "goal");
    let mut worker = (0_u64, 0_u64);
    let mut totals = [(0_u64, 0_u64); KINDS.len()];
    for file in folders::files(page)? {
        let name = file.strip_prefix(page)?.to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(".br") else { continue };
        let compressed = fs::read(&file)?;
        let mut raw = Vec::new();
        brotli::BrotliDecompress(&mut &*compressed, &mut raw)?;
        let (raw, brotli) = (raw.len() as u64, compressed.len() as u64);
        writeln!(table, "  {name:<32}{raw:>10}{brotli:>10}")?;
        let extension = name.rsplit('.').next().unwrap_or_default();
        // The web worker is loaded only where meetings are mended.
        if name.starts_with(finish::WORKER) {
            worker = (worker.0 + raw, worker.1 + brotli);
            continue;
        }
        if let Some(index) = KINDS.iter().position(|kind| kind.extensions.contains(&extension)) {
            totals[index] = (totals[index].0 + raw, totals[index].1 + brotli);
        }
    }
    writeln!(table, "{:<34}{:>10}{:>10}", "the web worker, loaded on demand", worker.0, worker.1)?;
    let mut too_much = Vec::new();
    for (kind, (raw, brotli)) in KINDS.iter().zip(totals) {
        let verdict = if brotli <= kind.goal { "reached" } else { "missed" };
        writeln!(table, "{:<34}{raw:>10}{brotli:>10}{:>10} {verdict}", kind.what, kind.goal)?;
        if brotli > kind.too_much {
            too_much
                .push(format!("{} is {brotli} bytes of brotli; {} is too much", kind.what, kind.too_much));
        }
    }
    Ok(Sizes { table, too_much })
}
