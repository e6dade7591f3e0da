//! `PATCH /api/v1/bridges/{bridge}/service-numbers/{number}`

use axum::extract::State;
use domain::operations::bridges;
use http::StatusCode;
use shared::paths::route;
use shared::{Bridge, BridgeId, PhoneNumber, Problem, ServiceNumberRequest};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, OnBridge};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Changes what is known of a service number, or makes it the default one of its bridge.
#[utoipa::path(
    patch,
    path = route::SERVICE_NUMBER,
    tag = "bridges",
    params(
        ("bridge" = BridgeId, Path, description = "The bridge."),
        ("number" = PhoneNumber, Path, description = "The number."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = ServiceNumberRequest,
    responses(
        (status = 200, description = "The bridge as it is now.", body = Bridge),
        (status = 404, description = "There is no such bridge, or it has no such number.", body = Problem),
        (status = 412, description = "Somebody else changed the bridge first.", body = Problem),
        (status = 422, description = "A value is not valid; `errors` names each.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn update_service_number(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    OnBridge(bridge, number): OnBridge<PhoneNumber>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<ServiceNumberRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = Some(seen.required()?);
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move {
            bridges::update_service_number(transaction, context, bridge, &number, seen, body).await
        })
    });
    Ok(change.await?.with_entity_tag())
}
