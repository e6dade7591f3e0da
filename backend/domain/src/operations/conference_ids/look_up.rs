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
    let bridges = read.bridges().await?;
    let known = bridges.iter().find(|known| known.id == bridge).ok_or(ProblemKind::NotFound)?;
    let bridge_name = (bridges.len() > 1).then(|| known.name.clone());
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
    Ok(ConferenceIdReport {
        bridge,
        bridge_name,
        conference_id: id,
        status,
        quarantined_until,
        reservation,
        history,
    })
}

/// What is known of an ID on every bridge, the default one first. Bridges that know nothing of it are left out; if none does,
/// the default one says so.
///
/// # Errors
///
/// Only when the store fails.
pub async fn look_up_anywhere(
    read: &mut dyn Read,
    now: Timestamp,
    id: ConferenceId,
) -> Result<Vec<ConferenceIdReport>> {
    let mut bridges = read.bridges().await?;
    bridges.sort_by_key(|bridge| (!bridge.default, bridge.id));
    let mut reports = Vec::new();
    for bridge in bridges {
        reports.push(look_up(read, now, bridge.id, id).await?);
    }
    if reports.iter().any(ConferenceIdReport::tells_something) {
        reports.retain(ConferenceIdReport::tells_something);
    } else {
        reports.truncate(1);
    }
    Ok(reports)
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
