//! Accounts of administrators: who has one, and what becomes of it.

mod add;
mod disable;
mod enable;
mod link;
mod list;
mod remove;
mod rename;
mod show;
mod sign_out;

pub use add::add_account;
pub use disable::disable_account;
pub use enable::enable_account;
pub use link::{create_account_link, create_set_up_link};
pub use list::list_accounts;
pub use remove::remove_account;
pub use rename::rename_account;
use shared::{Account, AdministratorId, ProblemKind, Version};
pub use show::{find_account, show_account};
pub use sign_out::sign_out_account;
use unicode_normalization::UnicodeNormalization;

use super::tokens::revoke_token;
use super::users;
use crate::{AdministratorRecord, OperationContext, Read, Result, StoreError, Transaction};

const NAME_LENGTH_MAX: usize = 64;

/// The name as it is kept, without what nobody sees.
pub(super) fn check_name(name: &str) -> Result<String> {
    users::check_name("name", &name.nfc().collect::<String>(), NAME_LENGTH_MAX)
}

/// The account, if it is as it was when it was seen.
async fn load(
    read: &mut dyn Read,
    id: AdministratorId,
    seen: Option<Version>,
) -> Result<AdministratorRecord> {
    let record = read.administrator(id).await?.ok_or(ProblemKind::NotFound)?;
    if seen.is_some_and(|seen| seen != record.version) {
        return Err(ProblemKind::VersionStale.into());
    }
    Ok(record)
}

/// Refuses what would leave nobody who can sign in.
async fn require_another(read: &mut dyn Read, record: &AdministratorRecord) -> Result<()> {
    let id = record.administrator.id;
    let is_other = |other: &AdministratorRecord| other.administrator.id != id && other.can_sign_in();
    if record.can_sign_in() && !read.administrators().await?.iter().any(is_other) {
        return Err(ProblemKind::LastAdministrator.into());
    }
    Ok(())
}

/// Revokes the API tokens that the account made and that still work.
async fn revoke_tokens_of(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    id: AdministratorId,
) -> Result<()> {
    for token in transaction.as_read().tokens().await? {
        if token.created_by == Some(id) && token.is_good(context.now) {
            revoke_token(transaction, context, token.id).await?;
        }
    }
    Ok(())
}

/// Keeps the account under its next version.
async fn save(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    record: AdministratorRecord,
) -> Result<Account> {
    let record = AdministratorRecord { version: record.version.next(), ..record };
    transaction.update_administrator(&record).await.map_err(StoreError::after_check)?;
    show::complete(transaction.as_read(), context.now, record).await
}
