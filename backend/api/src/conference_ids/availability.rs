//! `GET /api/v1/bridges/{bridge}/conference-ids/{digits}/availability`

use axum::Json;
use axum::extract::State;
use domain::operations::conference_ids;
use shared::paths::route;
use shared::{AvailabilityOptions, BridgeId, ConferenceId, ConferenceIdAvailability, Problem, ProblemKind};

use crate::extract::{OnBridge, Query};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Whether a conference ID can be chosen on a bridge, and what is to be known before: who has or had it, that it is easily
/// guessed, or that it looks like one that is in use.
#[utoipa::path(
    get,
    path = route::CONFERENCE_ID_AVAILABILITY,
    tag = "conference IDs",
    params(
        ("bridge" = BridgeId, Path, description = "The bridge; the first is 1."),
        ("digits" = String, Path, description = "Seven digits.", example = "8271964"),
        AvailabilityOptions,
    ),
    responses(
        (status = 200, description = "Whether it can be chosen.", body = ConferenceIdAvailability),
        (status = 404, description = "There is no such bridge or user.", body = Problem),
        (status = 422, description = "It is not a conference ID.", body = Problem),
    )
)]
pub(crate) async fn check_availability(
    State(state): State<ApiState>,
    OnBridge(bridge, digits): OnBridge<String>,
    Query(options): Query<AvailabilityOptions>,
) -> Result<Json<ConferenceIdAvailability>, ProblemResponse> {
    let id: ConferenceId = digits.parse().map_err(ProblemKind::ConferenceIdInvalid)?;
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { conference_ids::check_availability(read, now, bridge, id, options.user).await })
    });
    Ok(Json(read.await?))
}
