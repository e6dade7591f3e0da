//! `GET /api/v1/reservations`

use axum::Json;
use axum::extract::State;
use domain::operations::reservations;
use shared::paths::route;
use shared::{Page, PageRequest, Problem, Reservation, ReservationFilter};

use crate::extract::Query;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A page of the reservations, newest first.
#[utoipa::path(
    get,
    path = route::RESERVATIONS,
    tag = "conference IDs",
    params(ReservationFilter, PageRequest),
    responses(
        (status = 200, description = "A page of the list.", body = Page<Reservation>),
        (status = 422, description = "A parameter is not valid.", body = Problem),
    )
)]
pub(crate) async fn list_reservations(
    State(state): State<ApiState>,
    Query(filter): Query<ReservationFilter>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<Reservation>>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { reservations::list_reservations(read, now, filter, &page).await })
    });
    Ok(Json(read.await?))
}
