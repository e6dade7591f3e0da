//! `POST /api/v1/users/act`

use axum::extract::State;
use domain::operations::jobs;
use http::StatusCode;
use shared::paths::route;
use shared::{ActOnUsersRequest, Job, Problem};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Starts a job that does the same to many users, at once or at a moment: enables them, resets their conference IDs or
/// their PINs, disables them, or sends them the conference information. The answer comes at once; the job says how far it has come, and what became of each
/// user. One whom it does not concern, or who no longer exists, does not keep the others from it. A reset can be undone
/// for each user by itself. A job that begins later does nothing to an organizer during a planned meeting of theirs, but
/// waits until it is over; before it begins it can be given another time.
#[utoipa::path(
    post,
    path = route::USERS_ACT,
    tag = "users",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = ActOnUsersRequest,
    responses(
        (status = 202, description = "The job; its address is in `Location`.", body = Job),
        (status = 422, description = "A value is not valid.", body = Problem),
    )
)]
pub(crate) async fn act_on_users(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    IdempotentJson { key, body }: IdempotentJson<ActOnUsersRequest>,
) -> Result<Changed, ProblemResponse> {
    let change = state.change(actor, key, StatusCode::ACCEPTED, move |transaction, context| {
        Box::pin(async move { jobs::start_acting(transaction, context, &body).await })
    });
    Ok(change.await?.with_job_location())
}
