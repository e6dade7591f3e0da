//! Reading a file, and counting what it would do.

use std::collections::HashSet;
use std::sync::Arc;

use shared::{
    Import, ImportCounts, ImportId, ImportNote, ImportOptions, ImportOutcome, ImportUnreadable, ProblemKind,
    UserId,
};

use super::compare::{Compared, compare, is_proposed};
use super::identity::{Candidates, spoken_of};
use super::kept::KeptImport;
use super::missing::missing_users;
use super::notes::notes;
use super::parse::{ParsedRow, decode, parse, without_secrets};
use crate::{Actor, Application, Read, Result};

/// How many rows are compared in one snapshot.
const COMPARED_AT_ONCE: usize = 2_000;

/// Reads a file and keeps it, so that it can be looked through and imported. No user is changed. The file is compared in
/// snapshots, a part in each, and kept in pieces, so that nobody waits for a large one. Whatever changes meanwhile, the
/// import compares each row again. The character set is the one that the request names, if it does.
///
/// # Errors
///
/// [`ProblemKind::ImportUnreadable`] when the file is no CSV with the columns that are needed.
pub async fn preview_import(
    application: &Application,
    actor: Actor,
    file: impl AsRef<[u8]>,
    charset: Option<&str>,
    options: ImportOptions,
) -> Result<Import> {
    let unreadable = |explanation| ProblemKind::ImportUnreadable { explanation };
    let text = decode(file.as_ref(), charset).map_err(unreadable)?;
    let text = without_secrets(&text).map_err(unreadable)?.into_owned();
    let mut rows = parse(&text).map_err(unreadable)?;
    let mut looked = Looked::default();
    loop {
        let part: Vec<ParsedRow> = rows.by_ref().take(COMPARED_AT_ONCE).collect();
        if part.is_empty() {
            break;
        }
        looked = application
            .in_snapshot(move |read| {
                Box::pin(async move {
                    for row in &part {
                        looked.look_at(read, row, options).await?;
                    }
                    Ok(looked)
                })
            })
            .await?;
    }
    drop(rows);
    let Looked { mut counts, refused, noted, seen } = looked;
    if counts.rows() == 0 {
        return Err(unreadable(ImportUnreadable::NoRows).into());
    }
    let mut missing = Vec::new();
    if options.full_directory {
        (missing, counts.enabled_before) = missing_users(application, &seen).await?;
        counts.missing = missing.len() as u64;
    }
    keep(application, actor, options, counts, &KeptImport { text, refused, noted, missing }).await
}

async fn keep(
    application: &Application,
    actor: Actor,
    options: ImportOptions,
    counts: ImportCounts,
    kept: &KeptImport,
) -> Result<Import> {
    let mut context = application.context(actor);
    let id = ImportId::from_uuid(context.new_uuid());
    let import = Import { id, options, counts, created_at: context.now, job: None };
    for (number, piece) in (0..).zip(kept.pieces()) {
        let (piece, created_at): (Arc<str>, _) = (piece.into(), import.created_at);
        let keep = application.in_transaction(move |transaction| {
            Box::pin(async move { Ok(transaction.put_piece(id.uuid(), number, created_at, &piece).await?) })
        });
        keep.await?;
    }
    let record = import.clone();
    let keep = application.in_transaction(move |transaction| {
        Box::pin(async move { Ok(transaction.insert_import(&record).await?) })
    });
    keep.await?;
    Ok(import)
}

/// What was found while the rows were looked at.
#[derive(Default)]
struct Looked {
    counts: ImportCounts,
    refused: Vec<u64>,
    noted: Vec<u64>,
    /// The users that the file speaks of.
    seen: HashSet<UserId>,
}

impl Looked {
    async fn look_at(&mut self, read: &mut dyn Read, row: &ParsedRow, options: ImportOptions) -> Result<()> {
        let compared = compare(read, row).await?;
        let notes = notes(read, row, &compared, options).await?;
        self.count(row, &compared, &notes, options);
        match &compared.existing {
            Some(user) => _ = self.seen.insert(user.id),
            None if options.full_directory && compared.refusal.is_some() => {
                let Candidates { by_id, by_name } = spoken_of(read, row).await?;
                self.seen.extend(by_id.into_iter().chain(by_name).map(|user| user.id));
            }
            None => (),
        }
        Ok(())
    }

    fn count(&mut self, row: &ParsedRow, compared: &Compared, notes: &[ImportNote], options: ImportOptions) {
        let counts = &mut self.counts;
        match compared.outcome {
            ImportOutcome::New => counts.new += 1,
            ImportOutcome::Changed => counts.changed += 1,
            ImportOutcome::Unchanged => counts.unchanged += 1,
            ImportOutcome::Refused => {
                counts.refused += 1;
                self.refused.push(row.line);
            }
            // Only users that are in no row.
            ImportOutcome::Missing => (),
        }
        if options.enable && compared.enables(row) {
            counts.enabled += 1;
        }
        if !notes.is_empty() {
            counts.noted += 1;
            self.noted.push(row.line);
        }
        if is_proposed(notes) {
            counts.blocked += 1;
        }
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
