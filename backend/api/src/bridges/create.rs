//! `POST /api/v1/bridges`

use axum::extract::State;
use domain::operations::bridges;
use http::StatusCode;
use shared::paths::route;
use shared::{Bridge, CreateBridgeRequest, Problem};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Adds a phone bridge without service numbers. Its conference IDs are its own.
#[utoipa::path(
    post,
    path = route::BRIDGES,
    tag = "bridges",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = CreateBridgeRequest,
    responses(
        (status = 201, description = "The bridge.", body = Bridge),
        (status = 422, description = "The name is not valid.", body = Problem),
    )
)]
pub(crate) async fn create_bridge(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    IdempotentJson { key, body }: IdempotentJson<CreateBridgeRequest>,
) -> Result<Changed, ProblemResponse> {
    let change = state.change(actor, key, StatusCode::CREATED, move |transaction, context| {
        Box::pin(async move { bridges::create_bridge(transaction, context, &body.name).await })
    });
    Ok(change.await?.with_entity_tag())
}
