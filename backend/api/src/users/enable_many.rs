//! `POST /api/v1/users/enable`

use axum::extract::State;
use domain::operations::users;
use http::StatusCode;
use shared::paths::route;
use shared::{EnableUsersRequest, EnableUsersResponse, Problem};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Enables many users, one batch for each request; a batch is enabled as a whole or not at all. Repeat, with a new
/// idempotency key, until
/// `remaining` is 0.
#[utoipa::path(
    post,
    path = route::USERS_ENABLE,
    tag = "users",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = EnableUsersRequest,
    responses(
        (status = 200, description = "The users that were enabled now.", body = EnableUsersResponse),
        (status = 409, description = "There are not enough conference IDs left.", body = Problem),
        (status = 422, description = "A value is not valid.", body = Problem),
    )
)]
pub(crate) async fn enable_users(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    IdempotentJson { key, body }: IdempotentJson<EnableUsersRequest>,
) -> Result<Changed, ProblemResponse> {
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { users::enable_users(transaction, context, &body).await })
    });
    change.await
}
