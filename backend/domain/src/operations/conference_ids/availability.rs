//! Whether an ID can be chosen, and what is to be known before.

use shared::{
    BridgeId, ConferenceId, ConferenceIdAvailability, Finding, IdOwner, ProblemKind, Timestamp, User, UserId,
};

use crate::operations::users::load;
use crate::{LedgerEntry, Read, Result, is_service_number};

/// How many of the IDs that it looks like are named.
const LOOK_ALIKES_NAMED: usize = 3;

/// Whether an ID can be chosen on a bridge, and what is to be known before; for this user, if one is named.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such bridge or user.
pub async fn check_availability(
    read: &mut dyn Read,
    now: Timestamp,
    bridge: BridgeId,
    id: ConferenceId,
    user: Option<UserId>,
) -> Result<ConferenceIdAvailability> {
    let user = match user {
        Some(user) => Some(load(read, user).await?),
        None => None,
    };
    let findings = findings(read, now, bridge, id, user.as_ref()).await?;
    Ok(ConferenceIdAvailability::new(bridge, id, findings))
}

/// What is to be known of an ID before this user gets it. Only single entries of the ledger are looked at.
pub(super) async fn findings(
    read: &mut dyn Read,
    now: Timestamp,
    bridge: BridgeId,
    id: ConferenceId,
    user: Option<&User>,
) -> Result<Vec<Finding>> {
    let bridges = read.bridges().await?;
    let known = bridges.iter().find(|known| known.id == bridge).ok_or(ProblemKind::NotFound)?;
    let own = user.filter(|user| user.bridge == bridge).map(|user| IdOwner::User(user.id));
    let mut findings = Vec::new();
    if let Some(entry) = read.ledger_entry(bridge, id).await? {
        findings.extend(holder(read, now, &entry, own).await?);
    }
    if is_service_number(known, id) {
        let digits = id.to_string();
        let numbers = known.service_numbers.iter().map(|number| &number.number);
        let number = numbers.into_iter().find(|number| number.as_str().ends_with(&digits));
        findings.extend(number.map(|number| Finding::ServiceNumber { number: number.clone() }));
    }
    if let Some(reason) = id.guessable_reason() {
        findings.push(Finding::Guessable { reason, has_pin: user.map(|user| user.pin_set_at.is_some()) });
    }
    for entry in look_alikes(read, bridge, id, own).await?.into_iter().take(LOOK_ALIKES_NAMED) {
        findings.push(Finding::LookAlike {
            conference_id: entry.conference_id,
            owner: entry.owner,
            owner_name: name_of_owner(read, &entry).await?,
        });
    }
    Ok(findings)
}

/// What it means that the ID is in the ledger; nothing, if its quarantine or its reservation is over.
async fn holder(
    read: &mut dyn Read,
    now: Timestamp,
    entry: &LedgerEntry,
    own: Option<IdOwner>,
) -> Result<Option<Finding>> {
    let owner = entry.owner;
    let is_own = own == Some(owner);
    if let Some(until) = entry.quarantined_until {
        if until <= now {
            return Ok(None);
        }
        let owner_name = name_of_owner(read, entry).await?;
        return Ok(Some(Finding::Quarantined { until, owner, owner_name, own: is_own }));
    }
    if let IdOwner::Reservation(id) = owner {
        let reservation = read.reservation(id).await?.filter(|reservation| reservation.holds(now));
        return Ok(reservation.map(|reservation| Finding::Reserved {
            reservation: reservation.id,
            reserved_for: reservation.reserved_for,
            until: reservation.until,
        }));
    }
    if is_own {
        return Ok(Some(Finding::Present));
    }
    Ok(Some(Finding::Taken { owner, owner_name: name_of_owner(read, entry).await? }))
}

/// The entries of IDs that callers reach and that look like this one, apart from the user's own.
pub(super) async fn look_alikes(
    read: &mut dyn Read,
    bridge: BridgeId,
    id: ConferenceId,
    own: Option<IdOwner>,
) -> Result<Vec<LedgerEntry>> {
    let similar: Vec<ConferenceId> = id.look_alikes().collect();
    let mut entries = read.ledger_entries(bridge, &similar).await?;
    entries.retain(|entry| is_reached(entry) && Some(entry.owner) != own);
    Ok(entries)
}

/// Whether callers who enter the ID get somewhere.
pub(super) const fn is_reached(entry: &LedgerEntry) -> bool {
    entry.quarantined_until.is_none() && !matches!(entry.owner, IdOwner::Reservation(_))
}

/// The name of who has the ID, or had it last, as the history shows it.
async fn name_of_owner(read: &mut dyn Read, entry: &LedgerEntry) -> Result<Option<String>> {
    if let IdOwner::User(user) = entry.owner {
        if let Some(user) = read.user(user).await? {
            return Ok(Some(user.display_name));
        }
        return Ok(read.removed_user(user).await?.and_then(|left| left.display_name));
    }
    let periods = read.assignments_of_conference_id(entry.bridge, entry.conference_id).await?;
    Ok(periods.into_iter().find(|period| period.owner == entry.owner).and_then(|period| period.owner_name))
}
