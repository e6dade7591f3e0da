//! Enabling a user for dial-in conferencing.

use shared::{
    AssignmentCause, AssignmentId, AuditAction, ConferenceId, IdOwner, MailEvent, ProblemKind, User, UserId,
    Version,
};

use super::{complete, load_version, save};
use crate::operations::mails::{enqueue, wants_mail};
use crate::{NewAssignment, OperationContext, Result, StoreError, Transaction};

/// Enables a user: it gets a conference ID of its own in the same transaction. An enabled user stays as it is.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has
/// changed since `seen`, [`ProblemKind::ConferenceIdsExhausted`] when no ID is left.
pub async fn enable_user(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Option<Version>,
    send_email: Option<bool>,
) -> Result<User> {
    let before = load_version(transaction.as_read(), user, seen).await?;
    if before.dial_in_enabled {
        return complete(transaction.as_read(), context.now, before).await;
    }
    let after = give_conference_id(transaction, context, before, send_email).await?;
    context.audit(transaction, AuditAction::UserEnabled, Some(after.id), None).await?;
    complete(transaction.as_read(), context.now, after).await
}

/// Gives a user that is not enabled its conference ID.
pub(crate) async fn give_conference_id(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: User,
    send_email: Option<bool>,
) -> Result<User> {
    let id = assign_random(transaction, context, &user, AssignmentCause::Enabled).await?;
    let user = User {
        dial_in_enabled: true,
        conference_id: Some(id),
        conference_id_since: Some(context.now),
        undo: None,
        ..user
    };
    let user = save(transaction, context, user).await?;
    transaction.supersede_mails(user.id, &[MailEvent::Disabled], context.now).await?;
    if wants_mail(transaction.as_read(), send_email).await? {
        enqueue(transaction, context, &user, MailEvent::Enabled).await?;
    }
    Ok(user)
}

/// Reserves an ID for the user and begins its period in the history.
pub(crate) async fn assign_random(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
    began: AssignmentCause,
) -> Result<ConferenceId> {
    // The user has no ID, unless somebody else gives it one at this moment.
    let owner = IdOwner::User(user.id);
    let reserved = transaction.reserve_random_conference_id(user.bridge, owner, &mut context.random).await;
    let reserved = reserved.map_err(StoreError::after_check)?;
    let conference_id = reserved.ok_or(ProblemKind::ConferenceIdsExhausted)?;
    begin(transaction, context, user, conference_id, began).await?;
    Ok(conference_id)
}

/// Begins a period of the history now.
pub(crate) async fn begin(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
    conference_id: ConferenceId,
    began: AssignmentCause,
) -> Result<()> {
    let assignment = NewAssignment {
        id: AssignmentId::from_uuid(context.new_uuid()),
        bridge: user.bridge,
        conference_id,
        owner: IdOwner::User(user.id),
        from: context.now,
        began,
        began_by: context.actor.clone(),
    };
    Ok(transaction.begin_assignment(&assignment).await?)
}
