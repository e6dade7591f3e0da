//! Accounts of administrators: who has one, and what becomes of it.

mod add;
mod disable;
mod enable;
mod link;
mod list;
mod rename;
mod show;
mod sign_out;

pub use add::add_account;
pub use disable::disable_account;
pub use enable::enable_account;
pub use link::{create_account_link, create_set_up_link};
pub use list::list_accounts;
pub use rename::rename_account;
use shared::{Account, AdministratorId, Fault, ProblemKind, Version};
pub use show::{find_account, show_account};
pub use sign_out::sign_out_account;
use unicode_normalization::UnicodeNormalization;

use super::users::tidy;
use crate::{AdministratorRecord, Error, OperationContext, Read, Result, StoreError, Transaction};

const NAME_LENGTH_MAX: usize = 64;

/// The name as it is kept, without what nobody sees.
pub(super) fn check_name(name: &str) -> Result<String> {
    let name: String = tidy(name).nfc().collect();
    match name.chars().count() {
        0 => Err(Error::field("name", Fault::Empty)),
        length if length > NAME_LENGTH_MAX => Err(Error::field("name", Fault::LongerThan(NAME_LENGTH_MAX))),
        _ => Ok(name),
    }
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
