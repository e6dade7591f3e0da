//! `POST /api/v1/administrators/{administrator}/enable`

use axum::extract::State;
use domain::operations::administrators;
use http::StatusCode;
use shared::paths::route;
use shared::{Account, AdministratorId, Problem};

use crate::change::Changed;
use crate::extract::{IdempotentJson, IfMatch, Nothing, Path, Person};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Enables an account again. Its owner signs in with the password it had.
#[utoipa::path(
    post,
    path = route::ADMINISTRATOR_ENABLE,
    tag = "administrators",
    params(
        ("administrator" = AdministratorId, Path, description = "The account."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    responses(
        (status = 200, description = "The account as it is now.", body = Account),
        (status = 403, description = "A token cannot do this.", body = Problem),
        (status = 404, description = "There is no such account.", body = Problem),
        (status = 412, description = "Somebody else changed the account first.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn enable_administrator(
    State(state): State<ApiState>,
    Person(actor): Person,
    Path(administrator): Path<AdministratorId>,
    seen: IfMatch,
    IdempotentJson { key, body: Nothing {} }: IdempotentJson<Nothing>,
) -> Result<Changed, ProblemResponse> {
    let seen = Some(seen.required()?);
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(
            async move { administrators::enable_account(transaction, context, administrator, seen).await },
        )
    });
    Ok(change.await?.with_entity_tag())
}
