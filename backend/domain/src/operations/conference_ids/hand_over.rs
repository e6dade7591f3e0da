//! Handing a conference ID over to a successor.

use shared::{
    AfterHandOver, AssignmentCause, AuditAction, AuditDetail, ConferenceIdType, Fault, HandOverRequest,
    IdOwner, MailEvent, ProblemKind, User, UserId, Version,
};

use super::replace::check_reason;
use super::{check_lock, retire, static_id};
use crate::operations::mails::{enqueue, supersede_untrue, wants_mail};
use crate::operations::meeting_updates::schedule_after_change;
use crate::operations::meetings::{give_meetings_their_ids_back, retire_ids_of_meetings};
use crate::operations::organizers::sign_out_organizer_everywhere;
use crate::operations::pins::end_pin;
use crate::operations::providers::refuse_third_party;
use crate::operations::users::{assign_random, begin, complete, load_version, save, with_numbers_of_country};
use crate::{AssignmentEnd, Error, OperationContext, Result, StoreError, Transaction};

/// Gives the user's ID to a successor, without a moment in which callers reach nobody. The successor's own ID goes into
/// quarantine; the user who had it is disabled or gets a new one. Answers with that user. It
/// cannot be undone by itself: handing it over again is the way back.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has changed since
/// `seen`, a problem when either has no static ID of Konfid's, or the ID is locked and was not typed, a field's fault when the
/// successor is the same user, does not exist, belongs to another bridge or has a locked ID, or the reason is too long, and
/// [`ProblemKind::ConferenceIdsExhausted`] when a new ID is wanted and none is left.
pub async fn hand_over_conference_id(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Version,
    request: &HandOverRequest,
) -> Result<User> {
    let reason = check_reason(request.reason.as_deref())?;
    let before = load_version(transaction.as_read(), user, Some(seen)).await?;
    let id = static_id(&before)?;
    check_lock(&before, request.confirm_conference_id)?;
    let successor = load_successor(transaction, &before, request.successor).await?;

    if let Some(own) = successor.conference_id {
        retire(transaction, context, &successor, own, AssignmentCause::HandedOver, reason.clone()).await?;
    }
    let (from, to) = (IdOwner::User(user), IdOwner::User(successor.id));
    let end = AssignmentEnd {
        to: context.now,
        ended: AssignmentCause::HandedOver,
        ended_by: context.actor.clone(),
        reason: reason.clone(),
    };
    transaction.end_assignment(before.bridge, id, from, &end).await?;
    let moved = transaction.move_conference_id(before.bridge, id, from, to).await;
    if !moved.map_err(StoreError::after_check)? {
        return Err(StoreError::Conflict.into());
    }
    begin(transaction, context, &successor, id, AssignmentCause::HandedOver).await?;
    let detail = |other| {
        let reason = reason.clone();
        Some(AuditDetail::HandedOver { conference_id: id.into(), other, reason })
    };
    context.audit(transaction, AuditAction::ConferenceIdHandedOver, Some(user), detail(successor.id)).await?;
    context.audit(transaction, AuditAction::ConferenceIdTakenOver, Some(successor.id), detail(user)).await?;

    let locked = before.conference_id_locked;
    let after = leave(transaction, context, before, request).await?;
    let successor = User { conference_id: Some(id), conference_id_locked: locked, ..successor };
    take_over(transaction, context, successor, request.send_email).await?;
    complete(transaction.as_read(), context.now, after).await
}

/// The successor, if they can have the user's ID.
async fn load_successor(transaction: &mut dyn Transaction, user: &User, successor: UserId) -> Result<User> {
    let fault = |fault| Error::field("successor", fault);
    if successor == user.id {
        return Err(fault(Fault::SameUser));
    }
    let successor = transaction.user(successor).await?.ok_or_else(|| fault(Fault::NoSuchUser))?;
    if successor.bridge != user.bridge {
        return Err(fault(Fault::OnAnotherBridge));
    }
    refuse_third_party(&successor)?;
    let kind = transaction.settings().await?.conference_id_type_of(&successor);
    if kind == ConferenceIdType::Dynamic || successor.has_dynamic_ids() {
        return Err(ProblemKind::ConferenceIdDynamic.into());
    }
    if check_lock(&successor, None).is_err() {
        return Err(fault(Fault::OwnIdLocked));
    }
    Ok(successor)
}

/// What becomes of the user who had the ID.
async fn leave(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    before: User,
    request: &HandOverRequest,
) -> Result<User> {
    let (new, since) = match request.afterwards {
        AfterHandOver::Disabled => (None, None),
        AfterHandOver::NewConferenceId => {
            let new = assign_random(transaction, context, &before, AssignmentCause::HandedOver).await?;
            (Some(new), Some(context.now))
        }
    };
    let after = User {
        dial_in_enabled: new.is_some(),
        conference_id: new,
        conference_id_since: since,
        conference_id_locked: false,
        undo: None,
        ..before
    };
    // Whoever is disabled has no conference to start with a PIN.
    let after = if new.is_none() { end_pin(transaction, context, after).await? } else { after };
    let after = save(transaction, context, after).await?;
    if new.is_none() {
        retire_ids_of_meetings(transaction, context, after.id, AssignmentCause::Disabled).await?;
        sign_out_organizer_everywhere(transaction, after.id).await?;
        context.audit(transaction, AuditAction::UserDisabled, Some(after.id), None).await?;
    }
    supersede_untrue(transaction, context, after.id).await?;
    if wants_mail(transaction.as_read(), MailEvent::ConferenceIdHandedOver, request.send_email).await? {
        enqueue(transaction, context, &after, MailEvent::ConferenceIdHandedOver).await?;
    }
    if new.is_some() {
        schedule_after_change(transaction, context, after.id).await?;
    }
    Ok(after)
}

/// Saves the successor with the ID, and tells them.
async fn take_over(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    successor: User,
    send_email: Option<bool>,
) -> Result<()> {
    let was_enabled = successor.dial_in_enabled;
    // As whoever is enabled does.
    let successor = if was_enabled {
        successor
    } else {
        with_numbers_of_country(transaction.as_read(), successor).await?
    };
    let after =
        User { dial_in_enabled: true, conference_id_since: Some(context.now), undo: None, ..successor };
    let after = save(transaction, context, after).await?;
    if !was_enabled {
        give_meetings_their_ids_back(transaction, context, &after).await?;
        context.audit(transaction, AuditAction::UserEnabled, Some(after.id), None).await?;
    }
    supersede_untrue(transaction, context, after.id).await?;
    if wants_mail(transaction.as_read(), MailEvent::ConferenceIdTakenOver, send_email).await? {
        enqueue(transaction, context, &after, MailEvent::ConferenceIdTakenOver).await?;
    }
    schedule_after_change(transaction, context, after.id).await
}
