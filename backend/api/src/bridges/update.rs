//! `PATCH /api/v1/bridges/{bridge}`

use axum::extract::State;
use domain::operations::bridges;
use http::StatusCode;
use shared::paths::route;
use shared::{Bridge, BridgeId, Problem, UpdateBridgeRequest};

use crate::change::Changed;
use crate::extract::{Authenticated, IdempotentJson, IfMatch, Path};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Renames a phone bridge, gives it a quarantine of its own, or makes it the default one, which new users belong to. Users
/// stay on the bridge that they have, and what is in quarantine already keeps its day.
#[utoipa::path(
    patch,
    path = route::BRIDGE,
    tag = "bridges",
    params(
        ("bridge" = BridgeId, Path, description = "The bridge."),
        ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header),
    ),
    request_body = UpdateBridgeRequest,
    responses(
        (status = 200, description = "The bridge as it is now.", body = Bridge),
        (status = 404, description = "There is no such bridge.", body = Problem),
        (status = 412, description = "Somebody else changed the bridge first.", body = Problem),
        (status = 422, description = "A value is not valid; `errors` names each.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn update_bridge(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    Path(bridge): Path<BridgeId>,
    seen: IfMatch,
    IdempotentJson { key, body }: IdempotentJson<UpdateBridgeRequest>,
) -> Result<Changed, ProblemResponse> {
    let seen = Some(seen.required()?);
    let change = state.change(actor, key, StatusCode::OK, move |transaction, context| {
        Box::pin(async move { bridges::update_bridge(transaction, context, bridge, seen, body).await })
    });
    Ok(change.await?.with_entity_tag())
}
