//! `GET /api/v1/bridges/{bridge}/history`

use axum::Json;
use axum::extract::State;
use domain::operations::bridges;
use shared::paths::route;
use shared::{BridgeHistory, BridgeId, Problem, StatisticsRequest};

use crate::extract::{Path, Query};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// How a bridge's range of conference IDs has filled, day by day; a day on which nobody looked is missing.
#[utoipa::path(
    get,
    path = route::BRIDGE_HISTORY,
    tag = "bridges",
    params(("bridge" = BridgeId, Path, description = "The bridge."), StatisticsRequest),
    responses(
        (status = 200, description = "The days, the latest last: now.", body = BridgeHistory),
        (status = 404, description = "There is no such bridge.", body = Problem),
        (status = 422, description = "A value is not valid.", body = Problem),
    )
)]
pub(crate) async fn show_bridge_history(
    State(state): State<ApiState>,
    Path(bridge): Path<BridgeId>,
    Query(request): Query<StatisticsRequest>,
) -> Result<Json<BridgeHistory>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { bridges::show_bridge_history(read, bridge, now, request).await })
    });
    Ok(Json(read.await?))
}
