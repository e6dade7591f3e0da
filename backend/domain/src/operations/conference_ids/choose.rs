//! Choosing a conference ID.

use shared::{
    AssignmentCause, AuditAction, ChooseConferenceIdRequest, Fault, Finding, IdOwner, ProblemKind,
    Reservation, Timestamp, User, UserId, Version,
};

use super::availability::findings;
use super::replace::{Replacement, check_reason, replace};
use super::{check_lock, retire, static_id};
use crate::operations::users::{begin, complete, load_version};
use crate::{Error, LedgerEntry, OperationContext, Result, StoreError, Transaction};

/// Gives the user the ID that was chosen: the old one stops at once and goes into quarantine, as in a reset. An ID of the
/// user's own comes back out of quarantine; one of the named reservation goes from there to the user. A user who has the ID
/// already stays as they are.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such user, [`ProblemKind::VersionStale`] when the user has changed since
/// `seen`, a problem when there is no ID to replace, or it is locked and was not typed, a field's fault when the reason is
/// too long or the reservation is another one, and otherwise the problem that stands against the ID (see
/// [`Finding`]): that it is taken, in quarantine, reserved, the end of a service number, or, without a yes, easily guessed
/// or a look-alike.
pub async fn choose_conference_id(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    user: UserId,
    seen: Version,
    request: &ChooseConferenceIdRequest,
) -> Result<User> {
    let reason = check_reason(request.reason.as_deref())?;
    let before = load_version(transaction.as_read(), user, Some(seen)).await?;
    let (old, new) = (static_id(&before)?, request.conference_id);
    if old == new {
        return complete(transaction.as_read(), context.now, before).await;
    }
    check_lock(&before, request.confirm_conference_id)?;
    let found = findings(transaction.as_read(), context.now, before.bridge, new, Some(&before)).await?;
    for finding in &found {
        permit(finding, request)?;
    }
    if let Some(named) = request.reservation {
        let is_it = |finding: &Finding| matches!(finding, Finding::Reserved { reservation, .. } if *reservation == named);
        if !found.iter().any(is_it) {
            return Err(Error::field("reservation", Fault::NotTheReservation));
        }
    }

    retire(transaction, context, &before, old, AssignmentCause::Chosen, reason.clone()).await?;
    enter(transaction, context.now, &before, request).await?;
    begin(transaction, context, &before, new, AssignmentCause::Chosen).await?;
    let (action, send_email) = (AuditAction::ConferenceIdChosen, request.send_email);
    replace(transaction, context, before, Replacement { old, new, action, reason, send_email }).await
}

/// Refuses what was found, unless there is a yes to it.
fn permit(finding: &Finding, request: &ChooseConferenceIdRequest) -> Result<()> {
    let problem = match finding {
        Finding::Present | Finding::Quarantined { own: true, .. } => return Ok(()),
        Finding::Reserved { reservation, .. } if request.reservation == Some(*reservation) => return Ok(()),
        Finding::Guessable { has_pin: Some(true), .. } if request.accept_guessable => return Ok(()),
        Finding::LookAlike { .. } if request.accept_look_alike => return Ok(()),
        Finding::Taken { .. } => ProblemKind::ConferenceIdTaken,
        Finding::Quarantined { until, own: false, .. } => {
            ProblemKind::ConferenceIdQuarantined { until: *until }
        }
        Finding::Reserved { reserved_for, .. } => {
            ProblemKind::ConferenceIdReserved { reserved_for: reserved_for.clone() }
        }
        Finding::ServiceNumber { .. } => ProblemKind::ConferenceIdOfServiceNumber,
        Finding::Guessable { has_pin, .. } => {
            ProblemKind::ConferenceIdGuessable { has_pin: *has_pin == Some(true) }
        }
        Finding::LookAlike { conference_id, .. } => {
            ProblemKind::ConferenceIdLooksAlike { other: *conference_id }
        }
    };
    Err(problem.into())
}

/// Enters the chosen ID into the ledger as the user's.
async fn enter(
    transaction: &mut dyn Transaction,
    now: Timestamp,
    user: &User,
    request: &ChooseConferenceIdRequest,
) -> Result<()> {
    let (bridge, id, owner) = (user.bridge, request.conference_id, IdOwner::User(user.id));
    let mut entry = transaction.ledger_entry(bridge, id).await?;
    let is_over = |entry: &LedgerEntry| entry.quarantined_until.is_some_and(|until| until <= now);
    if entry.as_ref().is_some_and(is_over) {
        // It is free, only the upkeep has not come by yet.
        transaction.end_quarantines(now).await?;
        entry = None;
    }
    let entered = match entry.map(|entry| entry.owner) {
        None => transaction.take_conference_id(bridge, id, owner).await,
        // One that is over counts as well: until the upkeep has released it, it has the ID.
        Some(from @ IdOwner::Reservation(reservation)) => {
            if let Some(kept) = transaction.reservation(reservation).await? {
                let count = kept.count.saturating_sub(1);
                transaction.put_reservation(&Reservation { count, ..kept }).await?;
            }
            transaction.move_conference_id(bridge, id, from, owner).await
        }
        Some(IdOwner::User(_) | IdOwner::Meeting(_) | IdOwner::Room(_)) => {
            transaction.reinstate_conference_id(bridge, id, owner).await
        }
    };
    // It was looked at in this transaction; whoever is in between makes the work run again.
    if entered.map_err(StoreError::after_check)? { Ok(()) } else { Err(StoreError::Conflict.into()) }
}
