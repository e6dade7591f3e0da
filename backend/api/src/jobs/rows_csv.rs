//! `GET /api/v1/jobs/{job}/rows.csv`

use axum::body::Body;
use axum::extract::State;
use axum::response::IntoResponse;
use domain::operations::jobs;
use domain::{Error, Result};
use futures::stream::{self, StreamExt as _};
use http::header;
use shared::paths::route;
use shared::{JobId, JobRowFilter, Problem};

use crate::extract::{Path, Query, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A job's rows that are done, as CSV for spreadsheets, in the reader's language. No cell can be taken for a formula.
#[utoipa::path(
    get,
    path = route::JOB_ROWS_CSV,
    tag = "jobs",
    params(("job" = JobId, Path, description = "The job."), JobRowFilter),
    responses(
        (status = 200, description = "CSV in UTF-8 with a byte order mark.", body = String, content_type = "text/csv"),
        (status = 404, description = "There is no such job, or it no longer exists.", body = Problem),
    )
)]
pub(crate) async fn export_job_rows(
    State(state): State<ApiState>,
    ReaderLanguage(language): ReaderLanguage,
    Path(job): Path<JobId>,
    Query(filter): Query<JobRowFilter>,
) -> Result<impl IntoResponse, ProblemResponse> {
    let read = state.application.look_up(move |read| {
        Box::pin(async move {
            jobs::show_job(read, job, language).await?;
            jobs::job_rows_header(language)
        })
    });
    let header = read.await?;
    let application = state.application;
    // Each part is read when the one before has left, so nothing is held for a client that reads slowly.
    let parts = stream::try_unfold(Some(0), move |after| {
        let application = application.clone();
        async move {
            let Some(after) = after else { return Ok::<_, Error>(None) };
            let read = application.in_snapshot(move |read| {
                Box::pin(async move { jobs::job_rows_table(read, job, filter, after, language).await })
            });
            let (text, next) = read.await?;
            Ok(Some((text, next)))
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"konfid-job.csv\""),
    ];
    Ok((headers, Body::from_stream(stream::iter([Ok(header)]).chain(parts))))
}
