//! What a row would change.

use shared::{Describe, ImportChange, ImportOutcome, ImportRow, ImportedUser, Language, User};

use super::ParsedRow;
use crate::{Read, Result};

/// A row beside the user it is about.
pub(super) struct Compared {
    pub(super) outcome: ImportOutcome,
    /// The user as it is, if it exists.
    pub(super) existing: Option<User>,
    pub(super) changes: Vec<ImportChange>,
}

/// Compares a row with the store.
pub(super) async fn compare(read: &mut dyn Read, row: &ParsedRow) -> Result<Compared> {
    let Ok(imported) = &row.user else {
        return Ok(Compared { outcome: ImportOutcome::Refused, existing: None, changes: Vec::new() });
    };
    let Some(existing) = read.user_by_principal_name(&imported.user_principal_name).await? else {
        return Ok(Compared { outcome: ImportOutcome::New, existing: None, changes: Vec::new() });
    };
    let changes = differences(&existing, imported);
    let outcome = if changes.is_empty() { ImportOutcome::Unchanged } else { ImportOutcome::Changed };
    Ok(Compared { outcome, existing: Some(existing), changes })
}

/// What differs. A file without a language leaves the user's.
fn differences(existing: &User, imported: &ImportedUser) -> Vec<ImportChange> {
    let tag =
        |language: Option<Language>| language.map(|language| language.tag().to_owned()).unwrap_or_default();
    let language = imported.language.or(existing.language);
    [
        ("displayName", existing.display_name.clone(), imported.display_name.clone()),
        ("primaryEmail", existing.primary_email.to_string(), imported.primary_email.to_string()),
        ("language", tag(existing.language), tag(language)),
    ]
    .into_iter()
    .filter(|(_, before, after)| before != after)
    .map(|(field, before, after)| ImportChange { field: field.to_owned(), before, after })
    .collect()
}

/// The user after the import.
pub(super) fn merged(existing: User, imported: &ImportedUser) -> User {
    User {
        display_name: imported.display_name.clone(),
        primary_email: imported.primary_email.clone(),
        language: imported.language.or(existing.language),
        ..existing
    }
}

/// A compared row as it travels.
pub(super) fn on_the_wire(row: ParsedRow, compared: Compared, language: Language) -> ImportRow {
    let [display_name, user_principal_name, primary_email] = row.text;
    let refusal = row.user.as_ref().err();
    let note =
        row.user.as_ref().ok().and_then(|user| user.unknown_language.as_deref()).map(|tag| match language {
            Language::En => {
                format!("The language “{tag}” is not supported; emails use the organisation's language.")
            }
            Language::Sv => {
                format!("Språket ”{tag}” stöds inte; meddelanden skrivs på organisationens språk.")
            }
        });
    ImportRow {
        line: row.line,
        outcome: compared.outcome,
        display_name,
        user_principal_name,
        primary_email,
        changes: compared.changes,
        reason: refusal.map(|refusal| refusal.describe(language)),
        reason_code: refusal.map(|refusal| refusal.code().to_owned()),
        note,
    }
}
