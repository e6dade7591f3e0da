//! `PATCH /api/v1/users/{user}`

use axum::extract::State;
use domain::operations::users;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, UpdateUserRequest, User, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Changes the values of a user that are given, and leaves the rest as they are.
#[utoipa::path(
    patch,
    path = route::USER,
    tag = "users",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = UpdateUserRequest,
    responses(
        (status = 200, description = "The user as it is now.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "The principal name is taken.", body = Problem),
        (status = 412, description = "Somebody else changed the user first.", body = Problem),
        (status = 422, description = "A value is not valid.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn update_user(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<UpdateUserRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.required()?;
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { users::update_user(transaction, context, user, seen, &body).await })
    });
    Ok(change.await?.with_entity_tag())
}
