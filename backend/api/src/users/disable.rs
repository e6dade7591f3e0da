//! `POST /api/v1/users/{user}/disable`

use axum::extract::State;
use domain::operations::users;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, User, UserActionRequest, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Disables a user for dial-in conferencing: the conference ID stops working at once. A user that is not enabled
/// stays as it is.
#[utoipa::path(
    post,
    path = route::USER_DISABLE,
    tag = "users",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("If-Match" = Option<String>, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = Option<UserActionRequest>,
    responses(
        (status = 200, description = "The user as it is now.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "The conference ID is locked and was not typed.", body = Problem),
        (status = 412, description = "Somebody else changed the user first.", body = Problem),
        (status = 422, description = "What was typed is not the user’s conference ID.", body = Problem),
    )
)]
pub(crate) async fn disable_user(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<UserActionRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.optional();
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { users::disable_user(transaction, context, user, seen, body).await })
    });
    Ok(change.await?.with_entity_tag())
}
