//! `GET /api/v1/bridges/{bridge}`

use axum::extract::State;
use domain::operations::bridges;
use shared::paths::route;
use shared::{BridgeId, BridgeReport, Problem};

use crate::answer::Versioned;
use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A phone bridge with its service numbers, and how many of its conference IDs are in use.
#[utoipa::path(
    get,
    path = route::BRIDGE,
    tag = "bridges",
    params(("bridge" = BridgeId, Path, description = "The bridge.")),
    responses(
        (status = 200, description = "The bridge; its version is in `ETag`.", body = BridgeReport),
        (status = 404, description = "There is no such bridge.", body = Problem),
    )
)]
pub(crate) async fn show_bridge(
    State(state): State<ApiState>,
    Path(bridge): Path<BridgeId>,
) -> Result<Versioned<BridgeReport>, ProblemResponse> {
    let now = state.application.now();
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { bridges::show_bridge(read, bridge, now).await }));
    let report = read.await?;
    Ok(Versioned(report.bridge.version, report))
}
