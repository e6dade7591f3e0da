//! `GET /api/v1/users/{user}/reset-impact`

use axum::Json;
use axum::extract::State;
use domain::operations::conference_ids;
use shared::paths::route;
use shared::{Problem, ResetPreview, UserId};

use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// What a reset of the conference ID would mean, as far as Konfid knows by itself: planned meetings that have it, whether
/// the connected calendar follows, and emails. It changes nothing.
#[utoipa::path(
    get,
    path = route::USER_RESET_PREVIEW,
    tag = "conference IDs",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "What a reset would mean.", body = ResetPreview),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn preview_reset(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
) -> Result<Json<ResetPreview>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { conference_ids::preview_reset(read, now, user).await })
    });
    Ok(Json(read.await?.finish(now)))
}
