//! `POST /api/v1/users/{user}/conference-id/reset`

use axum::extract::State;
use domain::operations::conference_ids;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, ResetConferenceIdRequest, User, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Replaces a user's conference ID with a new one. The old one stops working at once. The reset can be undone for
/// 10 minutes.
#[utoipa::path(
    post,
    path = route::CONFERENCE_ID_RESET,
    tag = "users",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body(
        content = Option<ResetConferenceIdRequest>,
        example = json!({"reason": "The ID was in a public invitation", "sendEmail": true}),
    ),
    responses(
        (status = 200, description = "The user, with the new ID.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "The user is not enabled, or no conference ID is left.", body = Problem),
        (status = 412, description = "Somebody else changed the user first; nothing was reset.", body = Problem),
        (status = 422, description = "The reason is too long, or the idempotency key came with another request.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn reset_conference_id(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<ResetConferenceIdRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.required()?;
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(
            async move { conference_ids::reset_conference_id(transaction, context, user, seen, &body).await },
        )
    });
    Ok(change.await?.with_entity_tag())
}
