//! What else there is to know about a row that is imported.

use shared::{DirectoryState, ImportNote, ImportOptions, ImportedUser, User};

use super::ParsedRow;
use super::compare::Compared;
use super::damage::{is_damaged_copy, looks_damaged};
use crate::{Read, Result};

/// How many users with one address are looked at: the row's own and one more.
const ADDRESS_HOLDERS: u32 = 2;

/// The notes of a compared row; none when it is refused.
pub(super) async fn notes(
    read: &mut dyn Read,
    row: &ParsedRow,
    compared: &Compared,
    options: ImportOptions,
) -> Result<Vec<ImportNote>> {
    let (Ok(imported), None) = (&row.user, &compared.refusal) else { return Ok(Vec::new()) };
    let existing = compared.existing.as_ref();
    let mut notes: Vec<ImportNote> = of_state(imported, existing, options).into_iter().collect();
    notes.extend(imported.unknown_state.clone().map(ImportNote::UnknownState));
    notes.extend(imported.unknown_language.clone().map(ImportNote::UnknownLanguage));
    notes.extend(imported.unknown_country.clone().map(ImportNote::UnknownCountry));
    if imported.unusable_directory_id {
        notes.push(ImportNote::UnusableDirectoryId);
    }
    if let Some(step) = &compared.provider {
        notes.extend(step.keeps_zeros.then_some(ImportNote::PasscodeZerosKept));
        let has_id = existing.is_some_and(|user| user.conference_id.is_some());
        notes.extend(has_id.then_some(ImportNote::ProviderRetiresId));
    }
    if existing.is_some_and(|user| is_damaged_copy(&imported.display_name, &user.display_name)) {
        notes.push(ImportNote::NameKept);
    } else if row.text.iter().any(|text| looks_damaged(text)) {
        notes.push(ImportNote::DamagedName);
    }
    if let Some(line) = row.same_address {
        notes.push(ImportNote::AddressOfEarlierRow { line });
        return Ok(notes);
    }
    let holders = read.users_by_primary_email(&imported.primary_email, ADDRESS_HOLDERS).await?;
    let other = holders.into_iter().find(|holder| existing.is_none_or(|user| user.id != holder.id));
    notes.extend(other.map(|other| ImportNote::SharedAddress { other: other.display_name }));
    Ok(notes)
}

/// What the account's state means for the user.
fn of_state(imported: &ImportedUser, existing: Option<&User>, options: ImportOptions) -> Option<ImportNote> {
    let is_enabled = existing.is_some_and(|user| user.dial_in_enabled);
    match imported.state {
        DirectoryState::Active => None,
        state if is_enabled => Some(ImportNote::ProposedForDisabling(state)),
        DirectoryState::Blocked => options.enable.then_some(ImportNote::Blocked),
        DirectoryState::Deleted => Some(ImportNote::Deleted),
    }
}
