//! Showing one user.

use shared::{Timestamp, User, UserId};

use super::load;
use crate::{Read, Result};

/// The user, as an answer about one user shows it: with its latest mail.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user.
pub async fn show_user(read: &mut dyn Read, now: Timestamp, user: UserId) -> Result<User> {
    let user = load(read, user).await?;
    complete(read, now, user).await
}

/// Adds what only an answer about one user has, and drops an offer to undo that has expired.
pub(crate) async fn complete(read: &mut dyn Read, now: Timestamp, user: User) -> Result<User> {
    let latest_mail = read.latest_mail(user.id).await?;
    Ok(User { latest_mail, undo: user.undo.filter(|undo| undo.until > now), ..user })
}
