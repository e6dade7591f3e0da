//! `PATCH /api/v1/administrators/{administrator}`

use axum::extract::State;
use domain::operations::administrators;
use http::StatusCode;
use shared::paths::route;
use shared::{Account, AccountNameRequest, AdministratorId, Problem};

use crate::change::Changed;
use crate::extract::{IdempotentJson, IfMatch, Path, Person};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Renames an account. Its sessions, its password and its links stay.
#[utoipa::path(
    patch,
    path = route::ADMINISTRATOR,
    tag = "administrators",
    params(
        ("administrator" = AdministratorId, Path, description = "The account."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = AccountNameRequest,
    responses(
        (status = 200, description = "The account as it is now.", body = Account),
        (status = 403, description = "A token cannot do this.", body = Problem),
        (status = 404, description = "There is no such account.", body = Problem),
        (status = 409, description = "Another account has the name.", body = Problem),
        (status = 422, description = "The name is not valid.", body = Problem),
        (status = 412, description = "Somebody else changed the account first.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn rename_administrator(
    State(state): State<ApiState>,
    Person(actor): Person,
    Path(administrator): Path<AdministratorId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<AccountNameRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = Some(seen.required()?);
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move {
            administrators::rename_account(transaction, context, administrator, seen, &body.name).await
        })
    });
    Ok(change.await?.with_entity_tag())
}
