//! `GET /api/v1/jobs`

use axum::Json;
use axum::extract::State;
use domain::operations::jobs;
use shared::paths::route;
use shared::{Job, Page, PageRequest};

use crate::extract::{Query, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A page of the jobs of the last 90 days, newest first.
#[utoipa::path(
    get,
    path = route::JOBS,
    tag = "jobs",
    params(PageRequest),
    responses((status = 200, description = "A page of the list.", body = Page<Job>))
)]
pub(crate) async fn list_jobs(
    State(state): State<ApiState>,
    ReaderLanguage(language): ReaderLanguage,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<Job>>, ProblemResponse> {
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { jobs::list_jobs(read, &page, language).await }));
    Ok(Json(read.await?))
}
