//! `DELETE /api/v1/administrators/{administrator}/sessions`

use axum::extract::State;
use domain::operations::administrators;
use http::StatusCode;
use shared::paths::route;
use shared::{AdministratorId, Problem};

use crate::extract::{Path, Person};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Signs an account out everywhere: ends all its sessions.
#[utoipa::path(
    delete,
    path = route::ADMINISTRATOR_SESSIONS,
    tag = "administrators",
    params(("administrator" = AdministratorId, Path, description = "The account.")),
    responses(
        (status = 204, description = "The account has no session any more."),
        (status = 403, description = "A token cannot do this.", body = Problem),
        (status = 404, description = "There is no such account.", body = Problem),
    )
)]
pub(crate) async fn sign_out_administrator(
    State(state): State<ApiState>,
    Person(actor): Person,
    Path(administrator): Path<AdministratorId>,
) -> Result<StatusCode, ProblemResponse> {
    let end = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { administrators::sign_out_account(transaction, context, administrator).await })
    });
    end.await?;
    Ok(StatusCode::NO_CONTENT)
}
