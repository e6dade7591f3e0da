//! What callers need to reach a user's meetings.

use shared::{Invitation, InvitationBlock, Language, User, UserId, UserInvitation};

use super::load;
use crate::operations::id_types::type_now;
use crate::{Read, Result, bridge};

/// What callers need to reach a user's meetings, with the invitation block in this language.
///
/// # Errors
///
/// [`ProblemKind::NotFound`](shared::ProblemKind::NotFound) when there is no such user.
pub async fn show_invitation(
    read: &mut dyn Read,
    user: UserId,
    language: Language,
) -> Result<UserInvitation> {
    let user = load(read, user).await?;
    let invitation = invitation_of(read, &user, language).await?;
    if user.has_dynamic_ids() {
        // Each meeting has a block of its own. An ID that is kept for some is not for others.
        return Ok(UserInvitation { invitation: None, ..invitation });
    }
    Ok(invitation)
}

/// The same of a user that is known.
pub(crate) async fn invitation_of(
    read: &mut dyn Read,
    user: &User,
    language: Language,
) -> Result<UserInvitation> {
    let has_other_bridges = read.bridges().await?.len() > 1;
    let bridge = bridge(read, user.bridge).await?;
    let profile = user.provider.default_profile().filter(|_| user.dial_in_enabled);
    let service_numbers = match profile {
        Some(profile) => profile.service_numbers(),
        None => bridge.numbers_for(user).into_iter().cloned().collect(),
    };
    let conference_id = user.conference_id.filter(|_| user.dial_in_enabled);
    let invitation = InvitationBlock::of_user(user, &bridge, language).map(|block| Invitation {
        text: block.text(),
        html: block.html(),
        icalendar: block.icalendar(),
    });
    let bridge_name = bridge.name.clone();
    Ok(UserInvitation {
        conference_id_type: type_now(user),
        conference_id,
        bridge: bridge.id,
        bridge_name,
        has_other_bridges,
        service_numbers,
        invitation,
    })
}
