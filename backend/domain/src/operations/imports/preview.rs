//! Reading a file, and counting what it would do.

use shared::{Import, ImportCounts, ImportId, ImportOptions, ImportOutcome, ImportState, ProblemKind};

use super::compare::compare;
use super::parse::{decode, parse};
use crate::{ImportRecord, OperationContext, Read, Result, Transaction};

/// Reads a file and keeps it, so that it can be looked through and applied. No user is changed.
///
/// # Errors
///
/// [`ProblemKind::ImportUnreadable`] when the file is no CSV with the columns that are needed.
pub async fn preview_import(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    file: &[u8],
    options: ImportOptions,
) -> Result<Import> {
    let unreadable = |explanation| ProblemKind::ImportUnreadable { explanation };
    let source = decode(file).map_err(unreadable)?;
    let mut counts = ImportCounts::default();
    for row in parse(&source).map_err(unreadable)? {
        let compared = compare(transaction.as_read(), &row).await?;
        let is_enabled = compared.existing.is_some_and(|user| user.dial_in_enabled);
        count(&mut counts, compared.outcome, options.enable && !is_enabled);
    }
    let import = Import {
        id: ImportId::from_uuid(context.new_uuid()),
        state: ImportState::Previewed,
        options,
        counts,
        done: 0,
        error: None,
        created_at: context.now,
        finished_at: None,
    };
    transaction.insert_import(&ImportRecord { import: import.clone(), source }).await?;
    Ok(import)
}

/// Counts one row.
pub(super) fn count(counts: &mut ImportCounts, outcome: ImportOutcome, enables: bool) {
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
