//! Exporting users for programs.

use shared::{UserFilter, UserSort};

use super::sheet::json_lines;
use super::{ExportSink, PART};
use crate::operations::users::user_query;
use crate::store::sort_key;
use crate::{Read, Result, UserPosition};

/// The users that match, as the API shows them, one on each line.
///
/// # Errors
///
/// The fault of the filter's text, or what the store or the sink says.
pub async fn export_users_as_json(
    read: &mut dyn Read,
    filter: &UserFilter,
    sort: UserSort,
    sink: &mut dyn ExportSink,
) -> Result<()> {
    let mut query = user_query(filter, sort, PART)?;
    loop {
        let users = read.users(&query).await?;
        sink.take(json_lines(&users)?).await?;
        match users.last() {
            Some(last) if users.len() == PART as usize => {
                query.after = Some(UserPosition { key: sort_key(last, sort), user: last.id });
            }
            _ => return Ok(()),
        }
    }
}
