//! Reading the audit log.

use shared::{
    AuditEntry, AuditEntryId, AuditFilter, Describe as _, Language, Page, PageRequest, ProblemKind,
};

use super::statistics::first_entry;
use super::table::{as_text, csv_rows};
use crate::search::{contains_terms, search_terms};
use crate::{AuditQuery, Read, Result};

/// How many entries one look at the store takes while words are looked for.
const ENTRIES: u32 = 500;
/// How many entries one request looks at, so that words that occur nowhere keep nobody waiting.
const ENTRIES_MAX: u32 = 20_000;
/// How many lines one part of the table has at most.
const TABLE_PART: u32 = 1_000;

/// A part of the entries that match, newest first, with their sentences in this language. With words to look for it can
/// be short and say all the same that there is more: then nothing else was found among the entries that were looked at.
///
/// # Errors
///
/// [`ProblemKind::InvalidCursor`] when the cursor is not one that Konfid gave out.
pub async fn list_audit(
    read: &mut dyn Read,
    filter: &AuditFilter,
    page: &PageRequest,
    language: Language,
) -> Result<Page<AuditEntry>> {
    let limit = page.checked_limit()?;
    let before = match page.cursor.as_deref() {
        Some(cursor) => Some(cursor.parse().map_err(|_| ProblemKind::InvalidCursor)?),
        None => None,
    };
    let (items, next) = find(read, filter, before, limit, language).await?;
    Ok(Page { items, next_cursor: next.map(|entry| entry.to_string()), total: None })
}

/// The entries that match, and the one behind which to go on, if there may be more.
async fn find(
    read: &mut dyn Read,
    filter: &AuditFilter,
    before: Option<AuditEntryId>,
    limit: u32,
    language: Language,
) -> Result<(Vec<AuditEntry>, Option<AuditEntryId>)> {
    let terms = filter.q.as_deref().map(search_terms).unwrap_or_default();
    let end = filter.before.map(first_entry);
    let mut query = AuditQuery {
        user: filter.user,
        action: filter.action,
        job: filter.job,
        folded: filter.folded,
        from: filter.from.map(first_entry),
        before: before.into_iter().chain(end).min(),
        limit: if terms.is_empty() { limit + 1 } else { ENTRIES },
    };
    let mut found: Vec<AuditEntry> = Vec::new();
    let mut seen = 0;
    loop {
        let entries = read.audit(&query).await?;
        let is_last = entries.len() < query.limit as usize;
        seen += query.limit;
        for mut entry in entries {
            if found.len() == limit as usize {
                return Ok((found, query.before));
            }
            query.before = Some(entry.id);
            tell(&mut entry, language);
            if terms.is_empty() || contains_terms(&words(&entry, language), &terms) {
                found.push(entry);
            }
        }
        if is_last {
            return Ok((found, None));
        }
        if seen >= ENTRIES_MAX {
            return Ok((found, query.before));
        }
    }
}

/// Puts an entry into words.
pub(super) fn tell(entry: &mut AuditEntry, language: Language) {
    entry.text = entry.detail.as_ref().map(|detail| detail.describe(language));
    entry.what = Some(entry.action.describe(language));
}

/// What an entry says: everything that the page shows of it.
fn words(entry: &AuditEntry, language: Language) -> String {
    let actor = entry.actor.describe(language);
    let parts = [Some(&actor), entry.what.as_ref(), entry.user_display_name.as_ref(), entry.text.as_ref()];
    parts.into_iter().flatten().cloned().collect::<Vec<_>>().join("\n")
}

/// The first line of the table.
///
/// # Errors
///
/// Only when it cannot be written, which does not happen.
pub fn audit_header(language: Language) -> Result<String> {
    let header = match language {
        Language::En => ["When (UTC)", "Who", "What", "User", "Details"],
        Language::Sv => ["När (UTC)", "Vem", "Vad", "Användare", "Detaljer"],
    };
    Ok(format!("\u{feff}{}", csv_rows([header])?))
}

/// The lines behind this entry, and where to go on if there may be more. Each part is read by itself, so nobody who reads
/// slowly holds anything.
///
/// # Errors
///
/// Only when the store fails.
pub async fn audit_table(
    read: &mut dyn Read,
    filter: &AuditFilter,
    before: Option<AuditEntryId>,
    language: Language,
) -> Result<(String, Option<AuditEntryId>)> {
    let (entries, next) = find(read, filter, before, TABLE_PART, language).await?;
    Ok((csv_rows(entries.iter().map(|entry| cells(entry, language)))?, next))
}

fn cells(entry: &AuditEntry, language: Language) -> [String; 5] {
    [
        entry.at.to_string(),
        as_text(&entry.actor.describe(language)),
        entry.what.clone().unwrap_or_default(),
        as_text(&user_name(entry, language)),
        as_text(entry.text.as_deref().unwrap_or_default()),
    ]
}

/// To whom it was done.
fn user_name(entry: &AuditEntry, language: Language) -> String {
    let removed = match language {
        Language::En => "removed user",
        Language::Sv => "borttagen användare",
    };
    match &entry.user_display_name {
        Some(name) if entry.user_removed => format!("{name} ({removed})"),
        Some(name) => name.clone(),
        None if entry.user_removed => removed.to_owned(),
        None => String::new(),
    }
}
