//! `POST /api/v1/administrators/{administrator}/disable`

use axum::extract::State;
use domain::operations::administrators;
use http::StatusCode;
use shared::paths::route;
use shared::{Account, AdministratorId, DisableAccountRequest, Problem};

use crate::change::Changed;
use crate::extract::{IdempotentJson, IfMatch, Path, Person};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Disables an account: its sessions and its links end at once, and nobody can sign in to it. The API tokens that it
/// created go on working unless `revokeTokens` is `true`.
#[utoipa::path(
    post,
    path = route::ADMINISTRATOR_DISABLE,
    tag = "administrators",
    params(
        ("administrator" = AdministratorId, Path, description = "The account."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = Option<DisableAccountRequest>,
    responses(
        (status = 200, description = "The account as it is now.", body = Account),
        (status = 403, description = "A token cannot do this.", body = Problem),
        (status = 404, description = "There is no such account.", body = Problem),
        (status = 409, description = "Nobody else could sign in.", body = Problem),
        (status = 412, description = "Somebody else changed the account first.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn disable_administrator(
    State(state): State<ApiState>,
    Person(actor): Person,
    Path(administrator): Path<AdministratorId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<DisableAccountRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = Some(seen.required()?);
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move {
            administrators::disable_account(transaction, context, administrator, seen, body.revoke_tokens)
                .await
        })
    });
    Ok(change.await?.with_entity_tag())
}
