//! Enabling a user for dial-in conferencing.

use shared::{
    AssignmentCause, AssignmentId, AuditAction, AuditDetail, ConferenceId, ConferenceIdType, IdOwner,
    MailEvent, ProblemKind, Timestamp, User, UserId, Version,
};

use super::{complete, load_version, number_changes, save, with_numbers_of_country};
use crate::operations::id_types::is_carried;
use crate::operations::mails::{enqueue, supersede_untrue, wants_mail};
use crate::operations::meetings::give_meetings_their_ids_back;
use crate::operations::providers::use_built_in;
use crate::{NewAssignment, OperationContext, Read, Result, StoreError, Transaction};

/// Enables a user: it gets a conference ID of its own in the same transaction, the one it had if it was disabled and that
/// ID is still in quarantine. So do meetings of the user that have IDs of their own. An enabled user stays as it is.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has
/// changed since `seen`, [`ProblemKind::ReplacesProvider`] when the user has a third-party provider,
/// [`ProblemKind::ConferenceIdsExhausted`] when no ID is left.
pub async fn enable_user(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Option<Version>,
    send_email: Option<bool>,
) -> Result<User> {
    let before = load_version(transaction.as_read(), user, seen).await?;
    if let Some(profile) = before.provider.default_profile() {
        return Err(ProblemKind::ReplacesProvider { provider: profile.name.clone() }.into());
    }
    if before.dial_in_enabled {
        return complete(transaction.as_read(), context.now, before).await;
    }
    let after = give_conference_id(transaction, context, before, send_email).await?;
    complete(transaction.as_read(), context.now, after).await
}

/// Enables a user with the built-in provider, also instead of a third-party one.
///
/// # Errors
///
/// Those of [`enable_user`], but for [`ProblemKind::ReplacesProvider`].
pub async fn enable_user_anyway(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Option<Version>,
    send_email: Option<bool>,
) -> Result<User> {
    let before = load_version(transaction.as_read(), user, seen).await?;
    let after = use_built_in(transaction, context, before, send_email).await?;
    complete(transaction.as_read(), context.now, after).await
}

/// Gives a user that is not enabled its conference ID, and the bridge's numbers in its country if it has none of its own.
pub(crate) async fn give_conference_id(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: User,
    send_email: Option<bool>,
) -> Result<User> {
    let before = user.clone();
    let user = take_conference_id(transaction, context, user, AssignmentCause::Enabled).await?;
    let fields = number_changes(&before, &user);
    let detail = (!fields.is_empty()).then_some(AuditDetail::Changes { fields });
    give_meetings_their_ids_back(transaction, context, &user).await?;
    context.audit(transaction, AuditAction::UserEnabled, Some(user.id), detail).await?;
    supersede_untrue(transaction, context, user.id).await?;
    if wants_mail(transaction.as_read(), MailEvent::Enabled, send_email).await? {
        enqueue(transaction, context, &user, MailEvent::Enabled).await?;
    }
    Ok(user)
}

/// Saves the user as enabled. With static conference IDs the user gets one, the previous one if it can come back; with
/// dynamic ones only where planned meetings carry it.
pub(crate) async fn take_conference_id(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: User,
    began: AssignmentCause,
) -> Result<User> {
    let kind = transaction.settings().await?.conference_id_type_of(&user);
    let is_dynamic = kind == ConferenceIdType::Dynamic;
    let gets_one = !is_dynamic || is_carried(transaction.as_read(), context.now, user.id).await?;
    let id = if gets_one { Some(give_back_or_draw(transaction, context, &user, began).await?) } else { None };
    let user = User {
        dial_in_enabled: true,
        conference_id: id,
        conference_id_kept: is_dynamic && gets_one,
        conference_id_since: id.map(|_| context.now),
        undo: None,
        ..with_numbers_of_country(transaction.as_read(), user).await?
    };
    save(transaction, context, user).await
}

/// The previous ID if it can come back, or else a new one.
pub(crate) async fn give_back_or_draw(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
    began: AssignmentCause,
) -> Result<ConferenceId> {
    match reinstate(transaction, context, user, began).await? {
        Some(id) => Ok(id),
        None => assign_random(transaction, context, user, began).await,
    }
}

/// Gives a disabled user, or one who comes back from another provider or from dynamic IDs, the ID back that it had, while that
/// is still in quarantine. An ID that was reset never comes back like this: the offer of a reset is gone when the user is
/// disabled, and it was not the last one.
async fn reinstate(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
    began: AssignmentCause,
) -> Result<Option<ConferenceId>> {
    let offer = user.undo.filter(|undo| undo.until > context.now && user.conference_id.is_none());
    let previous = match offer {
        Some(offer) => Some(offer.previous_conference_id),
        None => id_before(transaction.as_read(), context.now, user).await?,
    };
    let Some(id) = previous else { return Ok(None) };
    let reinstated = transaction.reinstate_conference_id(user.bridge, id, IdOwner::User(user.id)).await;
    if !reinstated.map_err(StoreError::after_check)? {
        return Ok(None);
    }
    begin(transaction, context, user, id, began).await?;
    Ok(Some(id))
}

/// The last ID of the user on their bridge, if nobody wanted it replaced when it ended and it is still in quarantine.
async fn id_before(read: &mut dyn Read, now: Timestamp, user: &User) -> Result<Option<ConferenceId>> {
    let last = read.assignments_of_owner(IdOwner::User(user.id)).await?.into_iter().next();
    let last = last.filter(|last| {
        let went =
            [AssignmentCause::TypeChanged, AssignmentCause::Disabled, AssignmentCause::ProviderChanged];
        last.bridge == user.bridge && last.ended.is_some_and(|ended| went.contains(&ended))
    });
    let Some(last) = last else { return Ok(None) };
    let entry = read.ledger_entry(last.bridge, last.conference_id).await?;
    let waits = entry.is_some_and(|entry| entry.quarantined_until.is_some_and(|until| until > now));
    Ok(waits.then_some(last.conference_id))
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
        began_with: context.within.map(|within| within.way),
    };
    Ok(transaction.begin_assignment(&assignment).await?)
}
