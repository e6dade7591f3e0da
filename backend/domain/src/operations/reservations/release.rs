//! Releasing reserved conference IDs.

use shared::{AuditAction, ConferenceId, Day, ProblemKind, Reservation, ReservationId};

use super::{STEP, detail};
use crate::{OperationContext, Result, Transaction};

/// Releases IDs of a reservation, at most [`STEP`] of its range, and says whether there are more. What is left of its range is
/// still reserved until then. IDs that were assigned from it meanwhile stay with whom they belong to.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such reservation.
pub async fn release_reservation(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    reservation: ReservationId,
) -> Result<bool> {
    let reservation = transaction.reservation(reservation).await?.ok_or(ProblemKind::NotFound)?;
    release(transaction, context, reservation).await
}

/// Releases IDs of a reservation whose last day is over, if there is one; says whether to call it again.
///
/// # Errors
///
/// Only when the store fails.
pub async fn release_expired(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
) -> Result<bool> {
    let Some(expired) = transaction.expired_reservation(Day::of(context.now)).await? else {
        return Ok(false);
    };
    release(transaction, context, expired).await?;
    Ok(true)
}

async fn release(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    reservation: Reservation,
) -> Result<bool> {
    let Reservation { id, bridge, first, last, count, .. } = reservation;
    let to = ConferenceId::from_number(first.number() + STEP - 1).map_or(last, |to| to.min(last));
    let freed = transaction.release_conference_ids(bridge, first, to, id).await?;
    let part = Reservation { last: to, ..reservation.clone() };
    context.audit(transaction, AuditAction::ConferenceIdsReleased, None, Some(detail(&part, freed))).await?;
    let rest = ConferenceId::from_number(to.number() + 1).filter(|next| *next <= last);
    match rest {
        Some(first) => {
            let count = count.saturating_sub(freed);
            transaction.put_reservation(&Reservation { first, count, ..reservation }).await?;
        }
        None => transaction.delete_reservation(id).await?,
    }
    Ok(rest.is_some())
}
