//! `GET /api/v1/statistics`

use axum::Json;
use axum::extract::State;
use domain::operations::statistics;
use shared::paths::route;
use shared::{Problem, Statistics, StatisticsRequest};

use crate::extract::Query;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Resets and enabled users on each of the last days, today included. Days begin and end at midnight in UTC.
#[utoipa::path(
    get,
    path = route::STATISTICS,
    tag = "overview",
    params(StatisticsRequest),
    responses(
        (status = 200, description = "The days, the earliest first.", body = Statistics),
        (status = 422, description = "There cannot be so many days.", body = Problem),
    )
)]
pub(crate) async fn show_statistics(
    State(state): State<ApiState>,
    Query(request): Query<StatisticsRequest>,
) -> Result<Json<Statistics>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { statistics::show_statistics(read, now, request).await })
    });
    Ok(Json(read.await?))
}
