//! Reading a file, and counting what it would do.

use std::sync::Arc;

use shared::{Import, ImportCounts, ImportId, ImportOptions, ImportOutcome, ProblemKind};

use super::compare::compare;
use super::parse::{ParsedRow, decode, parse};
use crate::{Actor, Application, Read, Result};

/// How many bytes of a file are kept in one transaction at most: a few milliseconds of writing.
const PIECE_BYTES: usize = 128 * 1024;

/// How many rows are compared in one snapshot.
const COMPARED_AT_ONCE: usize = 2_000;

/// Reads a file and keeps it, so that it can be looked through and imported. No user is changed. The file is compared in
/// snapshots, a part in each, and kept in pieces, so that nobody waits for a large one. Whatever changes meanwhile, the
/// import compares each row again.
///
/// # Errors
///
/// [`ProblemKind::ImportUnreadable`] when the file is no CSV with the columns that are needed.
pub async fn preview_import(
    application: &Application,
    actor: Actor,
    file: impl AsRef<[u8]>,
    options: ImportOptions,
) -> Result<Import> {
    let unreadable = |explanation| ProblemKind::ImportUnreadable { explanation };
    let source = decode(file.as_ref()).map_err(unreadable)?;
    let mut rows = parse(&source).map_err(unreadable)?;
    let mut counts = ImportCounts::default();
    loop {
        let part: Vec<ParsedRow> = rows.by_ref().take(COMPARED_AT_ONCE).collect();
        if part.is_empty() {
            break;
        }
        counts = application
            .in_snapshot(move |read| {
                Box::pin(async move {
                    for row in &part {
                        let compared = compare(read, row).await?;
                        let is_enabled = compared.existing.is_some_and(|user| user.dial_in_enabled);
                        count(&mut counts, compared.outcome, options.enable && !is_enabled);
                    }
                    Ok(counts)
                })
            })
            .await?;
    }
    drop(rows);
    let mut context = application.context(actor);
    let id = ImportId::from_uuid(context.new_uuid());
    let import = Import { id, options, counts, created_at: context.now, job: None };
    for (number, piece) in (0..).zip(pieces(&source)) {
        let (piece, created_at): (Arc<str>, _) = (piece.into(), import.created_at);
        let keep = application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.put_piece(id.uuid(), number, created_at, &piece).await?) })
        });
        keep.await?;
    }
    let kept = import.clone();
    let keep = application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.insert_import(&kept).await?) })
    });
    keep.await?;
    Ok(import)
}

/// The text in pieces that are short enough.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE_BYTES));
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Counts one row.
fn count(counts: &mut ImportCounts, outcome: ImportOutcome, enables: bool) {
    let counter = match outcome {
        ImportOutcome::New => &mut counts.new,
        ImportOutcome::Changed => &mut counts.changed,
        ImportOutcome::Unchanged => &mut counts.unchanged,
        ImportOutcome::Refused => &mut counts.refused,
    };
    *counter += 1;
    if enables && outcome != ImportOutcome::Refused {
        counts.enabled += 1;
    }
}

/// One import.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such import.
pub async fn show_import(read: &mut dyn Read, import: ImportId) -> Result<Import> {
    Ok(read.import(import).await?.ok_or(ProblemKind::NotFound)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_make_the_whole_again() {
        let text = "å".repeat(PIECE_BYTES) + "x";
        let pieces: Vec<&str> = pieces(&text).collect();
        assert!(pieces.len() > 2 && pieces.iter().all(|piece| piece.len() <= PIECE_BYTES));
        assert_eq!(pieces.concat(), text);
        assert_eq!(super::pieces("").count(), 0);
    }
}
