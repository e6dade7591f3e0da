//! `POST /api/v1/users/{user}/enable`

use axum::extract::State;
use domain::operations::users;
use http::StatusCode;
use shared::paths::route;
use shared::{EnableUserRequest, Problem, User, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Enables a user for dial-in conferencing: it gets a conference ID at once. An enabled user stays as it is. A user with a
/// third-party provider is refused, unless `replaceProvider` says that it is to be replaced with the built-in one.
#[utoipa::path(
    post,
    path = route::USER_ENABLE,
    tag = "users",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("If-Match" = Option<String>, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = Option<EnableUserRequest>,
    responses(
        (status = 200, description = "The user as it is now.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "The user has a third-party provider, or no conference ID is left.", body = Problem),
        (status = 412, description = "Somebody else changed the user first.", body = Problem),
    )
)]
pub(crate) async fn enable_user(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<EnableUserRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.optional();
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move {
            if body.replace_provider {
                users::enable_user_anyway(transaction, context, user, seen, body.send_email).await
            } else {
                users::enable_user(transaction, context, user, seen, body.send_email).await
            }
        })
    });
    Ok(change.await?.with_entity_tag())
}
