//! `POST /api/v1/users/{user}/conference-id/choose`

use axum::extract::State;
use domain::operations::conference_ids;
use http::StatusCode;
use shared::paths::route;
use shared::{ChooseConferenceIdRequest, Problem, User, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Gives a user the conference ID that was chosen. The old one stops working at once. It can be undone for 10 minutes.
#[utoipa::path(
    post,
    path = route::CONFERENCE_ID_CHOOSE,
    tag = "conference IDs",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body(
        content = ChooseConferenceIdRequest,
        example = json!({"conferenceId": "4151415", "reason": "Printed on the new brochure", "acceptLookAlike": true}),
    ),
    responses(
        (status = 200, description = "The user, with the chosen ID.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "The user has no static ID of Konfid’s, the present one is locked, or something stands against the chosen one: it is taken, in quarantine, reserved, the end of a service number, or without an explicit yes easily guessed or a look-alike.", body = Problem),
        (status = 412, description = "Somebody else changed the user first; nothing was changed.", body = Problem),
        (status = 422, description = "A value is not valid, or the idempotency key came with another request.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn choose_conference_id(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<ChooseConferenceIdRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.required()?;
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move {
            conference_ids::choose_conference_id(transaction, context, user, seen, &body).await
        })
    });
    Ok(change.await?.with_entity_tag())
}
