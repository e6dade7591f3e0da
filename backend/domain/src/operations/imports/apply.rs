//! Doing what an import's preview shows.

use std::sync::Arc;

use shared::{
    AuditAction, AuditDetail, Import, ImportCounts, ImportId, ImportOutcome, ImportState, ImportedUser,
    ProblemKind, Provider, User, UserId, Version,
};

use super::compare::{compare, merged};
use super::parse::parse;
use super::preview::count;
use crate::operations::organizers::sign_out_organizer_everywhere;
use crate::operations::users::{give_conference_id, save};
use crate::{OperationContext, Read, Result, StoreError, Transaction, default_bridge};

/// Is told how many rows are done; when the work runs again, it begins at one again.
pub type Progress = Arc<dyn Fn(u64) + Send + Sync>;

/// The import, if it can be applied. That it is being applied is not written down: a process that dies in the
/// middle leaves it as it was.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such import, [`ProblemKind::ImportNotApplicable`] when it was
/// applied or is being applied.
pub async fn begin_import(read: &mut dyn Read, id: ImportId) -> Result<Import> {
    let import = read.import(id).await?.ok_or(ProblemKind::NotFound)?;
    match import.state {
        ImportState::Previewed | ImportState::Failed => Ok(Import { done: 0, error: None, ..import }),
        ImportState::Applying | ImportState::Applied => Err(ProblemKind::ImportNotApplicable.into()),
    }
}

/// Notes that applying an import failed; nothing of it is left, and it can be applied again. One that was applied
/// nevertheless, because its commit was done although nobody could say so, or by somebody else, stays applied.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such import.
pub async fn fail_import(transaction: &mut dyn Transaction, id: ImportId, error: String) -> Result<()> {
    let import = transaction.import(id).await?.ok_or(ProblemKind::NotFound)?;
    if import.state == ImportState::Applied {
        return Ok(());
    }
    let import = Import { state: ImportState::Failed, error: Some(error), done: 0, ..import };
    Ok(transaction.update_import(&import).await?)
}

/// Imports every good row, all in this transaction, and says what was really done: users may have changed since
/// the preview.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such import, [`ProblemKind::ImportNotApplicable`] when it was
/// applied, [`ProblemKind::ImportUnreadable`] when its file can no longer be read.
pub async fn apply_import(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: ImportId,
    progress: &Progress,
) -> Result<Import> {
    let before = transaction.import(id).await?.ok_or(ProblemKind::NotFound)?;
    if before.state == ImportState::Applied {
        return Err(ProblemKind::ImportNotApplicable.into());
    }
    let source = transaction.import_source(id).await?.ok_or(ProblemKind::NotFound)?;
    let parsed = parse(&source).map_err(|explanation| ProblemKind::ImportUnreadable { explanation })?;
    let options = before.options;
    let mut counts = ImportCounts::default();
    for (done, row) in (1_u64..).zip(parsed) {
        let compared = compare(transaction.as_read(), &row).await?;
        let outcome = compared.outcome;
        let mut enables = false;
        if let Ok(imported) = &row.user {
            let user = match (outcome, compared.existing) {
                (ImportOutcome::Changed, Some(existing)) => {
                    if existing.primary_email != imported.primary_email {
                        sign_out_organizer_everywhere(transaction, existing.id).await?;
                    }
                    save(transaction, context, merged(existing, imported)).await?
                }
                (_, Some(existing)) => existing,
                (_, None) => insert(transaction, context, imported).await?,
            };
            enables = options.enable && !user.dial_in_enabled;
            if enables {
                give_conference_id(transaction, context, user, options.send_email).await?;
            }
        }
        count(&mut counts, outcome, enables);
        progress(done);
    }
    let import = Import {
        state: ImportState::Applied,
        counts,
        done: counts.rows(),
        error: None,
        finished_at: Some(context.now),
        ..before
    };
    transaction.update_import(&import).await?;
    let detail = AuditDetail::Imported { counts };
    context.audit(transaction, AuditAction::UsersImported, None, Some(detail)).await?;
    Ok(import)
}

async fn insert(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    imported: &ImportedUser,
) -> Result<User> {
    let bridge = default_bridge(transaction).await?.id;
    let user = User {
        id: UserId::from_uuid(context.new_uuid()),
        version: Version::FIRST,
        display_name: imported.display_name.clone(),
        user_principal_name: imported.user_principal_name.clone(),
        primary_email: imported.primary_email.clone(),
        language: imported.language,
        dial_in_enabled: false,
        provider: Provider::BuiltIn,
        bridge,
        conference_id: None,
        conference_id_since: None,
        undo: None,
        latest_mail: None,
        created_at: context.now,
        updated_at: context.now,
    };
    transaction.insert_user(&user).await.map_err(StoreError::after_check)?;
    Ok(user)
}
