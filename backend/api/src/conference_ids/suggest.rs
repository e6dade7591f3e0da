//! `GET /api/v1/bridges/{bridge}/conference-id-suggestions`

use axum::Json;
use axum::extract::State;
use domain::operations::conference_ids;
use shared::paths::route;
use shared::{BridgeId, Problem, Suggestion, SuggestionOptions};

use crate::extract::{Path, Query};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Conference IDs of a bridge that are available and easy to remember, the best first, each with the reason. The same question
/// gives the same answer, as long as the IDs are available.
#[utoipa::path(
    get,
    path = route::CONFERENCE_ID_SUGGESTIONS,
    tag = "conference IDs",
    params(
        ("bridge" = BridgeId, Path, description = "The bridge; the first is 1."),
        SuggestionOptions,
    ),
    responses(
        (status = 200, description = "At most 8 suggestions.", body = Vec<Suggestion>),
        (status = 404, description = "There is no such bridge.", body = Problem),
        (status = 422, description = "A parameter is not valid.", body = Problem),
    )
)]
pub(crate) async fn suggest_conference_ids(
    State(state): State<ApiState>,
    Path(bridge): Path<BridgeId>,
    Query(options): Query<SuggestionOptions>,
) -> Result<Json<Vec<Suggestion>>, ProblemResponse> {
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { conference_ids::suggest_conference_ids(read, bridge, &options).await })
    });
    Ok(Json(read.await?))
}
