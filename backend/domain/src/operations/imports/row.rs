//! Importing one row.

use shared::{DirectoryState, ImportChange, ImportOutcome, ImportRefusal, ImportedUser, User, UserId};

use super::ParsedRow;
use super::compare::{Compared, compare, merged, new_user};
use crate::operations::organizers::sign_out_organizer_everywhere;
use crate::operations::providers::become_third_party;
use crate::operations::users::{save, with_numbers_of_country};
use crate::{OperationContext, Result, StoreError, Transaction, default_bridge};

/// What importing a row did.
pub(crate) struct ImportedRow {
    pub(crate) outcome: ImportOutcome,
    /// The user as it is now; none when the row was refused.
    pub(crate) user: Option<User>,
    /// Why it was refused.
    pub(crate) refusal: Option<ImportRefusal>,
    pub(crate) changes: Vec<ImportChange>,
    /// Whether the account can be used.
    pub(crate) state: DirectoryState,
}

/// Imports a row as it compares with the store now: users may have changed since the preview.
pub(crate) async fn import_row(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    row: &ParsedRow,
    send_email: Option<bool>,
) -> Result<ImportedRow> {
    let Compared { outcome, refusal, existing, changes, provider } =
        compare(transaction.as_read(), row).await?;
    let (Ok(imported), None) = (&row.user, &refusal) else {
        let state = DirectoryState::Active;
        return Ok(ImportedRow { outcome, user: None, refusal, changes, state });
    };
    let state = imported.state;
    let user = match (outcome, existing) {
        (ImportOutcome::Changed, Some(existing)) => {
            let after = merged(transaction.as_read(), existing.clone(), imported).await?;
            if existing.primary_email != after.primary_email
                || existing.user_principal_name != after.user_principal_name
            {
                sign_out_organizer_everywhere(transaction, existing.id).await?;
            }
            if after == existing { after } else { save(transaction, context, after).await? }
        }
        (_, Some(existing)) => existing,
        (_, None) => insert(transaction, context, imported).await?,
    };
    let user = match provider {
        Some(step) => become_third_party(transaction, context, user, step.profiles, None, send_email).await?,
        None => user,
    };
    Ok(ImportedRow { outcome, user: Some(user), refusal: None, changes, state })
}

async fn insert(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    imported: &ImportedUser,
) -> Result<User> {
    let bridge = default_bridge(transaction).await?.id;
    let id = UserId::from_uuid(context.new_uuid());
    let user = new_user(imported, id, bridge, context.now);
    let user = with_numbers_of_country(transaction.as_read(), user).await?;
    transaction.insert_user(&user).await.map_err(StoreError::after_check)?;
    Ok(user)
}
