//! `GET /api/v1/users/{user}/pin`

use axum::Json;
use axum::extract::State;
use domain::operations::pins;
use shared::paths::route;
use shared::{OrganizerPinReport, Problem, UserId};

use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Whether a user has an organizer PIN, and whether the latest one-time link to it was opened. Nobody can read the PIN
/// itself.
#[utoipa::path(
    get,
    path = route::USER_PIN,
    tag = "users",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "What is known of the PIN.", body = OrganizerPinReport),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn show_pin(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
) -> Result<Json<OrganizerPinReport>, ProblemResponse> {
    let now = state.application.now();
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { pins::show_pin(read, now, user).await }));
    Ok(Json(read.await?))
}
