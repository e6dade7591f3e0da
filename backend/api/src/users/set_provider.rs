//! `PUT /api/v1/users/{user}/provider`

use axum::extract::State;
use domain::operations::providers;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, SetProviderRequest, User, UserId};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Sets who provides a user's audio conferencing, with all profiles there; the user is enabled with it. With a third-party
/// provider the built-in conference ID stops working at once and goes into quarantine. With the built-in provider
/// the user gets it back while it is there, otherwise a new one.
#[utoipa::path(
    put,
    path = route::USER_PROVIDER,
    tag = "users",
    params(
        ("user" = UserId, Path, description = "The user."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body(
        content = SetProviderRequest,
        example = json!({
            "provider": {"thirdParty": {"default": {
                "name": "Contoso Conferencing",
                "tollNumber": "+46 8 123 456 78",
                "tollFreeNumbers": ["+46 20 12 34 56"],
                "passcode": "004711",
            }}},
            "sendEmail": true,
        }),
    ),
    responses(
        (status = 200, description = "The user as it is now.", body = User),
        (status = 404, description = "There is no such user.", body = Problem),
        (status = 409, description = "Another user has the passcode, the present conference ID is locked and was not typed, or no conference ID is left.", body = Problem),
        (status = 412, description = "Somebody else changed the user first.", body = Problem),
        (status = 422, description = "A value is not valid; each is named by its profile.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn set_provider(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(user): Path<UserId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<SetProviderRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.required()?;
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { providers::set_provider(transaction, context, user, seen, &body).await })
    });
    Ok(change.await?.with_entity_tag())
}
