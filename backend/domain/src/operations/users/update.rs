//! Changing a user.

use shared::{
    AuditAction, AuditDetail, AuditField, FieldChange, ProblemKind, UpdateUserRequest, User, UserId, Version,
};

use super::{check_display_name, complete, load_version, save};
use crate::operations::organizers::sign_out_organizer_everywhere;
use crate::{OperationContext, Result, Transaction};

/// Changes what is given, and leaves the rest. Without any difference the user keeps its version.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has
/// changed since `seen`, [`ProblemKind::PrincipalNameTaken`] when another user has the principal name, a
/// field's fault when the display name is empty or too long.
pub async fn update_user(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Version,
    request: &UpdateUserRequest,
) -> Result<User> {
    let before = load_version(transaction.as_read(), user, Some(seen)).await?;
    let mut after = before.clone();
    if let Some(display_name) = &request.display_name {
        after.display_name = check_display_name(display_name)?;
    }
    if let Some(name) = &request.user_principal_name {
        let holder = transaction.user_by_principal_name(name).await?;
        if holder.is_some_and(|holder| holder.id != user) {
            return Err(ProblemKind::PrincipalNameTaken.into());
        }
        after.user_principal_name = name.clone();
    }
    if let Some(address) = &request.primary_email {
        after.primary_email = address.clone();
    }
    if let Some(language) = request.language {
        after.language = language;
    }
    if after == before {
        return complete(transaction.as_read(), context.now, before).await;
    }
    let (old, new) = (&before, &after);
    let changes = [
        FieldChange::of(AuditField::DisplayName, Some(&old.display_name), Some(&new.display_name)),
        FieldChange::of(
            AuditField::UserPrincipalName,
            Some(&old.user_principal_name),
            Some(&new.user_principal_name),
        ),
        FieldChange::of(AuditField::PrimaryEmail, Some(&old.primary_email), Some(&new.primary_email)),
        FieldChange::of(AuditField::Language, old.language.as_ref(), new.language.as_ref()),
    ];
    let detail = AuditDetail::Changes { fields: changes.into_iter().flatten().collect() };
    if after.primary_email != before.primary_email || after.user_principal_name != before.user_principal_name
    {
        sign_out_organizer_everywhere(transaction, user).await?;
    }
    let after = save(transaction, context, after).await?;
    context.audit(transaction, AuditAction::UserUpdated, Some(after.id), Some(detail)).await?;
    complete(transaction.as_read(), context.now, after).await
}
