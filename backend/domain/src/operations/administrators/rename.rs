//! Renaming an account.

use shared::{
    Account, AdministratorId, AuditAction, AuditDetail, AuditField, FieldChange, ProblemKind, Version,
};

use super::{check_name, load, save, show};
use crate::{OperationContext, Result, Transaction};

/// Gives an account another name. Its sessions, its password and its links stay. With the same name it keeps its version.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such account, [`ProblemKind::VersionStale`] when it has changed since
/// `seen`, [`ProblemKind::NameTaken`] when another account has the name, a fault of the field `name`.
pub async fn rename_account(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: AdministratorId,
    seen: Option<Version>,
    name: &str,
) -> Result<Account> {
    let name = check_name(name)?;
    let mut record = load(transaction.as_read(), id, seen).await?;
    if record.administrator.name == name {
        return show::complete(transaction.as_read(), context.now, record).await;
    }
    let holder = transaction.administrator_by_name(&name).await?;
    if holder.is_some_and(|holder| holder.administrator.id != id) {
        return Err(ProblemKind::NameTaken.into());
    }
    let before = &record.administrator.name;
    let field = FieldChange::of(AuditField::AccountName, Some(before), Some(&name));
    let detail = AuditDetail::Changes { fields: field.into_iter().collect() };
    record.administrator.name = name;
    let account = save(transaction, context, record).await?;
    context.audit(transaction, AuditAction::AdministratorRenamed, None, Some(detail)).await?;
    Ok(account)
}
