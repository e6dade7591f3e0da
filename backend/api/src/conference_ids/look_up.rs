//! `GET /api/v1/bridges/{bridge}/conference-ids/{digits}`

use axum::Json;
use axum::extract::State;
use domain::operations::conference_ids;
use shared::paths::route;
use shared::{BridgeId, ConferenceId, ConferenceIdReport, Problem, ProblemKind};

use crate::extract::OnBridge;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Who has or had a conference ID on a bridge, and when. Spaces and hyphens between the digits do
/// not matter.
#[utoipa::path(
    get,
    path = route::CONFERENCE_ID,
    tag = "conference IDs",
    params(
        ("bridge" = BridgeId, Path, description = "The bridge; the first is 1."),
        ("digits" = String, Path, description = "Seven digits.", example = "8271964"),
    ),
    responses(
        (status = 200, description = "Who has or had the ID.", body = ConferenceIdReport),
        (status = 404, description = "There is no such bridge.", body = Problem),
        (status = 422, description = "It is not a conference ID.", body = Problem),
    )
)]
pub(crate) async fn look_up_conference_id(
    State(state): State<ApiState>,
    OnBridge(bridge, digits): OnBridge<String>,
) -> Result<Json<ConferenceIdReport>, ProblemResponse> {
    let id: ConferenceId = digits.parse().map_err(ProblemKind::ConferenceIdInvalid)?;
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { conference_ids::look_up(read, now, bridge, id).await })
    });
    Ok(Json(read.await?))
}
