//! `POST /api/v1/administrators/{administrator}/link`

use axum::extract::State;
use domain::operations::administrators;
use http::StatusCode;
use shared::paths::route;
use shared::{AccountLink, AdministratorId, Problem};

use crate::extract::{Path, Person};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Creates a link by which the owner of an account sets a new password. Older links of the account stop working; the
/// password and the sessions stay until the link is used.
#[utoipa::path(
    post,
    path = route::ADMINISTRATOR_LINK,
    tag = "administrators",
    params(("administrator" = AdministratorId, Path, description = "The account.")),
    responses(
        (status = 201, description = "The link; it works once, for 24 hours.", body = AccountLink),
        (status = 403, description = "A token cannot do this.", body = Problem),
        (status = 404, description = "There is no such account.", body = Problem),
        (status = 409, description = "The account is disabled.", body = Problem),
    )
)]
pub(crate) async fn create_administrator_link(
    State(state): State<ApiState>,
    Person(actor): Person,
    Path(administrator): Path<AdministratorId>,
) -> Result<(StatusCode, axum::Json<AccountLink>), ProblemResponse> {
    let create = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(
            async move { administrators::create_account_link(transaction, context, administrator).await },
        )
    });
    Ok((StatusCode::CREATED, axum::Json(create.await?)))
}
