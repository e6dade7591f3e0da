//! Importing one row.

use shared::{ImportChange, ImportOutcome, ImportedUser, Provider, User, UserId, Version};

use super::ParsedRow;
use super::compare::{Compared, compare, merged};
use crate::operations::organizers::sign_out_organizer_everywhere;
use crate::operations::users::save;
use crate::{OperationContext, Result, StoreError, Transaction, default_bridge};

/// What importing a row did.
pub(crate) struct ImportedRow {
    pub(crate) outcome: ImportOutcome,
    /// The user as it is now; none when the row was refused.
    pub(crate) user: Option<User>,
    pub(crate) changes: Vec<ImportChange>,
}

/// Imports a row as it compares with the store now: users may have changed since the preview.
pub(crate) async fn import_row(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    row: &ParsedRow,
) -> Result<ImportedRow> {
    let Compared { outcome, existing, changes } = compare(transaction.as_read(), row).await?;
    let Ok(imported) = &row.user else { return Ok(ImportedRow { outcome, user: None, changes }) };
    let user = match (outcome, existing) {
        (ImportOutcome::Changed, Some(existing)) => {
            if existing.primary_email != imported.primary_email {
                sign_out_organizer_everywhere(transaction, existing.id).await?;
            }
            save(transaction, context, merged(existing, imported)).await?
        }
        (_, Some(existing)) => existing,
        (_, None) => insert(transaction, context, imported).await?,
    };
    Ok(ImportedRow { outcome, user: Some(user), changes })
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
