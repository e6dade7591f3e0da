//! `GET /api/v1/users/{user}/scheduled-jobs`

use axum::Json;
use axum::extract::State;
use domain::operations::jobs;
use shared::paths::route;
use shared::{Job, Problem, UserId};

use crate::extract::{Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The jobs that wait for their time, or were paused before it, and will do something to this user; the one that comes
/// first first. One that finds its users by a filter when it begins is among them if the filter finds the user now.
#[utoipa::path(
    get,
    path = route::USER_SCHEDULED_JOBS,
    tag = "jobs",
    params(("user" = UserId, Path, description = "The user.")),
    responses(
        (status = 200, description = "The jobs.", body = Vec<Job>),
        (status = 404, description = "There is no such user, or no longer.", body = Problem),
    )
)]
pub(crate) async fn list_scheduled_jobs(
    State(state): State<ApiState>,
    ReaderLanguage(language): ReaderLanguage,
    Path(user): Path<UserId>,
) -> Result<Json<Vec<Job>>, ProblemResponse> {
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { jobs::list_scheduled_jobs(read, user, language).await })
    });
    Ok(Json(read.await?))
}
