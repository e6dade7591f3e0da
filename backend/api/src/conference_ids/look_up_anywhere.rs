//! `GET /api/v1/conference-ids/{digits}`

use axum::Json;
use axum::extract::State;
use domain::operations::conference_ids;
use shared::paths::route;
use shared::{ConferenceId, ConferenceIdReport, Problem, ProblemKind};

use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Who has or had a conference ID, and when, on every bridge: the default one first, without those that know nothing of it.
/// If none does, the default bridge says so. Spaces and hyphens between the digits do not matter.
#[utoipa::path(
    get,
    path = route::CONFERENCE_ID_ANYWHERE,
    tag = "conference IDs",
    params(("digits" = String, Path, description = "Seven digits.", example = "8271964")),
    responses(
        (status = 200, description = "Who has or had the ID, for each bridge.", body = Vec<ConferenceIdReport>),
        (status = 404, description = "It is not even text.", body = Problem),
        (status = 422, description = "It is not a conference ID.", body = Problem),
    )
)]
pub(crate) async fn look_up_anywhere(
    State(state): State<ApiState>,
    Path(digits): Path<String>,
) -> Result<Json<Vec<ConferenceIdReport>>, ProblemResponse> {
    let id: ConferenceId = digits.parse().map_err(ProblemKind::ConferenceIdInvalid)?;
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { conference_ids::look_up_anywhere(read, now, id).await })
    });
    Ok(Json(read.await?))
}
