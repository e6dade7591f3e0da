//! `POST /api/v1/users/enable`

use axum::extract::State;
use domain::operations::jobs;
use http::StatusCode;
use shared::paths::route;
use shared::{EnableUsersRequest, Job, Problem};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Starts a job that enables many users. The answer comes at once; the job says how far it has come, and what became
/// of each user. One that is enabled already, or no longer exists, does not keep the others from it.
#[utoipa::path(
    post,
    path = route::USERS_ENABLE,
    tag = "users",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = EnableUsersRequest,
    responses(
        (status = 202, description = "The job; its address is in `Location`.", body = Job),
        (status = 422, description = "A value is not valid.", body = Problem),
    )
)]
pub(crate) async fn enable_users(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    IdempotentJson { key, body }: IdempotentJson<EnableUsersRequest>,
) -> Result<Changed, ProblemResponse> {
    let change = state.change(actor, key, StatusCode::ACCEPTED, move |transaction, context| {
        Box::pin(async move { jobs::start_enabling(transaction, context, &body).await })
    });
    Ok(change.await?.with_job_location())
}
