//! All accounts.

use shared::{Account, Timestamp};

use super::show::shown;
use crate::{Read, Result};

/// All accounts, by their names.
///
/// # Errors
///
/// Only when the store fails.
pub async fn list_accounts(read: &mut dyn Read, now: Timestamp) -> Result<Vec<Account>> {
    let (sessions, tokens) = (read.sessions().await?, read.tokens().await?);
    let records = read.administrators().await?.into_iter();
    Ok(records.map(|record| shown(record, now, &sessions, &tokens)).collect())
}
