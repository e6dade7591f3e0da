//! `GET /api/v1/conference-ids/{digits}`

use axum::Json;
use axum::extract::State;
use domain::operations::conference_ids;
use shared::paths::route;
use shared::{ConferenceId, ConferenceIdReport, Problem, ProblemKind};

use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Who has or had a conference ID, and when. Spaces and hyphens between the digits do
/// not matter.
#[utoipa::path(
    get,
    path = route::CONFERENCE_ID,
    tag = "conference IDs",
    params(("digits" = String, Path, description = "Seven digits.", example = "8271964")),
    responses(
        (status = 200, description = "Who has or had the ID.", body = ConferenceIdReport),
        (status = 422, description = "It is not a conference ID.", body = Problem),
    )
)]
pub(crate) async fn look_up_conference_id(
    State(state): State<ApiState>,
    Path(digits): Path<String>,
) -> Result<Json<ConferenceIdReport>, ProblemResponse> {
    let id: ConferenceId = digits.parse().map_err(ProblemKind::ConferenceIdInvalid)?;
    let now = state.application.now();
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { conference_ids::look_up(read, now, id).await }));
    Ok(Json(read.await?))
}
