//! `POST /api/v1/users/{user}/bridge`

use axum::extract::State;
use domain::operations::users;
use http::StatusCode;
use shared::paths::route;
use shared::{ChangeBridgeRequest, Problem, User, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Moves a user to another bridge: the conference ID goes into quarantine on the old one, and the user gets a new one on
/// the new bridge. Numbers of the old bridge are no longer the user's.
#[utoipa::path(
    post,
    path = route::USER_BRIDGE,
    tag = "users",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = ChangeBridgeRequest,
    responses(
        (status = 200, description = "The user, with the new ID.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "The bridge has no conference ID left, or the present one is locked and was not typed.", body = Problem),
        (status = 412, description = "Somebody else changed the user first; nothing was changed.", body = Problem),
        (status = 422, description = "There is no such bridge, or a value is not valid.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn change_bridge(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<ChangeBridgeRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.required()?;
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { users::change_bridge(transaction, context, user, seen, &body).await })
    });
    Ok(change.await?.with_entity_tag())
}
