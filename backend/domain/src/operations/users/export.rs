//! Exporting users as a table for spreadsheets.

use async_trait::async_trait;
use shared::{AuditAction, AuditDetail, User, UserFilter, UserSort};

use super::user_query;
use crate::operations::table::{as_text, csv_rows};
use crate::store::sort_key;
use crate::{OperationContext, Read, Result, Transaction, UserPosition};

const PART: u32 = 1_000;
const HEADER: [&str; 5] = ["Display name", "User principal name", "Mail", "Language", "Conference ID"];

/// Takes the parts of a table, one after the other.
#[async_trait]
pub trait TableSink: Send {
    /// Takes a part.
    ///
    /// # Errors
    ///
    /// When nobody wants the rest, or it is wanted too slowly.
    async fn take(&mut self, part: String) -> Result<()>;
}

/// Notes in the audit log that the users of this filter are exported, and how many there are.
///
/// # Errors
///
/// The fault of the filter's text.
pub async fn begin_export(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    count: u64,
) -> Result<()> {
    context
        .audit(transaction, AuditAction::UsersExported, None, Some(AuditDetail::Exported { users: count }))
        .await
}

/// How many users an export has.
///
/// # Errors
///
/// The fault of the filter's text.
pub async fn count_export(read: &mut dyn Read, filter: &UserFilter) -> Result<u64> {
    Ok(read.count_users(&user_query(filter, UserSort::default(), PART)?).await?)
}

/// The users that match, as CSV in UTF-8 with a byte order mark, in parts. No cell can be taken for a formula.
///
/// # Errors
///
/// The fault of the filter's text, or what the sink says.
pub async fn export_users(
    read: &mut dyn Read,
    filter: &UserFilter,
    sort: UserSort,
    sink: &mut dyn TableSink,
) -> Result<()> {
    let mut query = user_query(filter, sort, PART)?;
    let mut part = format!("\u{feff}{}", csv_rows([HEADER])?);
    loop {
        let users = read.users(&query).await?;
        part.push_str(&csv_rows(users.iter().map(row))?);
        sink.take(std::mem::take(&mut part)).await?;
        match users.last() {
            Some(last) if users.len() == PART as usize => {
                query.after = Some(UserPosition { key: sort_key(last, sort), user: last.id });
            }
            _ => return Ok(()),
        }
    }
}

fn row(user: &User) -> [String; 5] {
    [
        as_text(&user.display_name),
        as_text(user.user_principal_name.as_str()),
        as_text(user.primary_email.as_str()),
        user.language.map(|language| language.tag().to_owned()).unwrap_or_default(),
        user.conference_id.map(|id| id.to_string()).unwrap_or_default(),
    ]
}
