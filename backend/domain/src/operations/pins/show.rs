//! What is told of a PIN.

use shared::{OrganizerPinReport, Timestamp, UserId};

use crate::operations::users::load;
use crate::{Read, Result};

/// Whether a user has a PIN, and what became of the latest link to one.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user.
pub async fn show_pin(read: &mut dyn Read, now: Timestamp, user: UserId) -> Result<OrganizerPinReport> {
    let user = load(read, user).await?;
    let link = read.organizer_pin(user.id).await?.and_then(|record| record.link);
    Ok(OrganizerPinReport { set_at: user.pin_set_at, link: link.map(|link| link.shown(now)) })
}
