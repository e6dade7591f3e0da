//! `POST /api/v1/administrators`

use axum::extract::State;
use domain::operations::administrators;
use http::StatusCode;
use shared::paths::route;
use shared::{AccountLink, AccountNameRequest, Problem};

use crate::extract::{Json, Person};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Adds an account, and creates the link by which its owner sets a password. It takes no idempotency key, because the
/// answer contains the secret of the link and is not stored.
#[utoipa::path(
    post,
    path = route::ADMINISTRATORS,
    tag = "administrators",
    request_body = AccountNameRequest,
    responses(
        (status = 201, description = "The account, and the link; it works once, for 24 hours.", body = AccountLink),
        (status = 403, description = "A token cannot do this.", body = Problem),
        (status = 409, description = "Another account has the name.", body = Problem),
        (status = 422, description = "The name is not valid.", body = Problem),
    )
)]
pub(crate) async fn add_administrator(
    State(state): State<ApiState>,
    Person(actor): Person,
    Json(request): Json<AccountNameRequest>,
) -> Result<(StatusCode, axum::Json<AccountLink>), ProblemResponse> {
    let add = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { administrators::add_account(transaction, context, &request.name).await })
    });
    Ok((StatusCode::CREATED, axum::Json(add.await?)))
}
