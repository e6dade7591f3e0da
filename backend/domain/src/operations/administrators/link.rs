//! One-time links by which passwords are set.

use std::time::Duration;

use shared::{AccountLink, AccountState, AdministratorId, AuditAction, AuditDetail, ProblemKind, Timestamp};

use super::{load, show};
use crate::operations::tokens;
use crate::{OperationContext, Result, SetUpLinkRecord, Transaction};

/// A day: whoever adds an account hands the link over by whatever way they have, and its owner may not be at work.
const LIFETIME: Duration = Duration::from_hours(24);

/// Makes the link by which the owner of an account sets a password. Older links of the account stop working; its
/// password and its sessions stay until the link is used.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such account, [`ProblemKind::AccountDisabled`] when it is disabled.
pub async fn create_account_link(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: AdministratorId,
) -> Result<AccountLink> {
    let record = load(transaction.as_read(), id, None).await?;
    match record.state {
        AccountState::Active => {}
        AccountState::Disabled => return Err(ProblemKind::AccountDisabled.into()),
    }
    let (token, expires_at) = insert(transaction, context, Some(id)).await?;
    let detail = Some(AuditDetail::Account { account: record.administrator.clone() });
    context.audit(transaction, AuditAction::AdministratorLinkMade, None, detail).await?;
    let account = show::complete(transaction.as_read(), context.now, record).await?;
    Ok(AccountLink { account, token, expires_at })
}

/// Makes the secret of a link that belongs to no account: whoever opens it chooses a name, and makes the account. Only
/// the server and its command line make such links.
///
/// # Errors
///
/// Only when the store fails.
pub async fn create_set_up_link(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
) -> Result<String> {
    let (secret, _) = insert(transaction, context, None).await?;
    context.audit(transaction, AuditAction::AdministratorLinkMade, None, None).await?;
    Ok(secret)
}

/// Makes a link in the place of the account's older ones.
pub(super) async fn insert(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    administrator: Option<AdministratorId>,
) -> Result<(String, Timestamp)> {
    if let Some(administrator) = administrator {
        transaction.delete_set_up_links_of(administrator).await?;
    }
    let secret = context.new_secret();
    let link = SetUpLinkRecord {
        secret: tokens::hash(&secret),
        administrator,
        expires_at: context.now.after(LIFETIME),
    };
    transaction.insert_set_up_link(&link).await?;
    Ok((secret, link.expires_at))
}
