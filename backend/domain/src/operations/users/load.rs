//! Loading a user to change it, and saving it after.

use shared::{ProblemKind, User, UserId, Version};

use crate::{OperationContext, Read, Result, StoreError, Transaction};

/// The user, or a problem that says there is none.
pub(crate) async fn load(read: &mut dyn Read, user: UserId) -> Result<User> {
    Ok(read.user(user).await?.ok_or(ProblemKind::NotFound)?)
}

/// The user, if it still has the version that the caller has seen (when the caller says which).
pub(crate) async fn load_version(read: &mut dyn Read, user: UserId, seen: Option<Version>) -> Result<User> {
    let user = load(read, user).await?;
    match seen {
        Some(seen) if seen != user.version => Err(ProblemKind::VersionStale.into()),
        _ => Ok(user),
    }
}

/// Saves a changed user under its next version.
pub(crate) async fn save(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    mut user: User,
) -> Result<User> {
    let seen = user.version;
    user.version = seen.next();
    user.updated_at = context.now;
    user.latest_mail = None;
    let saved = transaction.update_user(&user, seen).await.map_err(StoreError::after_check)?;
    if saved { Ok(user) } else { Err(ProblemKind::VersionStale.into()) }
}
