//! `GET /api/v1/bridges`

use axum::Json;
use axum::extract::State;
use domain::operations::bridges;
use shared::BridgeReport;
use shared::paths::route;

use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// All phone bridges with their service numbers, each with how many of its conference IDs are in use and where that
/// leads.
#[utoipa::path(
    get,
    path = route::BRIDGES,
    tag = "bridges",
    responses((status = 200, description = "The bridges.", body = Vec<BridgeReport>))
)]
pub(crate) async fn list_bridges(
    State(state): State<ApiState>,
) -> Result<Json<Vec<BridgeReport>>, ProblemResponse> {
    let now = state.application.now();
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { bridges::list_bridges(read, now).await }));
    Ok(Json(read.await?))
}
