//! Making a user.

use shared::{AuditAction, CreateUserRequest, ProblemKind, Provider, User, UserId, Version};

use super::{check_display_name, complete, enable_user};
use crate::{OperationContext, Result, StoreError, Transaction, default_bridge};

/// Makes a user, and enables it for dial-in conferencing if that is asked for.
///
/// # Errors
///
/// [`ProblemKind::PrincipalNameTaken`] when another user has the principal name, a field's fault when the
/// display name is empty or too long, [`ProblemKind::ConferenceIdsExhausted`] when the user is to be enabled
/// and no ID is left.
pub async fn create_user(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    request: &CreateUserRequest,
) -> Result<User> {
    let display_name = check_display_name(&request.display_name)?;
    if transaction.user_by_principal_name(&request.user_principal_name).await?.is_some() {
        return Err(ProblemKind::PrincipalNameTaken.into());
    }
    let bridge = default_bridge(transaction).await?.id;
    let user = User {
        id: UserId::from_uuid(context.new_uuid()),
        version: Version::FIRST,
        display_name,
        user_principal_name: request.user_principal_name.clone(),
        primary_email: request.primary_email.clone(),
        language: request.language,
        dial_in_enabled: false,
        provider: Provider::BuiltIn,
        bridge,
        conference_id: None,
        conference_id_since: None,
        undo: None,
        latest_mail: None,
        created_at: context.now,
        updated_at: context.now,
    };
    transaction.insert_user(&user).await.map_err(StoreError::after_check)?;
    context.audit(transaction, AuditAction::UserCreated, Some(user.id), None).await?;
    if request.enable {
        return enable_user(transaction, context, user.id, None, request.send_email).await;
    }
    complete(transaction.as_read(), context.now, user).await
}
