//! Taking a reset back.

use shared::{
    AssignmentCause, AuditAction, ConferenceId, MailEvent, MailFilter, MailState, ProblemKind, User, UserId,
    Version,
};

use super::retire;
use crate::operations::mails::{enqueue, wants_mail};
use crate::operations::meeting_updates::schedule_after_undo;
use crate::operations::users::{begin, complete, load_version, save};
use crate::{MailQuery, MailRecord, OperationContext, Result, Transaction};

/// How many of the user's newest mails are looked at. A reset can be taken back for minutes only.
const MAILS_LOOKED_AT: u32 = 200;

/// Gives the user the previous ID back, while the offer stands; the new ID goes into quarantine.
///
/// The user is told that they keep the ID only if a mail about the new one has left or may have left. One that has
/// not left is superseded, and then nobody needs to hear of either.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has
/// changed since `seen`, [`ProblemKind::NothingToUndo`] when there was no reset or its time for an undo is
/// over, and [`ProblemKind::UndoImpossible`] when the previous ID is no longer in this user's quarantine.
pub async fn undo_reset(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Option<Version>,
    send_email: Option<bool>,
) -> Result<User> {
    let before = load_version(transaction.as_read(), user, seen).await?;
    let offer = before.undo.filter(|undo| undo.until > context.now).ok_or(ProblemKind::NothingToUndo)?;
    let new = before.conference_id.ok_or(ProblemKind::NothingToUndo)?;
    let previous = offer.previous_conference_id;

    retire(transaction, context, &before, new, AssignmentCause::Undone, None).await?;
    if !transaction.reinstate_conference_id(previous, user).await? {
        return Err(ProblemKind::UndoImpossible { previous }.into());
    }
    begin(transaction, context, user, previous, AssignmentCause::Undone).await?;
    let after =
        User { conference_id: Some(previous), conference_id_since: Some(context.now), undo: None, ..before };
    let after = save(transaction, context, after).await?;
    let detail = format!("{} → {}", new.masked(), previous.masked());
    context.audit(transaction, AuditAction::ConferenceIdResetUndone, Some(&after), Some(detail)).await?;

    let heard = what_was_heard(transaction, user, new, previous).await?;
    let unheard = transaction.supersede_mails(user, &[MailEvent::Enabled], context.now).await?;
    let stale = [MailEvent::ConferenceIdChanged, MailEvent::ConferenceInfo];
    transaction.supersede_mails(user, &stale, context.now).await?;
    let event = if unheard > 0 { Some(MailEvent::Enabled) } else { heard.correction() };
    if let Some(event) = event
        && wants_mail(transaction.as_read(), send_email).await?
    {
        enqueue(transaction, context, &after, event).await?;
    }
    schedule_after_undo(transaction, context, user).await?;
    complete(transaction.as_read(), context.now, after).await
}

/// What the user may have read in mails.
struct Heard {
    /// The ID that is taken back.
    of_new: bool,
    /// The ID that the user has again.
    of_previous: bool,
    /// A mail was to tell the user of that ID, and never left: a second reset came before it.
    of_previous_in_vain: bool,
}

impl Heard {
    /// The mail after which the user knows what is true.
    const fn correction(&self) -> Option<MailEvent> {
        if self.of_previous_in_vain && !self.of_previous {
            Some(MailEvent::ConferenceIdChanged)
        } else if self.of_new {
            Some(MailEvent::ResetUndone)
        } else {
            None
        }
    }
}

/// Looks through the user's mails. A kept one about the new ID is superseded, for it must not leave later.
async fn what_was_heard(
    transaction: &mut dyn Transaction,
    user: UserId,
    new: ConferenceId,
    previous: ConferenceId,
) -> Result<Heard> {
    let mut heard = Heard { of_new: false, of_previous: false, of_previous_in_vain: false };
    let filter = MailFilter { user: Some(user), state: None };
    let query = MailQuery { filter, before: None, limit: MAILS_LOOKED_AT };
    for (mail, _) in transaction.mails(&query).await? {
        let tells_the_id = match mail.event {
            MailEvent::Enabled
            | MailEvent::ConferenceIdChanged
            | MailEvent::ResetUndone
            | MailEvent::ConferenceInfo => true,
            MailEvent::Disabled | MailEvent::OrganizerLink => false,
        };
        if !tells_the_id {
            continue;
        }
        let (is_new, is_previous) = (mail.conference_id == Some(new), mail.conference_id == Some(previous));
        match mail.state {
            MailState::Sent | MailState::Sending => {
                heard.of_new |= is_new;
                heard.of_previous |= is_previous;
            }
            // A process that took it and died may have sent it.
            MailState::Queued if mail.attempts > 0 && mail.last_error.is_none() => heard.of_new |= is_new,
            MailState::Superseded | MailState::Failed => heard.of_previous_in_vain |= is_previous,
            MailState::Kept if is_new => {
                let state = MailState::Superseded;
                transaction.update_mail(&MailRecord { state, content: None, ..mail }).await?;
            }
            MailState::Queued | MailState::Kept => {}
        }
    }
    Ok(heard)
}
