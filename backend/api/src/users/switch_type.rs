//! `POST /api/v1/users/{user}/conference-id-type`

use axum::extract::State;
use domain::operations::id_types;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, SwitchTypeRequest, User, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Says whether a user has one conference ID for all meetings (static), or each meeting its own (dynamic). Planned meetings keep
/// the ID they have: with dynamic IDs the user's is kept until the last meeting that carries it is over, and otherwise goes into
/// quarantine at once. With static IDs the user gets it back while it is there, and later a new one.
#[utoipa::path(
    post,
    path = route::USER_CONFERENCE_ID_TYPE,
    tag = "users",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body(
        content = SwitchTypeRequest,
        examples(
            ("dynamic" = (value = json!({"type": "dynamic", "sendEmail": true}))),
            ("as the organisation" = (value = json!({"type": null}))),
        ),
    ),
    responses(
        (status = 200, description = "The user as it is now.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "No conference ID is left, or the present one is locked.", body = Problem),
        (status = 412, description = "Somebody else changed the user first; nothing was changed.", body = Problem),
        (status = 422, description = "A value is not valid.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn switch_conference_id_type(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<SwitchTypeRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.required()?;
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        let request = body.clone();
        Box::pin(async move { id_types::switch_user_type(transaction, context, user, seen, request).await })
    });
    Ok(change.await?.with_entity_tag())
}
