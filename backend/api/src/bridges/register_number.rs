//! `POST /api/v1/bridges/{bridge}/service-numbers`

use axum::extract::State;
use domain::operations::bridges;
use http::StatusCode;
use shared::paths::route;
use shared::{Bridge, BridgeId, Problem, ServiceNumberRequest};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Registers a service number on a phone bridge. It is checked against the numbering plan of its country, and what is
/// missing is filled in from there. The first number is the default one.
#[utoipa::path(
    post,
    path = route::SERVICE_NUMBERS,
    tag = "bridges",
    params(
        ("bridge" = BridgeId, Path, description = "The bridge."),
        ("If-Match" = Option<String>, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = ServiceNumberRequest,
    responses(
        (status = 201, description = "The bridge as it is now.", body = Bridge),
        (status = 404, description = "There is no such bridge.", body = Problem),
        (status = 409, description = "A bridge has the number.", body = Problem),
        (status = 412, description = "Somebody else changed the bridge first.", body = Problem),
        (status = 422, description = "A value is not valid; `errors` names each.", body = Problem),
    )
)]
pub(crate) async fn register_service_number(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(bridge): Path<BridgeId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<ServiceNumberRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = seen.optional();
    let change = state.change(actor, key, StatusCode::CREATED, move |transaction, context| {
        Box::pin(
            async move { bridges::register_service_number(transaction, context, bridge, seen, body).await },
        )
    });
    Ok(change.await?.with_entity_tag())
}
