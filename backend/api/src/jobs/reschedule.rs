//! `POST /api/v1/jobs/{job}/reschedule`

use axum::extract::State;
use domain::operations::jobs;
use http::StatusCode;
use shared::paths::route;
use shared::{Job, JobId, Problem, RescheduleJobRequest};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Gives a job that was scheduled and has not begun another time, or has it begin at once. One that was paused is scheduled
/// again.
#[utoipa::path(
    post,
    path = route::JOB_RESCHEDULE,
    tag = "jobs",
    params(
        ("job" = JobId, Path, description = "The job."),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = RescheduleJobRequest,
    responses(
        (status = 200, description = "The job.", body = Job),
        (status = 404, description = "There is no such job, or it no longer exists.", body = Problem),
        (status = 409, description = "It is over, was not scheduled, or has begun.", body = Problem),
        (status = 422, description = "The moment has passed, or is too far ahead.", body = Problem),
    )
)]
pub(crate) async fn reschedule_job(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(job): Path<JobId>,
    ReaderLanguage(language): ReaderLanguage,
    IdempotentJson { key, body }: IdempotentJson<RescheduleJobRequest>,
) -> Result<Changed, ProblemResponse> {
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { jobs::reschedule_job(transaction, context, job, body, language).await })
    });
    change.await
}
