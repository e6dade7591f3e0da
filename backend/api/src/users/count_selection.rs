//! `POST /api/v1/users/selection`

use axum::Json;
use axum::extract::State;
use domain::operations::users;
use shared::paths::route;
use shared::{CountSelectionRequest, Problem, SelectionCounts};

use crate::extract::Json as Body;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Counts the users of a selection, before the same is done to all of them. Nothing is changed.
#[utoipa::path(
    post,
    path = route::USERS_SELECTION,
    tag = "users",
    request_body = CountSelectionRequest,
    responses(
        (status = 200, description = "How many users there are, by what could be done with them.", body = SelectionCounts),
        (status = 422, description = "A value is not valid.", body = Problem),
    )
)]
pub(crate) async fn count_selection(
    State(state): State<ApiState>,
    Body(request): Body<CountSelectionRequest>,
) -> Result<Json<SelectionCounts>, ProblemResponse> {
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { users::count_selection(read, &request.selection).await })
    });
    Ok(Json(read.await?))
}
