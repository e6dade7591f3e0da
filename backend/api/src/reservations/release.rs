//! `DELETE /api/v1/reservations/{reservation}`

use axum::extract::State;
use axum::response::Response;
use domain::Error;
use domain::operations::reservations;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, ProblemKind, ReservationId};

use crate::extract::{Authenticated, IdempotentJson, Nothing, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Releases the conference IDs of a reservation: from then on they are available to everybody.
#[utoipa::path(
    delete,
    path = route::RESERVATION,
    tag = "conference IDs",
    params(
        ("reservation" = ReservationId, Path, description = "The reservation."),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    responses(
        (status = 204, description = "The IDs are released."),
        (status = 404, description = "There is no such reservation.", body = Problem),
    )
)]
pub(crate) async fn release_reservation(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(reservation): Path<ReservationId>,
    IdempotentJson { key, body: Nothing {} }: IdempotentJson<Nothing>,
) -> Result<Response, ProblemResponse> {
    let first = state.change(actor.clone(), key, StatusCode::NO_CONTENT, move |transaction, context| {
        Box::pin(async move { reservations::release_reservation(transaction, context, reservation).await })
    });
    let first = first.await?;
    let mut more = first.shown::<bool>().unwrap_or_default();
    // A few in each transaction, so that nobody waits for it. A request that comes again takes it up where it was left.
    while more {
        let step = state.application.in_transaction_as(actor.clone(), move |transaction, context| {
            Box::pin(
                async move { reservations::release_reservation(transaction, context, reservation).await },
            )
        });
        more = match step.await {
            Ok(more) => more,
            // Somebody else has released the rest meanwhile.
            Err(Error::Problem(ProblemKind::NotFound)) => false,
            Err(error) => return Err(error.into()),
        };
    }
    Ok(first.without_body())
}
