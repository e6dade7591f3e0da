//! `POST /api/v1/users/{user}/pin/reset`

use axum::extract::State;
use domain::operations::pins;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, User, UserActionRequest, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Resets a user's organizer PIN. The old one stops working at once, and an email has a one-time link that creates a new one
/// and shows it. Without an email, the organizer gets a new PIN on their own page.
#[utoipa::path(
    post,
    path = route::USER_PIN_RESET,
    tag = "users",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("If-Match" = Option<String>, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = Option<UserActionRequest>,
    responses(
        (status = 200, description = "The user as it is now, without a PIN until the link is opened.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "The user is not enabled.", body = Problem),
        (status = 412, description = "Somebody else changed the user first.", body = Problem),
    )
)]
pub(crate) async fn reset_pin(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<UserActionRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.optional();
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { pins::reset_pin(transaction, context, user, seen, body.send_email).await })
    });
    Ok(change.await?.with_entity_tag())
}
