//! `GET /api/v1/bridges/{bridge}/service-numbers/{number}/impact`

use axum::Json;
use axum::extract::State;
use domain::operations::bridges;
use shared::paths::route;
use shared::{BridgeId, NumberImpact, PhoneNumber, Problem};

use crate::extract::OnBridge;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Whom it concerns when a service number is unregistered, or another one becomes the default.
#[utoipa::path(
    get,
    path = route::SERVICE_NUMBER_IMPACT,
    tag = "bridges",
    params(
        ("bridge" = BridgeId, Path, description = "The bridge."),
        ("number" = PhoneNumber, Path, description = "The number."),
    ),
    responses(
        (status = 200, description = "How many users.", body = NumberImpact),
        (status = 404, description = "There is no such bridge, or it has no such number.", body = Problem),
    )
)]
pub(crate) async fn show_number_impact(
    State(state): State<ApiState>,
    OnBridge(bridge, number): OnBridge<PhoneNumber>,
) -> Result<Json<NumberImpact>, ProblemResponse> {
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { bridges::number_impact(read, bridge, &number).await })
    });
    Ok(Json(read.await?))
}
