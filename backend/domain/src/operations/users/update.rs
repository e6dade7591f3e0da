//! Changing a user.

use shared::{
    AuditAction, AuditDetail, AuditField, FieldChange, ProblemKind, UpdateUserRequest, User, UserId, Version,
};

use super::numbers::WantedNumbers;
use super::{check_directory_id, check_display_name, complete, load_version, number_changes, save};
use crate::operations::organizers::sign_out_organizer_everywhere;
use crate::{OperationContext, Result, Transaction};

/// Changes what is given, and leaves the rest. Without any difference the user keeps its version.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has
/// changed since `seen`, [`ProblemKind::PrincipalNameTaken`] and [`ProblemKind::DirectoryIdTaken`] when another
/// user has the principal name or the identifier in the directory, every field's fault at once when a number is not the
/// bridge's or not of its kind, a field's fault when the display name is empty or too long.
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
    if let Some(address) = &request.mail_address {
        after.mail_address.clone_from(address);
    }
    if let Some(language) = &request.mail_language {
        after.mail_language.clone_from(language);
    }
    if let Some(directory_id) = &request.directory_id {
        check_directory_id(transaction.as_read(), Some(user), directory_id.as_ref()).await?;
        after.directory_id.clone_from(directory_id);
    }
    if let Some(language) = request.language {
        after.language = language;
    }
    let wanted = WantedNumbers {
        country: request.country,
        toll: request.toll_number.as_ref().map(Option::as_ref),
        toll_free: request.toll_free_number.as_ref().map(Option::as_ref),
        may_use_toll_free: request.may_use_toll_free,
    };
    wanted.apply(transaction.as_read(), &mut after).await?;
    if let Some(locked) = request.conference_id_locked {
        after.conference_id_locked = locked;
        // What is printed from now on must not stop by an undo: whoever locks it, keeps it.
        if locked && !before.conference_id_locked && before.conference_id.is_some() {
            after.undo = None;
        }
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
        FieldChange::of(AuditField::MailAddress, old.mail_address.as_ref(), new.mail_address.as_ref()),
        FieldChange::of(AuditField::MailLanguage, old.mail_language.as_ref(), new.mail_language.as_ref()),
        FieldChange::of(AuditField::DirectoryId, old.directory_id.as_ref(), new.directory_id.as_ref()),
        FieldChange::of(
            AuditField::ConferenceIdLocked,
            Some(&old.conference_id_locked),
            Some(&new.conference_id_locked),
        ),
        FieldChange::of(AuditField::Language, old.language.as_ref(), new.language.as_ref()),
    ];
    let fields = changes.into_iter().flatten().chain(number_changes(&before, &after)).collect();
    let detail = AuditDetail::Changes { fields };
    if after.primary_email != before.primary_email || after.user_principal_name != before.user_principal_name
    {
        sign_out_organizer_everywhere(transaction, user).await?;
    }
    let after = save(transaction, context, after).await?;
    context.audit(transaction, AuditAction::UserUpdated, Some(after.id), Some(detail)).await?;
    complete(transaction.as_read(), context.now, after).await
}
