//! How large the page is, beside the goals.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::{bundle, folders};

/// A kind of file with its goal and its limit, in bytes of brotli.
///
/// The goal is what the page should reach, and every table says whether it does. The limit keeps it from growing
/// by accident: it is a little above what the page is, is lowered with it, and raised only for what a new page brings.
struct Kind {
    what: &'static str,
    extensions: &'static [&'static str],
    /// Whether what is loaded when it is shown counts too.
    pieces: bool,
    goal: u64,
    too_much: u64,
}

const KINDS: [Kind; 3] = [
    Kind {
        what: "wasm + js at the start",
        extensions: &["wasm", "js"],
        pieces: false,
        goal: 155_000,
        too_much: 174_000,
    },
    Kind {
        what: "wasm + js with all pieces",
        extensions: &["wasm", "js"],
        pieces: true,
        goal: 360_000,
        too_much: 694_000,
    },
    Kind { what: "css", extensions: &["css"], pieces: false, goal: 8_000, too_much: 12_000 },
];

/// When a file of the page is loaded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Start,
    Piece,
    /// Only where meetings are mended.
    Worker,
}

impl Part {
    fn of(name: &str) -> Self {
        if name.starts_with(bundle::PIECE) {
            Self::Piece
        } else if name.starts_with(bundle::WORKER) {
            Self::Worker
        } else {
            Self::Start
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Piece => "piece",
            Self::Worker => "worker",
        }
    }
}

/// The page's sizes as a table, and what of it is too much.
pub(crate) struct Sizes {
    pub(crate) table: String,
    pub(crate) too_much: Vec<String>,
}

/// Measures the folder that the server embeds.
pub(crate) fn measure(page: &Path) -> Result<Sizes> {
    let mut table = format!("{:<42}{:>10}{:>10}{:>10}\n", "the page, in bytes", "raw", "brotli", "goal");
    let mut rows = Vec::new();
    let mut worker = (0_u64, 0_u64);
    let mut has_pieces = false;
    let mut totals = [(0_u64, 0_u64); KINDS.len()];
    for file in folders::files(page)? {
        let name = file.strip_prefix(page)?.to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(".br") else { continue };
        let compressed = fs::read(&file)?;
        let mut raw = Vec::new();
        brotli::BrotliDecompress(&mut &*compressed, &mut raw)?;
        let (raw, brotli) = (raw.len() as u64, compressed.len() as u64);
        let part = Part::of(name);
        rows.push((part, format!("  {:<8}{name:<32}{raw:>10}{brotli:>10}", part.name())));
        let extension = name.rsplit('.').next().unwrap_or_default();
        if part == Part::Worker {
            worker = (worker.0 + raw, worker.1 + brotli);
            continue;
        }
        has_pieces |= part == Part::Piece;
        for (kind, total) in KINDS.iter().zip(&mut totals) {
            if kind.extensions.contains(&extension) && (kind.pieces || part != Part::Piece) {
                *total = (total.0 + raw, total.1 + brotli);
            }
        }
    }
    rows.sort();
    for (_, row) in rows {
        writeln!(table, "{row}")?;
    }
    writeln!(table, "{:<42}{:>10}{:>10}", "the web worker, loaded on demand", worker.0, worker.1)?;
    let mut too_much = Vec::new();
    for (kind, (raw, brotli)) in KINDS.iter().zip(totals) {
        let verdict = if brotli <= kind.goal { "reached" } else { "missed" };
        writeln!(table, "{:<42}{raw:>10}{brotli:>10}{:>10} {verdict}", kind.what, kind.goal)?;
        // A page that could not be split is loaded as a whole, and limited as a whole.
        let counts = kind.pieces || has_pieces || !kind.extensions.contains(&"wasm");
        if counts && brotli > kind.too_much {
            too_much
                .push(format!("{} is {brotli} bytes of brotli; {} is too much", kind.what, kind.too_much));
        }
    }
    Ok(Sizes { table, too_much })
}
