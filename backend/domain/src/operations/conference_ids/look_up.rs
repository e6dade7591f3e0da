//! Looking up a conference ID: whose it is, and whose it was.

use shared::{Assignment, ConferenceId, ConferenceIdReport, ConferenceIdStatus, Timestamp, UserId};

use crate::operations::users::load;
use crate::{Read, Result};

/// What is known of an ID.
///
/// # Errors
///
/// Only when the store fails: an ID that nobody has is an answer too.
pub async fn look_up(read: &mut dyn Read, now: Timestamp, id: ConferenceId) -> Result<ConferenceIdReport> {
    let entry = read.ledger_entry(id).await?;
    let quarantined_until = entry.and_then(|entry| entry.quarantined_until).filter(|until| *until > now);
    let status = match entry {
        Some(entry) if entry.quarantined_until.is_none() => ConferenceIdStatus::Assigned,
        Some(_) if quarantined_until.is_some() => ConferenceIdStatus::Quarantined,
        _ if read.is_never_drawn(id).await? => ConferenceIdStatus::NeverDrawn,
        _ => ConferenceIdStatus::Free,
    };
    let history = read.assignments_of_conference_id(id).await?;
    Ok(ConferenceIdReport { conference_id: id, status, quarantined_until, history })
}

/// Every period in which an ID belonged to the user, newest first.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user and none was removed.
pub async fn user_history(read: &mut dyn Read, user: UserId) -> Result<Vec<Assignment>> {
    if read.removed_user(user).await?.is_none() {
        load(read, user).await?;
    }
    Ok(read.assignments_of_user(user).await?)
}
