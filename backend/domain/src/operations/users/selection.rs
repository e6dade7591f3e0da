//! Whom an act on many users means.

use std::collections::HashSet;

use shared::{DialInFilter, SelectionCounts, UserFilter, UserId, UserSelection, UserSort};

use super::user_query;
use crate::{Read, Result};

/// Each user once, in the order of the list.
pub(crate) fn each_once(users: &[UserId]) -> Vec<UserId> {
    let mut seen = HashSet::new();
    users.iter().copied().filter(|user| seen.insert(*user)).collect()
}

/// Counts the users of a selection.
///
/// # Errors
///
/// The fault of the filter's text.
pub async fn count_selection(read: &mut dyn Read, selection: &UserSelection) -> Result<SelectionCounts> {
    let mut counts = SelectionCounts::default();
    match selection {
        UserSelection::Ids(users) => {
            for user in each_once(users) {
                match read.user(user).await? {
                    Some(user) if user.dial_in_enabled => {
                        counts.enabled += 1;
                        let connection = read.calendar_connection(user.id).await?;
                        counts.connected_calendars += u64::from(connection.is_some());
                    }
                    Some(_) => counts.not_enabled += 1,
                    None => counts.missing += 1,
                }
            }
        }
        UserSelection::Matching(filter) => {
            for dial_in in [DialInFilter::Enabled, DialInFilter::Disabled] {
                let narrowed = UserFilter { dial_in: Some(dial_in), ..filter.clone() };
                let query = user_query(&narrowed, UserSort::default(), 1)?;
                if filter.dial_in.is_some_and(|wanted| wanted != dial_in) {
                    continue;
                }
                let count = read.count_users(&query).await?;
                match dial_in {
                    DialInFilter::Enabled => {
                        counts.enabled = count;
                        counts.connected_calendars = read.count_calendar_connections(&query).await?;
                    }
                    DialInFilter::Disabled => counts.not_enabled = count,
                }
            }
        }
    }
    Ok(counts)
}
