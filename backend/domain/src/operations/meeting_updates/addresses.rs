//! What the meeting update tool looks for: whose meetings, and which IDs.

use std::collections::BTreeSet;

use shared::{ConferenceId, IdOwner, User};

use crate::{Read, Result};

/// The addresses under which the user organizes meetings.
pub fn organizer_addresses(user: &User) -> Vec<String> {
    let addresses: BTreeSet<String> =
        [user.primary_email.as_str(), user.user_principal_name.as_str()].map(str::to_lowercase).into();
    addresses.into_iter().collect()
}

/// Every ID that was the user's and is no longer: any of them may still stand in an invitation. One that belongs
/// to somebody else by now is left out.
///
/// # Errors
///
/// Only when the store fails.
pub async fn earlier_ids(read: &mut dyn Read, user: &User) -> Result<Vec<ConferenceId>> {
    let periods = read.assignments_of_owner(IdOwner::User(user.id)).await?;
    let ids: BTreeSet<_> = periods.into_iter().map(|period| (period.bridge, period.conference_id)).collect();
    let mut earlier = Vec::new();
    for (bridge, id) in ids {
        let holder = read.ledger_entry(bridge, id).await?.filter(|entry| entry.quarantined_until.is_none());
        if Some(id) != user.conference_id && holder.is_none() {
            earlier.push(id);
        }
    }
    Ok(earlier)
}
