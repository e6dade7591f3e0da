//! Looking up a conference ID: whose it is, and whose it was.

use shared::{
    Assignment, BridgeId, ConferenceId, ConferenceIdReport, ConferenceIdStatus, IdOwner, ProblemKind,
    Timestamp, UserId,
};

use crate::operations::meetings::admits_callers;
use crate::operations::users::load;
use crate::{LedgerEntry, Read, Result};

/// What is known of an ID on a bridge.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such bridge. An ID that nobody has is an answer too.
pub async fn look_up(
    read: &mut dyn Read,
    now: Timestamp,
    bridge: BridgeId,
    id: ConferenceId,
) -> Result<ConferenceIdReport> {
    if read.bridges().await?.iter().all(|known| known.id != bridge) {
        return Err(ProblemKind::NotFound.into());
    }
    let entry = read.ledger_entry(bridge, id).await?;
    let quarantined_until = entry.and_then(|entry| entry.quarantined_until).filter(|until| *until > now);
    let reservation = match entry.map(|entry| entry.owner) {
        Some(IdOwner::Reservation(id)) => read.reservation(id).await?.filter(|kept| kept.holds(now)),
        Some(IdOwner::User(_) | IdOwner::Meeting(_) | IdOwner::Room(_)) | None => None,
    };
    let status = match entry {
        _ if reservation.is_some() => ConferenceIdStatus::Reserved,
        Some(LedgerEntry { owner: IdOwner::Reservation(_), .. }) => ConferenceIdStatus::Free,
        Some(entry) if entry.quarantined_until.is_none() => match entry.owner {
            IdOwner::Meeting(_) if !admits_callers(read, now, entry).await? => ConferenceIdStatus::Expired,
            IdOwner::User(_) | IdOwner::Meeting(_) | IdOwner::Room(_) | IdOwner::Reservation(_) => {
                ConferenceIdStatus::Assigned
            }
        },
        Some(_) if quarantined_until.is_some() => ConferenceIdStatus::Quarantined,
        _ if read.is_never_drawn(bridge, id).await? => ConferenceIdStatus::NeverDrawn,
        _ => ConferenceIdStatus::Free,
    };
    let history = read.assignments_of_conference_id(bridge, id).await?;
    Ok(ConferenceIdReport { bridge, conference_id: id, status, quarantined_until, reservation, history })
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
    Ok(read.assignments_of_owner(IdOwner::User(user)).await?)
}
