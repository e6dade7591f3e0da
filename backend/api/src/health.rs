//! `GET /healthz` and `GET /readyz`: for those who watch over the process.

use axum::extract::State;
use shared::Problem;
use shared::paths::route;

use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Answers if the process is running.
#[utoipa::path(
    get,
    path = route::HEALTHY,
    tag = "health",
    security(()),
    responses((status = 200, description = "The process is running.", body = String, content_type = "text/plain"))
)]
pub(crate) async fn show_health() -> &'static str {
    "healthy\n"
}

/// Answers whether the database accepts changes, so that requests can be sent here.
#[utoipa::path(
    get,
    path = route::READY,
    tag = "health",
    security(()),
    responses(
        (status = 200, description = "The database accepts changes.", body = String, content_type = "text/plain"),
        (status = 503, description = "The database cannot be written to, or its file was moved or replaced.", body = Problem),
    )
)]
pub(crate) async fn show_readiness(State(state): State<ApiState>) -> Result<&'static str, ProblemResponse> {
    state.readiness.check(&state.application).await?;
    Ok("ready\n")
}
