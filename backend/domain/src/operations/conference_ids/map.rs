//! From the digits a caller has entered to the conference room.

use shared::ConferenceId;

use crate::{Read, Result};

/// The conference room that callers with this ID are put into, `room@domain`; `None` for an ID that does not
/// work, for whatever reason.
///
/// The room is named after the user's identifier: it stays the same when the ID is reset, and it tells a caller
/// nothing about the organizer.
///
/// # Errors
///
/// Only when the store fails.
pub async fn conference_of(read: &mut dyn Read, id: ConferenceId) -> Result<Option<String>> {
    let Some(entry) = read.ledger_entry(id).await?.filter(|entry| entry.quarantined_until.is_none()) else {
        return Ok(None);
    };
    let domain = read.settings().await?.conference_domain;
    Ok(Some(format!("{}@{domain}", entry.user.uuid().simple())))
}
