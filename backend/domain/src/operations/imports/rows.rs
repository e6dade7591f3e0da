//! Looking through an import row by row.

use shared::{ImportId, ImportOutcome, ImportRow, ImportRowFilter, Language, Page, PageRequest, ProblemKind};

use super::compare::{compare, on_the_wire};
use super::parse::parse;
use crate::{Read, Result};

/// A part of the rows of an import, as they would be imported now. What was done with each once it was started is for
/// its job to say.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such import, [`ProblemKind::InvalidCursor`] when the cursor is
/// not one that Konfid gave out.
pub async fn import_rows(
    read: &mut dyn Read,
    import: ImportId,
    filter: ImportRowFilter,
    page: &PageRequest,
    language: Language,
) -> Result<Page<ImportRow>> {
    read.import(import).await?.ok_or(ProblemKind::NotFound)?;
    let source = read.pieces(import.uuid()).await?.concat();
    let parsed = parse(&source).map_err(|explanation| ProblemKind::ImportUnreadable { explanation })?;
    let after: u64 = match page.cursor.as_deref() {
        Some(cursor) => cursor.parse().map_err(|_| ProblemKind::InvalidCursor)?,
        None => 0,
    };
    let wanted = filter.outcome;
    let limit = page.checked_limit()? as usize;
    let mut items: Vec<ImportRow> = Vec::new();
    let mut more = false;
    for row in parsed.filter(|row| row.line > after) {
        if wanted == Some(ImportOutcome::Refused) && row.user.is_ok() {
            continue;
        }
        let compared = compare(read, &row).await?;
        if wanted.is_some_and(|wanted| wanted != compared.outcome) {
            continue;
        }
        if items.len() == limit {
            more = true;
            break;
        }
        items.push(on_the_wire(row, compared, language));
    }
    let next_cursor = items.last().filter(|_| more).map(|row| row.line.to_string());
    Ok(Page { items, next_cursor, total: None })
}
