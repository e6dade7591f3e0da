//! `GET /api/v1/jobs/{job}/rows`

use axum::Json;
use axum::extract::State;
use domain::operations::jobs;
use shared::paths::route;
use shared::{JobId, JobRow, JobRowFilter, Page, PageRequest, Problem};

use crate::extract::{Path, Query, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A page of a job's rows that are done, in their order, with what became of each.
#[utoipa::path(
    get,
    path = route::JOB_ROWS,
    tag = "jobs",
    params(("job" = JobId, Path, description = "The job."), JobRowFilter, PageRequest),
    responses(
        (status = 200, description = "A page of the rows.", body = Page<JobRow>),
        (status = 404, description = "There is no such job, or it no longer exists.", body = Problem),
    )
)]
pub(crate) async fn list_job_rows(
    State(state): State<ApiState>,
    ReaderLanguage(language): ReaderLanguage,
    Path(job): Path<JobId>,
    Query(filter): Query<JobRowFilter>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<JobRow>>, ProblemResponse> {
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { jobs::list_job_rows(read, job, filter, &page, language).await })
    });
    Ok(Json(read.await?))
}
