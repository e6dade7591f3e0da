//! An organizer's own conference.

use shared::{Invitation, InvitationBlock, Language, Organizer, User};

use crate::operations::meeting_updates::{earlier_ids, organizer_addresses};
use crate::{Read, Result, bridge};

/// What the user may see of themselves: everything that mails tell them too.
///
/// # Errors
///
/// Only when the store fails.
pub async fn show_organizer(read: &mut dyn Read, user: &User, language: Language) -> Result<Organizer> {
    let bridge = bridge(read, user.bridge).await?;
    let conference_id = user.conference_id.filter(|_| user.dial_in_enabled);
    let invitation = conference_id.map(|id| {
        let block = InvitationBlock::new(id, &bridge, language);
        Invitation { text: block.text(), html: block.html() }
    });
    Ok(Organizer {
        user: user.id,
        display_name: user.display_name.clone(),
        conference_id,
        earlier_conference_ids: earlier_ids(read, user).await?,
        addresses: organizer_addresses(user),
        service_numbers: bridge.ordered_numbers().into_iter().cloned().collect(),
        invitation,
    })
}
