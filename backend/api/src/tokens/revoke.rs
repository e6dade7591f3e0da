//! `DELETE /api/v1/tokens/{token}`

use axum::extract::State;
use domain::operations::tokens;
use http::StatusCode;
use shared::paths::route;
use shared::{Problem, TokenId};

use crate::extract::{Path, Person};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Revokes a token.
#[utoipa::path(
    delete,
    path = route::TOKEN,
    tag = "tokens",
    params(("token" = TokenId, Path, description = "The token.")),
    responses(
        (status = 204, description = "The token no longer works."),
        (status = 403, description = "A token cannot do this.", body = Problem),
        (status = 404, description = "There is no such token.", body = Problem),
    )
)]
pub(crate) async fn revoke_token(
    State(state): State<ApiState>,
    Person(actor): Person,
    Path(token): Path<TokenId>,
) -> Result<StatusCode, ProblemResponse> {
    let revoke = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { tokens::revoke_token(transaction, context, token).await })
    });
    revoke.await?;
    Ok(StatusCode::NO_CONTENT)
}
