//! Reserving conference IDs.

use shared::{
    AuditAction, ConferenceId, Day, Fault, IdOwner, ProblemKind, Reservation, ReservationId, ReserveRequest,
};

use super::{STEP, detail};
use crate::operations::users::check_name;
use crate::{Error, OperationContext, Result, Transaction, default_bridge, is_service_number};

/// How far a reservation has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reserved {
    /// The reservation as it is now.
    pub reservation: Reservation,
    /// The first ID that is still to be reserved; `None` at the end.
    pub next: Option<ConferenceId>,
}

/// Makes a reservation with its first [`STEP`] IDs. The range of a reservation is what was looked at: it grows with
/// [`continue_reserving`], and is shorter where that never came to its end. IDs in the range that belong to somebody or are in
/// quarantine stay as they are.
///
/// # Errors
///
/// A field's fault when the range or the day makes no sense, [`ProblemKind::NotFound`] when there is no such bridge, and for a
/// single ID the problem that stands against it.
pub async fn reserve(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    request: &ReserveRequest,
) -> Result<Reserved> {
    let reserved_for = check_name("reservedFor", &request.reserved_for, Reservation::FOR_LENGTH_MAX)?;
    let (first, last) = check_range(request)?;
    if request.until < Day::of(context.now) {
        return Err(Error::field("until", Fault::DayOver));
    }
    let bridge = match request.bridge {
        Some(id) => transaction.bridges().await?.into_iter().find(|bridge| bridge.id == id),
        None => Some(default_bridge(transaction).await?),
    };
    let bridge = bridge.ok_or(ProblemKind::NotFound)?;
    if first == last {
        if is_service_number(&bridge, first) {
            return Err(ProblemKind::ConferenceIdOfServiceNumber.into());
        }
        check_free(transaction, context, &bridge, first).await?;
    }
    let reservation = Reservation {
        id: ReservationId::from_uuid(context.new_uuid()),
        bridge: bridge.id,
        first,
        last: first,
        count: 0,
        reserved_for,
        until: request.until,
        created_at: context.now,
    };
    let reserved = step(transaction, context, reservation, first, last).await?;
    if reserved.next.is_none() && reserved.reservation.count == 0 {
        return Err(ProblemKind::ConferenceIdTaken.into());
    }
    Ok(reserved)
}

/// Reserves the next IDs of a range, up to `last`. A reservation that was released meanwhile stays released.
///
/// # Errors
///
/// [`ProblemKind::NotFound`] when there is no such reservation any more.
pub async fn continue_reserving(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    reservation: ReservationId,
    last: ConferenceId,
) -> Result<Reserved> {
    let reservation = transaction.reservation(reservation).await?.ok_or(ProblemKind::NotFound)?;
    match ConferenceId::from_number(reservation.last.number() + 1).filter(|next| *next <= last) {
        Some(next) => step(transaction, context, reservation, next, last).await,
        None => Ok(Reserved { reservation, next: None }),
    }
}

async fn step(
    transaction: &mut dyn Transaction,
    context: &mut OperationContext,
    reservation: Reservation,
    from: ConferenceId,
    last: ConferenceId,
) -> Result<Reserved> {
    let to = ConferenceId::from_number(from.number() + STEP - 1).map_or(last, |to| to.min(last));
    let count = transaction.reserve_conference_ids(reservation.bridge, from, to, reservation.id).await?;
    let part = Reservation { first: from, last: to, ..reservation.clone() };
    context.audit(transaction, AuditAction::ConferenceIdsReserved, None, Some(detail(&part, count))).await?;
    let reservation = Reservation { last: to, count: reservation.count + count, ..reservation };
    transaction.put_reservation(&reservation).await?;
    let next = ConferenceId::from_number(to.number() + 1).filter(|next| *next <= last);
    Ok(Reserved { reservation, next })
}

fn check_range(request: &ReserveRequest) -> Result<(ConferenceId, ConferenceId)> {
    let (first, last) = (request.first, request.last.unwrap_or(request.first));
    if last < first {
        return Err(Error::field("last", Fault::BeforeFirst));
    }
    if last.number() - first.number() >= Reservation::LENGTH_MAX {
        return Err(Error::field("last", Fault::MoreIdsThan(Reservation::LENGTH_MAX)));
    }
    Ok((first, last))
}

/// Says why a single ID cannot be reserved.
async fn check_free(
    transaction: &mut dyn Transaction,
    context: &OperationContext,
    bridge: &shared::Bridge,
    id: ConferenceId,
) -> Result<()> {
    let Some(entry) = transaction.ledger_entry(bridge.id, id).await? else { return Ok(()) };
    let problem = match (entry.quarantined_until, entry.owner) {
        (Some(until), _) if until <= context.now => {
            // It is free, only the upkeep has not come by yet.
            transaction.end_quarantines(context.now).await?;
            return Ok(());
        }
        (Some(until), _) => ProblemKind::ConferenceIdQuarantined { until },
        (None, IdOwner::Reservation(other)) => {
            let other = transaction.reservation(other).await?;
            ProblemKind::ConferenceIdReserved {
                reserved_for: other.map(|other| other.reserved_for).unwrap_or_default(),
            }
        }
        (None, IdOwner::User(_) | IdOwner::Meeting(_) | IdOwner::Room(_)) => ProblemKind::ConferenceIdTaken,
    };
    Err(problem.into())
}
