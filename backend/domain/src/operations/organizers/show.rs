//! An organizer's own conference.

use shared::{ConferenceIdType, Language, Organizer, Timestamp, User, UserInvitation};

use crate::operations::meeting_updates::{earlier_ids, organizer_addresses};
use crate::operations::pins::{can_have_pin, show_pin};
use crate::operations::users::invitation_of;
use crate::{Read, Result};

/// What the user may see of themselves: everything that mails tell them too.
///
/// # Errors
///
/// Only when the store fails.
pub async fn show_organizer(
    read: &mut dyn Read,
    now: Timestamp,
    user: &User,
    language: Language,
) -> Result<Organizer> {
    let UserInvitation { conference_id, conference_id_type, service_numbers, invitation, .. } =
        invitation_of(read, user, language).await?;
    let pin = if can_have_pin(user) { Some(show_pin(read, now, user.id).await?) } else { None };
    Ok(Organizer {
        user: user.id,
        display_name: user.display_name.clone(),
        conference_id,
        conference_id_type,
        provider: user.provider.default_profile().filter(|_| user.dial_in_enabled).cloned(),
        earlier_conference_ids: earlier_ids(read, user).await?,
        addresses: organizer_addresses(user),
        service_numbers,
        invitation: invitation.filter(|_| conference_id_type == ConferenceIdType::Static),
        pin,
    })
}
