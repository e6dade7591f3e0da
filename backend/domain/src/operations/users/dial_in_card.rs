//! The dial-in card of a user.

use shared::{DialInCard, InvitationBlock, ProblemKind, Timestamp, UserId};

use super::load;
use crate::{Read, Result, bridge};

/// What stands on the user's dial-in card now: what invitations say, whoever provides the conference.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::DialInNotEnabled`] when the user is not
/// enabled, [`ProblemKind::ConferenceIdDynamic`] when each meeting has an ID of its own.
pub async fn show_dial_in_card(read: &mut dyn Read, now: Timestamp, user: UserId) -> Result<DialInCard> {
    let user = load(read, user).await?;
    if user.has_dynamic_ids() {
        return Err(ProblemKind::ConferenceIdDynamic.into());
    }
    let settings = read.settings().await?;
    let bridge = bridge(read, user.bridge).await?;
    let language = user.language.unwrap_or(settings.default_language);
    let block = InvitationBlock::of_user(&user, &bridge, language).ok_or(ProblemKind::DialInNotEnabled)?;
    Ok(DialInCard::new(&user, &block, settings.organisation_name, language, now))
}
