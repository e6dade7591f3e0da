//! What a row would change.

use shared::{
    BridgeId, CountryCode, Describe, DirectoryId, DirectoryState, ImportChange, ImportNote, ImportOutcome,
    ImportRefusal, ImportRow, ImportedUser, Language, PhoneNumber, Timestamp, User, UserId,
};

use uuid::Uuid;

use super::ParsedRow;
use super::damage::is_damaged_copy;
use super::identity::candidates;
use super::provider::{ProviderStep, change, provider_step};
use crate::operations::users::with_numbers_of_country;
use crate::{Read, Result, default_bridge};

/// A row beside the user it is about.
pub(super) struct Compared {
    pub(super) outcome: ImportOutcome,
    /// Why it is refused.
    pub(super) refusal: Option<ImportRefusal>,
    /// The user as it is, if it exists.
    pub(super) existing: Option<User>,
    pub(super) changes: Vec<ImportChange>,
    /// What it does to the user's provider.
    pub(super) provider: Option<ProviderStep>,
}

impl Compared {
    const fn refused(refusal: ImportRefusal) -> Self {
        Self {
            outcome: ImportOutcome::Refused,
            refusal: Some(refusal),
            existing: None,
            changes: Vec::new(),
            provider: None,
        }
    }

    /// Whether the row has the user enabled.
    pub(super) fn enables(&self, row: &ParsedRow) -> bool {
        let is_active = row.user.as_ref().is_ok_and(|user| user.state == DirectoryState::Active);
        let is_enabled = self.existing.as_ref().is_some_and(|user| user.dial_in_enabled);
        let is_third_party = self.provider.is_some()
            || self.existing.as_ref().is_some_and(|user| user.provider.is_third_party());
        self.refusal.is_none() && is_active && !is_enabled && !is_third_party
    }
}

/// Compares a row with the store.
pub(super) async fn compare(read: &mut dyn Read, row: &ParsedRow) -> Result<Compared> {
    let imported = match &row.user {
        Ok(imported) => imported,
        Err(refusal) => return Ok(Compared::refused(refusal.clone())),
    };
    let directory_id = imported.directory_id.as_ref();
    let candidates = candidates(read, directory_id, &imported.user_principal_name).await?;
    let existing = match candidates.choose(directory_id) {
        Ok(Some(existing)) => existing,
        Ok(None) if imported.state == DirectoryState::Deleted => {
            return Ok(Compared::refused(ImportRefusal::DeletedInDirectory));
        }
        Ok(None) => {
            // Everything of a new user is new; told is only what the file does not say itself.
            let bridge = default_bridge(read).await?.id;
            let changes = match imported.country {
                Some(_) => {
                    numbers_of_new_user(&with_numbers_of_country(read, unnamed(imported, bridge)).await?)
                }
                None => Vec::new(),
            };
            let provider = match provider_step(read, None, imported).await? {
                Ok(step) => step,
                Err(refusal) => return Ok(Compared::refused(ImportRefusal::Provider(refusal))),
            };
            let outcome = ImportOutcome::New;
            return Ok(Compared { outcome, refusal: None, existing: None, changes, provider });
        }
        Err(refusal) => return Ok(Compared::refused(refusal)),
    };
    let after = merged(read, existing.clone(), imported).await?;
    let provider = match provider_step(read, Some(&existing), imported).await? {
        Ok(step) => step,
        Err(refusal) => return Ok(Compared::refused(ImportRefusal::Provider(refusal))),
    };
    let mut changes = differences(&existing, &after);
    changes.extend(provider.as_ref().and_then(|step| change(&existing, step)));
    let outcome = if changes.is_empty() { ImportOutcome::Unchanged } else { ImportOutcome::Changed };
    Ok(Compared { outcome, refusal: None, existing: Some(existing), changes, provider })
}

fn differences(before: &User, after: &User) -> Vec<ImportChange> {
    let country = |country: Option<CountryCode>| country.map(|code| code.to_string()).unwrap_or_default();
    let number =
        |number: &Option<PhoneNumber>| number.as_ref().map(PhoneNumber::to_string).unwrap_or_default();
    let tag =
        |language: Option<Language>| language.map(|language| language.tag().to_owned()).unwrap_or_default();
    let id = |id: &Option<DirectoryId>| id.as_ref().map(DirectoryId::to_string).unwrap_or_default();
    [
        ("displayName", before.display_name.clone(), after.display_name.clone()),
        ("userPrincipalName", before.user_principal_name.to_string(), after.user_principal_name.to_string()),
        ("primaryEmail", before.primary_email.to_string(), after.primary_email.to_string()),
        ("directoryId", id(&before.directory_id), id(&after.directory_id)),
        ("language", tag(before.language), tag(after.language)),
        ("country", country(before.country), country(after.country)),
        ("tollNumber", number(&before.toll_number), number(&after.toll_number)),
        ("tollFreeNumber", number(&before.toll_free_number), number(&after.toll_free_number)),
    ]
    .into_iter()
    .filter(|(_, before, after)| before != after)
    .map(|(field, before, after)| ImportChange { field: field.to_owned(), before, after })
    .collect()
}

