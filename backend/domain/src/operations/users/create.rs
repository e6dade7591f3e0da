//! Making a user.

use shared::{AuditAction, CreateUserRequest, ProblemKind, User, UserId};

use super::numbers::{WantedNumbers, bridge_of_new_user};
use super::{check_directory_id, check_display_name, complete, enable_user};
use crate::{OperationContext, Result, StoreError, Transaction};

/// Makes a user, and enables it for dial-in conferencing if that is asked for. A user with a country gets the bridge's
/// numbers in that country, unless others are asked for.
///
/// # Errors
///
/// [`ProblemKind::PrincipalNameTaken`] and [`ProblemKind::DirectoryIdTaken`] when another user has the principal name or
/// the identifier in the directory, a field's fault when the display name is empty or too long,
/// there is no such bridge, or a number is not the bridge's or not of its kind,
/// [`ProblemKind::ConferenceIdsExhausted`] when the user is to be enabled and no ID is left.
pub async fn create_user(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    request: &CreateUserRequest,
) -> Result<User> {
    let display_name = check_display_name(&request.display_name)?;
    if transaction.user_by_principal_name(&request.user_principal_name).await?.is_some() {
        return Err(ProblemKind::PrincipalNameTaken.into());
    }
    check_directory_id(transaction.as_read(), None, request.directory_id.as_ref()).await?;
    let bridge = bridge_of_new_user(transaction.as_read(), request.bridge).await?;
    let mut user = User {
        directory_id: request.directory_id.clone(),
        language: request.language,
        ..User::new(
            UserId::from_uuid(context.new_uuid()),
            display_name,
            request.user_principal_name.clone(),
            request.primary_email.clone(),
            bridge,
            context.now,
        )
    };
    let wanted = WantedNumbers {
        country: request.country.map(Some),
        toll: request.toll_number.as_ref().map(Some),
        toll_free: request.toll_free_number.as_ref().map(Some),
        may_use_toll_free: request.may_use_toll_free,
    };
    wanted.apply(transaction.as_read(), &mut user).await?;
    transaction.insert_user(&user).await.map_err(StoreError::after_check)?;
    context.audit(transaction, AuditAction::UserCreated, Some(user.id), None).await?;
    if request.enable {
        return enable_user(transaction, context, user.id, None, request.send_email).await;
    }
    complete(transaction.as_read(), context.now, user).await
}
