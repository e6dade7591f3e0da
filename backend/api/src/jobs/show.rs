//! `GET /api/v1/jobs/{job}`

use axum::Json;
use axum::extract::State;
use domain::operations::jobs;
use shared::paths::route;
use shared::{Job, JobId, Problem};

use crate::extract::{Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// One job: its status, and how far it has come.
#[utoipa::path(
    get,
    path = route::JOB,
    tag = "jobs",
    params(("job" = JobId, Path, description = "The job.")),
    responses(
        (status = 200, description = "The job.", body = Job),
        (status = 404, description = "There is no such job, or it no longer exists.", body = Problem),
    )
)]
pub(crate) async fn show_job(
    State(state): State<ApiState>,
    ReaderLanguage(language): ReaderLanguage,
    Path(job): Path<JobId>,
) -> Result<Json<Job>, ProblemResponse> {
    let read = state
        .application
        .look_up(move |read| Box::pin(async move { jobs::show_job(read, job, language).await }));
    Ok(Json(read.await?))
}
