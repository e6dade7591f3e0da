//! `POST /api/v1/users/{user}/conference-id/undo`

use axum::extract::State;
use domain::operations::conference_ids;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, User, UserActionRequest, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Undoes the latest reset, if it is not too late: the user gets the old conference ID again, and the new one stops
/// working. A user who was disabled is enabled again with the old conference ID, as long as that is in quarantine.
#[utoipa::path(
    post,
    path = route::CONFERENCE_ID_UNDO,
    tag = "users",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("If-Match" = Option<String>, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = Option<UserActionRequest>,
    responses(
        (status = 200, description = "The user, with the old ID.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "There is nothing to undo, or it is too late.", body = Problem),
        (status = 412, description = "Somebody else changed the user first.", body = Problem),
    )
)]
pub(crate) async fn undo_reset(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<UserActionRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.optional();
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move {
            conference_ids::undo_reset(transaction, context, user, seen, body.send_email).await
        })
    });
    Ok(change.await?.with_entity_tag())
}
