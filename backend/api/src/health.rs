//! `GET /healthz` and `GET /readyz`: for those who watch over the process.

use axum::extract::State;
use shared::Problem;
use shared::paths::route;

use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Says that the process answers.
#[utoipa::path(
    get,
    path = route::HEALTHY,
    tag = "health",
    security(()),
    responses((status = 200, description = "The process answers.", body = String, content_type = "text/plain"))
)]
pub(crate) async fn show_health() -> &'static str {
    "healthy\n"
}

/// Says that the database takes changes as well, so that requests can be sent here.
#[utoipa::path(
    get,
    path = route::READY,
    tag = "health",
    security(()),
    responses(
        (status = 200, description = "The database takes changes.", body = String, content_type = "text/plain"),
        (status = 503, description = "The database cannot be written, or its file was moved or replaced.", body = Problem),
    )
)]
pub(crate) async fn show_readiness(State(state): State<ApiState>) -> Result<&'static str, ProblemResponse> {
    state.readiness.check(&state.application).await?;
    Ok("ready\n")
}
