//! Reading the audit log.

use shared::{AuditEntry, AuditFilter, Describe as _, Language, Page, PageRequest, ProblemKind};

use crate::{AuditQuery, Read, Result};

/// A part of the entries that match, newest first, with their sentences in this language.
///
/// # Errors
///
/// [`ProblemKind::InvalidCursor`] when the cursor is not one that Konfid gave out.
pub async fn list_audit(
    read: &mut dyn Read,
    filter: AuditFilter,
    page: &PageRequest,
    language: Language,
) -> Result<Page<AuditEntry>> {
    let limit = page.checked_limit()?;
    let before = match page.cursor.as_deref() {
        Some(cursor) => Some(cursor.parse().map_err(|_| ProblemKind::InvalidCursor)?),
        None => None,
    };
    let mut items = read.audit(&AuditQuery { filter, before, limit: limit + 1 }).await?;
    let more = items.len() > limit as usize;
    items.truncate(limit as usize);
    for entry in &mut items {
        entry.text = entry.detail.as_ref().map(|detail| detail.describe(language));
    }
    let next_cursor = items.last().filter(|_| more).map(|entry| entry.id.to_string());
    Ok(Page { items, next_cursor, total: None })
}
