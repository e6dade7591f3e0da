//! Adding an account.

use shared::{
    AccountLink, AccountState, Administrator, AdministratorId, AuditAction, AuditDetail, ProblemKind, Role,
    Version,
};

use super::link::insert;
use super::{check_name, show};
use crate::{AdministratorRecord, OperationContext, Result, StoreError, Transaction};

/// Adds an account without a password, and makes the link by which its owner sets one. So nobody ever knows somebody
/// else's password.
///
/// # Errors
///
/// A fault of the field `name`; [`ProblemKind::NameTaken`] when another account has the name.
pub async fn add_account(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    name: &str,
) -> Result<AccountLink> {
    let name = check_name(name)?;
    if transaction.administrator_by_name(&name).await?.is_some() {
        return Err(ProblemKind::NameTaken.into());
    }
    let record = AdministratorRecord {
        administrator: Administrator { id: AdministratorId::from_uuid(context.new_uuid()), name },
        role: Role::Administrator,
        state: AccountState::Active,
        version: Version::FIRST,
        password_hash: None,
        created_at: context.now,
        signed_in_at: None,
    };
    transaction.insert_administrator(&record).await.map_err(StoreError::after_check)?;
    let detail = Some(AuditDetail::Account { account: record.administrator.clone() });
    context.audit(transaction, AuditAction::AdministratorCreated, None, detail).await?;
    let (token, expires_at) = insert(transaction, context, Some(record.administrator.id)).await?;
    let account = show::complete(transaction.as_read(), context.now, record).await?;
    Ok(AccountLink { account, token, expires_at })
}
