//! `POST /api/v1/jobs/{job}/pause`, `/resume` and `/cancel`

use axum::extract::State;
use domain::Actor;
use domain::operations::idempotency::IdempotentRequest;
use domain::operations::jobs;
use http::StatusCode;
use shared::paths::route;
use shared::{Job, JobAct, JobId, Language, Problem};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, Nothing, Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Pauses a job: the step in hand is finished, and no other is begun. Pausing a job that does not go on changes
/// nothing.
#[utoipa::path(
    post,
    path = route::JOB_PAUSE,
    tag = "jobs",
    params(
        ("job" = JobId, Path, description = "The job."),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    responses(
        (status = 200, description = "The job.", body = Job),
        (status = 404, description = "There is no such job, or it no longer exists.", body = Problem),
        (status = 409, description = "The job is over.", body = Problem),
    )
)]
pub(crate) async fn pause_job(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(job): Path<JobId>,
    ReaderLanguage(language): ReaderLanguage,
    IdempotentJson { key, body: Nothing {} }: IdempotentJson<Nothing>,
) -> Result<Changed, ProblemResponse> {
    act(&state, actor, job, JobAct::Pause, language, key).await
}

/// Resumes a job that was paused, or that has stopped: it goes on with the next row. Resuming a job that goes on
/// changes nothing.
#[utoipa::path(
    post,
    path = route::JOB_RESUME,
    tag = "jobs",
    params(
        ("job" = JobId, Path, description = "The job."),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    responses(
        (status = 200, description = "The job.", body = Job),
        (status = 404, description = "There is no such job, or it no longer exists.", body = Problem),
        (status = 409, description = "The job is over.", body = Problem),
    )
)]
pub(crate) async fn resume_job(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(job): Path<JobId>,
    ReaderLanguage(language): ReaderLanguage,
    IdempotentJson { key, body: Nothing {} }: IdempotentJson<Nothing>,
) -> Result<Changed, ProblemResponse> {
    act(&state, actor, job, JobAct::Resume, language, key).await
}

/// Cancels a job for good. What is done stays done. Cancelling it twice changes nothing.
#[utoipa::path(
    post,
    path = route::JOB_CANCEL,
    tag = "jobs",
    params(
        ("job" = JobId, Path, description = "The job."),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    responses(
        (status = 200, description = "The job.", body = Job),
        (status = 404, description = "There is no such job, or it no longer exists.", body = Problem),
        (status = 409, description = "The job is over.", body = Problem),
    )
)]
pub(crate) async fn cancel_job(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(job): Path<JobId>,
    ReaderLanguage(language): ReaderLanguage,
    IdempotentJson { key, body: Nothing {} }: IdempotentJson<Nothing>,
) -> Result<Changed, ProblemResponse> {
    act(&state, actor, job, JobAct::Cancel, language, key).await
}

async fn act(
    state: &ApiState,
    actor: Actor,
    job: JobId,
    act: JobAct,
    language: Language,
    key: Option<IdempotentRequest>,
) -> Result<Changed, ProblemResponse> {
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { jobs::act_on_job(transaction, context, job, act, language).await })
    });
    change.await
}
