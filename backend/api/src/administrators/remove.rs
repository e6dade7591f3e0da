//! `DELETE /api/v1/administrators/{administrator}`

use axum::extract::State;
use domain::operations::administrators;
use http::StatusCode;
use shared::paths::route;
use shared::{AdministratorId, Problem};

use crate::extract::{IfMatch, Path, Person};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Removes an account for good: its sessions, its links and the API tokens that it created end at once. The audit log and
/// the history keep its name.
#[utoipa::path(
    delete,
    path = route::ADMINISTRATOR,
    tag = "administrators",
    params(("administrator" = AdministratorId, Path, description = "The account."), ("If-Match" = String, Header)),
    responses(
        (status = 204, description = "The account is removed."),
        (status = 403, description = "A token cannot do this.", body = Problem),
        (status = 404, description = "There is no such account.", body = Problem),
        (status = 409, description = "Nobody else could sign in.", body = Problem),
        (status = 412, description = "Somebody else changed the account first.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn remove_administrator(
    State(state): State<ApiState>,
    Person(actor): Person,
    Path(administrator): Path<AdministratorId>,
    seen: IfMatch,
) -> Result<StatusCode, ProblemResponse> {
    let seen = Some(seen.required()?);
    let remove = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(
            async move { administrators::remove_account(transaction, context, administrator, seen).await },
        )
    });
    remove.await?;
    Ok(StatusCode::NO_CONTENT)
}
