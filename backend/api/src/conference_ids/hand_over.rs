//! `POST /api/v1/users/{user}/conference-id/hand-over`

use axum::extract::State;
use domain::operations::conference_ids;
use http::StatusCode;
use shared::paths::route;
use shared::{HandOverRequest, Problem, User, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Hands a user's conference ID over to a successor, whose own one goes into quarantine. Callers reach the successor from then
/// on. It cannot be undone.
#[utoipa::path(
    post,
    path = route::CONFERENCE_ID_HAND_OVER,
    tag = "conference IDs",
    params(
        ("user" = UserId, Path, description = "The user who has the ID."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = HandOverRequest,
    responses(
        (status = 200, description = "The user who had the ID, as they are now.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "Either user has no static ID of Konfid’s, the ID is locked, or no conference ID is left.", body = Problem),
        (status = 412, description = "Somebody else changed the user first; nothing was changed.", body = Problem),
        (status = 422, description = "The successor is the same user, does not exist or belongs to another bridge, or another value is not valid.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn hand_over_conference_id(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<HandOverRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.required()?;
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move {
            conference_ids::hand_over_conference_id(transaction, context, user, seen, &body).await
        })
    });
    Ok(change.await?.with_entity_tag())
}
