//! `POST /api/v1/reservations`

use axum::extract::State;
use domain::Error;
use domain::operations::reservations;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, ProblemKind, Reservation, ReserveRequest};

use crate::change::{Changed, broken};
use crate::extract::{Authenticated, IdempotentJson};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Reserves a conference ID, or a range of at most 10,000, until a day. IDs in the range that belong to somebody or are in
/// quarantine stay as they are; the answer says how many were reserved.
#[utoipa::path(
    post,
    path = route::RESERVATIONS,
    tag = "conference IDs",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body(
        content = ReserveRequest,
        example = json!({"first": "4000000", "last": "4000099", "reservedFor": "The fair in Malmö", "until": "2027-06-30"}),
    ),
    responses(
        (status = 201, description = "The reservation.", body = Reservation),
        (status = 404, description = "There is no such bridge.", body = Problem),
        (status = 409, description = "The ID, or every ID of the range, is taken.", body = Problem),
        (status = 422, description = "A value is not valid.", body = Problem),
    )
)]
pub(crate) async fn reserve_conference_ids(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    IdempotentJson { key, body }: IdempotentJson<ReserveRequest>,
) -> Result<Changed, ProblemResponse> {
    let last = body.last.unwrap_or(body.first);
    let first =
        state.change::<Reservation>(actor.clone(), key, StatusCode::CREATED, move |transaction, context| {
            Box::pin(async move { Ok(reservations::reserve(transaction, context, &body).await?.reservation) })
        });
    let first = first.await?;
    let mut reservation =
        first.shown::<Reservation>().ok_or_else(|| broken("a kept answer cannot be read"))?;
    // A few in each transaction, so that nobody waits for it. A request that comes again takes it up where it was left, also
    // while the first one is still at it.
    while reservation.last < last {
        let id = reservation.id;
        let step = state.application.in_transaction_as(actor.clone(), move |transaction, context| {
            Box::pin(async move { reservations::continue_reserving(transaction, context, id, last).await })
        });
        match step.await {
            Ok(reserved) => reservation = reserved.reservation,
            // Released since; what was answered before is answered again.
            Err(Error::Problem(ProblemKind::NotFound)) if first.is_replayed() => return Ok(first),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(first.with_body(&reservation)?)
}
