//! From the digits a caller has entered to the conference room.

use shared::{BridgeId, ConferenceId, IdOwner, Timestamp};

use crate::operations::meetings::admits_callers;
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
    now: Timestamp,
    bridge: BridgeId,
    id: ConferenceId,
) -> Result<Option<String>> {
    let Some(entry) = read.ledger_entry(bridge, id).await? else { return Ok(None) };
    if !admits_callers(read, now, entry).await? {
        return Ok(None);
    }
    let room = match entry.owner {
        IdOwner::User(user) => user.uuid(),
        IdOwner::Meeting(meeting) => meeting.uuid(),
        IdOwner::Room(room) => room.uuid(),
        IdOwner::Reservation(reservation) => reservation.uuid(),
    };
    let domain = read.settings().await?.conference_domain;
    Ok(Some(format!("{}@{domain}", room.simple())))
}
