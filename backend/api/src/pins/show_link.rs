//! `POST /api/v1/pin-link/state`

use axum::Json;
use axum::extract::State;
use domain::operations::pins;
use http::{HeaderMap, Uri};
use shared::paths::route;
use shared::{PinLink, PinLinkRequest, Problem, ProblemKind};

use super::open_link::guess;
use crate::client_address::ClientAddress;
use crate::extract::Json as Body;
use crate::guard::require_same_origin;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Tells whether a one-time link to an organizer PIN can still be opened, and when somebody opened it. It does not use the
/// link up.
#[utoipa::path(
    post,
    path = route::PIN_LINK_STATE,
    tag = "organizer",
    security(()),
    request_body = PinLinkRequest,
    responses(
        (status = 200, description = "What is known of the link.", body = PinLink),
        (status = 403, description = "There is no such link, or a newer one was sent; or the request came from another site.", body = Problem),
        (status = 429, description = "This address tried too many links that do not exist.", body = Problem),
    )
)]
pub(crate) async fn show_pin_link(
    State(state): State<ApiState>,
    headers: HeaderMap,
    uri: Uri,
    ClientAddress(address): ClientAddress,
    Body(request): Body<PinLinkRequest>,
) -> Result<Json<PinLink>, ProblemResponse> {
    require_same_origin(&state, &headers, uri.authority())?;
    let guess = guess(&state, address)?;
    let now = state.application.now();
    let read = state
        .application
        .look_up(move |read| Box::pin(async move { pins::show_pin_link(read, now, &request.token).await }));
    let link = read.await;
    if !matches!(link, Err(domain::Error::Problem(ProblemKind::PinLinkInvalid))) {
        guess.was_right();
    }
    Ok(Json(link?))
}
