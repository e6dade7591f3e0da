//! Exporting users as a table for spreadsheets.

use shared::{AuditAction, AuditDetail, User, UserFilter, UserSort};

use super::user_query;
use crate::store::sort_key;
use crate::{Error, OperationContext, Result, StoreError, Transaction, UserPosition};

const PART: u32 = 1_000;
const HEADER: [&str; 5] = ["Display name", "User principal name", "Mail", "Language", "Conference ID"];

/// The users that match, as CSV in UTF-8 with a byte order mark. No cell can be taken for a formula.
///
/// # Errors
///
/// Only when the store fails.
pub async fn export_users(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    filter: &UserFilter,
    sort: UserSort,
) -> Result<String> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let mut rows = 0_u64;
    writer.write_record(HEADER).map_err(broken)?;
    let mut query = user_query(filter, sort, PART)?;
    loop {
        let users = transaction.users(&query).await?;
        for user in &users {
            writer.write_record(row(user)).map_err(broken)?;
        }
        rows += users.len() as u64;
        match users.last() {
            Some(last) if users.len() == PART as usize => {
                query.after = Some(UserPosition { key: sort_key(last, sort), user: last.id });
            }
            _ => break,
        }
    }
    context
        .audit(transaction, AuditAction::UsersExported, None, Some(AuditDetail::Exported { users: rows }))
        .await?;
    let bytes = writer.into_inner().map_err(broken)?;
    String::from_utf8(bytes).map_err(broken)
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

/// Spreadsheets run a cell that begins with one of these; after an apostrophe it is text. An import takes the
/// apostrophe away again.
fn as_text(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Store(StoreError::Broken(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_stays_text() {
        assert_eq!(as_text("=HYPERLINK(\"http://evil.example\")"), "'=HYPERLINK(\"http://evil.example\")");
        assert_eq!(as_text("Anna"), "Anna");
    }
}
