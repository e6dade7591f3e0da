//! Switching a user between static and dynamic conference IDs.

use shared::{
    AssignmentCause, AuditAction, AuditDetail, AuditField, ConferenceIdType, FieldChange, MailEvent,
    SwitchTypeRequest, User, UserId, Version,
};

use super::is_carried;
use crate::operations::conference_ids::{check_lock, check_reason, retire};
use crate::operations::mails::tell_of_change;
use crate::operations::meeting_updates::schedule_after_change;
use crate::operations::users::{complete, give_back_or_draw, load_version, save};
use crate::{OperationContext, Result, Transaction};

/// Says whether the user has one conference ID for all meetings, or each meeting its own, and brings what the user has in
/// line with it. Nothing happens to meetings that are planned: those with IDs of their own keep them, and while one carries
/// the user's ID, that one is kept. Otherwise it goes into quarantine; with static IDs it comes back until that ends, and
/// later the user gets a new one.
///
/// # Errors
///
/// [`ProblemKind::NotFound`](shared::ProblemKind::NotFound) when there is no such user,
/// [`ProblemKind::VersionStale`](shared::ProblemKind::VersionStale) when the user has changed since `seen`, a problem when the
/// ID would stop but is locked and was not typed, a field's fault when the reason is too long, and
/// [`ProblemKind::ConferenceIdsExhausted`](shared::ProblemKind::ConferenceIdsExhausted) when no ID is left.
pub async fn switch_user_type(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Version,
    request: SwitchTypeRequest,
) -> Result<User> {
    let reason = check_reason(request.reason.as_deref())?;
    let before = load_version(transaction.as_read(), user, Some(seen)).await?;
    let after = switch(transaction, context, before, SwitchTypeRequest { reason, ..request }).await?;
    complete(transaction.as_read(), context.now, after).await
}

/// The same for a user that is known, with a reason that is good.
pub(crate) async fn switch(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    before: User,
    request: SwitchTypeRequest,
) -> Result<User> {
    let chosen = User { conference_id_type: request.kind, ..before.clone() };
    let kind = transaction.settings().await?.conference_id_type_of(&chosen);
    if !before.has_built_in_dial_in() || type_now(&before) == kind {
        return choose_only(transaction, context, &before, chosen).await;
    }
    let send_email = request.send_email;
    let after = match kind {
        ConferenceIdType::Static => become_static(transaction, context, chosen).await?,
        ConferenceIdType::Dynamic => {
            check_lock(&before, request.confirm_conference_id)?;
            become_dynamic(transaction, context, chosen, request.reason).await?
        }
    };
    let after = save(transaction, context, after).await?;
    let change = FieldChange::of(AuditField::ConferenceIdType, Some(&type_now(&before)), Some(&kind));
    note(transaction, context, &after, change).await?;
    tell_of_change(transaction, context, &after, MailEvent::ConferenceIdTypeChanged, send_email).await?;
    let has_another = after.conference_id.is_some() && after.conference_id != before.conference_id;
    if has_another {
        schedule_after_change(transaction, context, after.id).await?;
    }
    Ok(after)
}

/// What an enabled user has.
pub(crate) const fn type_now(user: &User) -> ConferenceIdType {
    if user.has_dynamic_ids() { ConferenceIdType::Dynamic } else { ConferenceIdType::Static }
}

/// Nothing but the choice is different, or not even that.
async fn choose_only(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    before: &User,
    chosen: User,
) -> Result<User> {
    let (old, new) = (before.conference_id_type, chosen.conference_id_type);
    if old == new {
        return Ok(chosen);
    }
    let after = save(transaction, context, chosen).await?;
    let change = FieldChange::of(AuditField::ConferenceIdType, old.as_ref(), new.as_ref());
    note(transaction, context, &after, change).await?;
    Ok(after)
}

/// Gives the user one ID for all meetings: the one that is kept, the one before, or a new one.
async fn become_static(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: User,
) -> Result<User> {
    if user.conference_id.is_some() {
        return Ok(User { conference_id_kept: false, ..user });
    }
    let id = give_back_or_draw(transaction, context, &user, AssignmentCause::TypeChanged).await?;
    Ok(User { conference_id: Some(id), conference_id_since: Some(context.now), undo: None, ..user })
}

/// Takes the user's ID out of use, or keeps it for the meetings that carry it.
async fn become_dynamic(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: User,
    reason: Option<String>,
) -> Result<User> {
    if is_carried(transaction.as_read(), context.now, user.id).await? {
        return Ok(User { conference_id_kept: true, undo: None, ..user });
    }
    if let Some(id) = user.conference_id {
        retire(transaction, context, &user, id, AssignmentCause::TypeChanged, reason).await?;
    }
    Ok(User { conference_id: None, conference_id_since: None, undo: None, ..user })
}

async fn note(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: &User,
    change: Option<FieldChange>,
) -> Result<()> {
    let detail = AuditDetail::Changes { fields: change.into_iter().collect() };
    context.audit(transaction, AuditAction::ConferenceIdTypeChanged, Some(user.id), Some(detail)).await
}
