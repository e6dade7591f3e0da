//! `DELETE /api/v1/users/{user}/pin`

use axum::extract::State;
use domain::operations::pins;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, User, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Nothing, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Removes a user's organizer PIN, and a one-time link that was not opened. A user without one stays as it is.
#[utoipa::path(
    delete,
    path = route::USER_PIN,
    tag = "users",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("If-Match" = Option<String>, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    responses(
        (status = 200, description = "The user as it is now.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 412, description = "Somebody else changed the user first.", body = Problem),
    )
)]
pub(crate) async fn remove_pin(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    seen: IfMatch,
    IdempotentJson { key, body: Nothing {} }: IdempotentJson<Nothing>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.optional();
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { pins::remove_pin(transaction, context, user, seen).await })
    });
    Ok(change.await?.with_entity_tag())
}
