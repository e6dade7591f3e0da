//! `DELETE /api/v1/bridges/{bridge}/service-numbers/{number}`

use axum::extract::State;
use domain::operations::bridges;
use shared::paths::route;
use shared::{Bridge, BridgeId, PhoneNumber, Problem, UnregisterOptions};

use crate::answer::Versioned;
use crate::extract::{Authenticated, IfMatch, OnBridge, Query};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Unregisters a service number. The default number needs a replacement, unless it is the only one of its bridge. So does a
/// number that users have as their own: a job gives them the replacement, and the number goes when that is done.
#[utoipa::path(
    delete,
    path = route::SERVICE_NUMBER,
    tag = "bridges",
    params(
        ("bridge" = BridgeId, Path, description = "The bridge."),
        ("number" = PhoneNumber, Path, description = "The number."),
        ("If-Match" = String, Header),
        UnregisterOptions,
    ),
    responses(
        (status = 200, description = "The bridge as it is now.", body = Bridge),
        (status = 404, description = "There is no such bridge, or it has no such number.", body = Problem),
        (status = 409, description = "It needs a replacement, or users have it as their own.", body = Problem),
        (status = 412, description = "Somebody else changed the bridge first.", body = Problem),
        (status = 422, description = "The replacement is no other number of the bridge, or not of the same kind.", body = Problem),
        (status = 428, description = "`If-Match` is missing.", body = Problem),
    )
)]
pub(crate) async fn unregister_service_number(
    State(state): State<ApiState>,
    Authenticated(actor): Authenticated,
    OnBridge(bridge, number): OnBridge<PhoneNumber>,
    seen: IfMatch,
    Query(options): Query<UnregisterOptions>,
) -> Result<Versioned<Bridge>, ProblemResponse> {
    let seen = Some(seen.required()?);
    let unregister = state.application.in_transaction_as(actor, move |transaction, context| {
        Box::pin(async move {
            bridges::unregister_service_number(transaction, context, bridge, &number, seen, options).await
        })
    });
    let bridge = unregister.await?;
    Ok(Versioned(bridge.version, bridge))
}
