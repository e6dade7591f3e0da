//! Enabled users that a file does not speak of.

use std::collections::HashSet;

use shared::{DialInFilter, UserFilter, UserId, UserSort};

use crate::operations::users::user_query;
use crate::store::sort_key;
use crate::{Application, Result, UserPosition};

/// How many users are read in one snapshot.
const USERS_READ: u32 = 1_000;

/// The enabled users that were not seen, in the order of their names, and how many are enabled. They are read a part in
/// each snapshot: whoever is enabled meanwhile may be seen or not.
pub(super) async fn missing_users(
    application: &Application,
    seen: &HashSet<UserId>,
) -> Result<(Vec<UserId>, u64)> {
    let filter = UserFilter { dial_in: Some(DialInFilter::Enabled), ..UserFilter::default() };
    let mut query = user_query(&filter, UserSort::default(), USERS_READ)?;
    let (mut missing, mut enabled) = (Vec::new(), 0);
    loop {
        let part = query.clone();
        let read = application.in_snapshot(move |read| Box::pin(async move { Ok(read.users(&part).await?) }));
        let users = read.await?;
        enabled += users.len() as u64;
        missing.extend(users.iter().map(|user| user.id).filter(|user| !seen.contains(user)));
        match users.last() {
            Some(last) if users.len() == USERS_READ as usize => {
                query.after = Some(UserPosition { key: sort_key(last, query.sort), user: last.id });
            }
            _ => return Ok((missing, enabled)),
        }
    }
}
