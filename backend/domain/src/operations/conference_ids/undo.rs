//! Taking a reset or a disabling back.

use shared::{
    AssignmentCause, AuditAction, AuditDetail, ConferenceId, IdOwner, MailEvent, MailFilter, MailState,
    ProblemKind, User, UserId, Version,
};

use super::retire;
use crate::operations::mails::{enqueue, heard, supersede_untrue, tells_the_id, wants_mail};
use crate::operations::meeting_updates::schedule_after_undo;
use crate::operations::providers::refuse_third_party;
use crate::operations::users::{begin, complete, give_conference_id, load_version, save};
use crate::{MailQuery, MailRecord, OperationContext, Result, StoreError, Transaction};

/// How many kept emails of the user are looked at. A reset can be taken back for minutes only.
const KEPT_LOOKED_AT: u32 = 50;

/// Gives the user the previous ID back, while the offer stands; the new ID goes into quarantine. A disabled user is
/// enabled again.
///
/// The user is told that they keep the ID only if a mail about the new one has left or may have left. One that has
/// not left is superseded, and then nobody needs to hear of either.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has
/// changed since `seen`, [`ProblemKind::ThirdPartyConferenceId`] when another provider issued the user's,
/// [`ProblemKind::NothingToUndo`] when there was no reset or disabling, or its time for an
/// undo is over, and [`ProblemKind::UndoImpossible`] when the previous ID is no longer in this user's quarantine.
pub async fn undo_reset(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Option<Version>,
    send_email: Option<bool>,
) -> Result<User> {
    let before = load_version(transaction.as_read(), user, seen).await?;
    refuse_third_party(&before)?;
    let offer = before.undo.filter(|undo| undo.until > context.now).ok_or(ProblemKind::NothingToUndo)?;
    let previous = offer.previous_conference_id;
    let Some(new) = before.conference_id else {
        let after = give_conference_id(transaction, context, before, send_email).await?;
        // Who has dynamic IDs by now is enabled again, as before.
        if after.conference_id != Some(previous) && !after.has_dynamic_ids() {
            return Err(ProblemKind::UndoImpossible { previous }.into());
        }
        return complete(transaction.as_read(), context.now, after).await;
    };

    retire(transaction, context, &before, new, AssignmentCause::Undone, None).await?;
    let reinstated = transaction.reinstate_conference_id(before.bridge, previous, IdOwner::User(user)).await;
    if !reinstated.map_err(StoreError::after_check)? {
        return Err(ProblemKind::UndoImpossible { previous }.into());
    }
    begin(transaction, context, &before, previous, AssignmentCause::Undone).await?;
    let after =
        User { conference_id: Some(previous), conference_id_since: Some(context.now), undo: None, ..before };
    let after = save(transaction, context, after).await?;
    let detail = AuditDetail::ConferenceId { before: new.into(), after: previous.into(), reason: None };
    context.audit(transaction, AuditAction::ConferenceIdResetUndone, Some(after.id), Some(detail)).await?;

    let heard = heard(transaction.as_read(), user, new, previous).await?;
    supersede_kept(transaction, user, new).await?;
    let unheard = supersede_untrue(transaction, context, user).await?;
    let event = if unheard { Some(MailEvent::Enabled) } else { heard.correction() };
    if let Some(event) = event
        && wants_mail(transaction.as_read(), event, send_email).await?
    {
        enqueue(transaction, context, &after, event).await?;
    }
    schedule_after_undo(transaction, context, user).await?;
    complete(transaction.as_read(), context.now, after).await
}

/// Supersedes the emails about an ID that Konfid keeps, because no server is set up: they must not leave later.
async fn supersede_kept(transaction: &mut dyn Transaction, user: UserId, about: ConferenceId) -> Result<()> {
    let filter = MailFilter { user: Some(user), state: Some(MailState::Kept) };
    let query = MailQuery { filter, before: None, limit: KEPT_LOOKED_AT };
    for (mail, _) in transaction.mails(&query).await? {
        if mail.conference_id == Some(about) && tells_the_id(mail.event) {
            let state = MailState::Superseded;
            transaction.update_mail(&MailRecord { state, content: None, ..mail }).await?;
        }
    }
    Ok(())
}
