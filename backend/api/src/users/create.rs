//! `POST /api/v1/users`

use axum::extract::State;
use domain::operations::users;
use http::StatusCode;
use shared::paths::route;
use shared::{CreateUserRequest, Problem, User};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Creates a user, and enables it for dial-in conferencing if the request says so.
#[utoipa::path(
    post,
    path = route::USERS,
    tag = "users",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = CreateUserRequest,
    responses(
        (status = 201, description = "The new user; its address is in `Location`.", body = User),
        (status = 409, description = "The principal name is taken, or no conference ID is left.", body = Problem),
        (status = 422, description = "A value is not valid.", body = Problem),
    )
)]
pub(crate) async fn create_user(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    IdempotentJson { key, body }: IdempotentJson<CreateUserRequest>,
) -> Result<Changed, ProblemResponse> {
    let change = state.change(actor, key, StatusCode::CREATED, move |transaction, context| {
        Box::pin(async move { users::create_user(transaction, context, &body).await })
    });
    Ok(change.await?.with_entity_tag().with_user_location())
}
