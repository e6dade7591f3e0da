//! From the digits a caller has entered to the conference room.

use shared::{BridgeId, ConferenceId, IdOwner};

use crate::{Read, Result};

/// The conference room that callers of this bridge with this ID are put into, `room@domain`; `None` for an ID that does
/// not work, for whatever reason.
///
/// The room is named after the owner's identifier: it stays the same when the ID is reset, and it tells a caller
/// nothing about the organizer.
///
/// # Errors
///
/// Only when the store fails.
pub async fn conference_of(
    read: &mut dyn Read,
    bridge: BridgeId,
    id: ConferenceId,
) -> Result<Option<String>> {
    let live = read.ledger_entry(bridge, id).await?.filter(|entry| entry.quarantined_until.is_none());
    let room = match live.map(|entry| entry.owner) {
        Some(IdOwner::User(user)) => user.uuid(),
        Some(IdOwner::Meeting(meeting)) => meeting.uuid(),
        Some(IdOwner::Room(room)) => room.uuid(),
        Some(IdOwner::Reservation(_)) | None => return Ok(None),
    };
    let domain = read.settings().await?.conference_domain;
    Ok(Some(format!("{}@{domain}", room.simple())))
}
