//! `GET /healthz` and `GET /readyz`: for those who watch over the process.

use axum::extract::State;
use shared::Problem;
use shared::paths::route;

use crate::problem::Failure;
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

/// Says that the database answers as well, so that requests can be sent here.
#[utoipa::path(
    get,
    path = route::READY,
    tag = "health",
    security(()),
    responses(
        (status = 200, description = "The database answers.", body = String, content_type = "text/plain"),
        (status = 503, description = "The database does not answer.", body = Problem),
    )
)]
pub(crate) async fn show_readiness(State(state): State<ApiState>) -> Result<&'static str, Failure> {
    state.konfid.read(|read| Box::pin(async move { Ok(read.settings().await.map(drop)?) })).await?;
    Ok("ready\n")
}
