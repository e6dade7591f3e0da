//! `POST /api/v1/tokens`

use std::time::Duration;

use axum::extract::State;
use domain::Error;
use domain::operations::tokens::{self, DAYS_MAX};
use http::StatusCode;
use shared::paths::route;
use shared::{CreateTokenRequest, CreatedToken, Fault, Problem};

use crate::extract::{Json, Person};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

const DAY: Duration = Duration::from_hours(24);

/// Creates a token. It takes no idempotency key, because the answer contains the secret and is not stored.
#[utoipa::path(
    post,
    path = route::TOKENS,
    tag = "tokens",
    request_body = CreateTokenRequest,
    responses(
        (status = 201, description = "The token; its secret is shown only once.", body = CreatedToken),
        (status = 403, description = "A token cannot do this.", body = Problem),
        (status = 422, description = "A value is not valid.", body = Problem),
    )
)]
pub(crate) async fn create_token(
    State(state): State<ApiState>,
    Person(actor): Person,
    Json(request): Json<CreateTokenRequest>,
) -> Result<(StatusCode, axum::Json<CreatedToken>), ProblemResponse> {
    let lifetime = lifetime(&request)?;
    let create = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move { tokens::create_token(transaction, context, &request.name, lifetime).await })
    });
    let tokens::NewToken { secret, token } = create.await?;
    Ok((StatusCode::CREATED, axum::Json(CreatedToken { token, secret })))
}

/// For how long it works; that it works for ever must be asked for.
fn lifetime(request: &CreateTokenRequest) -> Result<Option<Duration>, Error> {
    match (request.expires_in_days, request.never_expires) {
        (None, true) => Ok(None),
        (None, false) => Ok(Some(tokens::LIFETIME)),
        (Some(days @ 1..=DAYS_MAX), false) => Ok(Some(DAY * days)),
        (Some(_), false) => Err(Error::field("expiresInDays", Fault::OutOfRange(1, DAYS_MAX.into()))),
        (Some(_), true) => Err(Error::field("neverExpires", Fault::UnknownValue)),
    }
}