/// A new user as the file describes it, before it has an identifier.
fn unnamed(imported: &ImportedUser, bridge: BridgeId) -> User {
    new_user(imported, UserId::from_uuid(Uuid::nil()), bridge, Timestamp::from_milliseconds(0))
}

/// A new user as the file describes it.
pub(super) fn new_user(imported: &ImportedUser, id: UserId, bridge: BridgeId, now: Timestamp) -> User {
    User {
        directory_id: imported.directory_id.clone(),
        language: imported.language,
        country: imported.country,
        ..User::new(
            id,
            imported.display_name.clone(),
            imported.user_principal_name.clone(),
            imported.primary_email.clone(),
            bridge,
            now,
        )
    }
}

/// The numbers that a new user gets, as changes.
fn numbers_of_new_user(user: &User) -> Vec<ImportChange> {
    let without = User { toll_number: None, toll_free_number: None, ..user.clone() };
    differences(&without, user)
}

/// The user after the import. What a file does not say stays as it is: language, country and identifier. Who has a
/// country by the file and no number of their own gets the bridge's in that country. A principal name that is
/// only written in another way stays too, and so does a good name that the file has with question marks. Directories
/// change the names of deleted accounts, so such a row changes nothing.
pub(super) async fn merged(read: &mut dyn Read, existing: User, imported: &ImportedUser) -> Result<User> {
    if imported.state == DirectoryState::Deleted {
        return Ok(existing);
    }
    let is_same_name = existing.user_principal_name.folded() == imported.user_principal_name.folded();
    let is_damaged = is_damaged_copy(&imported.display_name, &existing.display_name);
    let user = User {
        display_name: if is_damaged { existing.display_name } else { imported.display_name.clone() },
        user_principal_name: if is_same_name {
            existing.user_principal_name
        } else {
            imported.user_principal_name.clone()
        },
        primary_email: imported.primary_email.clone(),
        directory_id: imported.directory_id.clone().or(existing.directory_id),
        language: imported.language.or(existing.language),
        country: imported.country.or(existing.country),
        ..existing
    };
    if imported.country.is_some() { with_numbers_of_country(read, user).await } else { Ok(user) }
}

/// A compared row as it travels.
pub(super) fn on_the_wire(
    row: ParsedRow,
    compared: Compared,
    notes: &[ImportNote],
    language: Language,
) -> ImportRow {
    let [display_name, user_principal_name, primary_email] = row.text;
    let refusal = compared.refusal.as_ref();
    ImportRow {
        line: Some(row.line),
        outcome: compared.outcome,
        display_name,
        user_principal_name,
        primary_email,
        changes: compared.changes,
        reason: refusal.map(|refusal| refusal.describe(language)),
        reason_code: refusal.map(|refusal| refusal.code().to_owned()),
        note: told(notes, language),
        note_codes: notes.iter().map(|note| note.code().to_owned()).collect(),
        proposed: is_proposed(notes),
    }
}

/// An enabled user that is missing from the file, as it travels.
pub(super) fn missing_on_the_wire(user: User, language: Language) -> ImportRow {
    let notes = [ImportNote::Missing];
    ImportRow {
        line: None,
        outcome: ImportOutcome::Missing,
        display_name: user.display_name,
        user_principal_name: user.user_principal_name.to_string(),
        primary_email: user.primary_email.to_string(),
        changes: Vec::new(),
        reason: None,
        reason_code: None,
        note: told(&notes, language),
        note_codes: notes.iter().map(|note| note.code().to_owned()).collect(),
        proposed: true,
    }
}

/// Whether one of them proposes the user for disabling.
pub(super) fn is_proposed(notes: &[ImportNote]) -> bool {
    notes.iter().any(|note| matches!(note, ImportNote::ProposedForDisabling(_) | ImportNote::Missing))
}

fn told(notes: &[ImportNote], language: Language) -> Option<String> {
    let sentences: Vec<String> = notes.iter().map(|note| note.describe(language)).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}
