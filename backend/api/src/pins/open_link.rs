//! `POST /api/v1/pin-link`

use axum::Json;
use axum::extract::State;
use domain::operations::pins;
use http::{HeaderMap, Uri};
use shared::paths::route;
use shared::{PinLinkRequest, Problem, ProblemKind, RevealedPin};

use crate::client_address::ClientAddress;
use crate::extract::Json as Body;
use crate::guard::require_same_origin;
use crate::guess_limit::Guess;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Opens a one-time link: creates a new organizer PIN, shows it this once, and uses the link up. The page asks for a click
/// first, because scanners of emails follow links.
#[utoipa::path(
    post,
    path = route::PIN_LINK,
    tag = "organizer",
    security(()),
    request_body = PinLinkRequest,
    responses(
        (status = 200, description = "The new PIN. Nothing can show it again.", body = RevealedPin),
        (status = 403, description = "The link was used, is too old, or a newer one was sent; or the request came from another site.", body = Problem),
        (status = 429, description = "This address tried too many links that do not exist.", body = Problem),
        (status = 503, description = "Too many PINs are being created.", body = Problem),
    )
)]
pub(crate) async fn open_pin_link(
    State(state): State<ApiState>,
    headers: HeaderMap,
    uri: Uri,
    ClientAddress(address): ClientAddress,
    Body(request): Body<PinLinkRequest>,
) -> Result<Json<RevealedPin>, ProblemResponse> {
    require_same_origin(&state, &headers, uri.authority())?;
    let guess = guess(&state, address)?;
    let revealed = pins::open_pin_link(&state.application, &request.token).await;
    if !matches!(revealed, Err(domain::Error::Problem(ProblemKind::PinLinkInvalid))) {
        guess.was_right();
    }
    Ok(Json(revealed?))
}

/// Counts a link as a wrong guess until it is found, so that nobody keeps the server busy with links that do not exist.
pub(super) fn guess(state: &ApiState, address: domain::ClientAddress) -> Result<Guess<'_>, ProblemKind> {
    let guess = state.pin_link_limit.guess(address, state.application.now());
    guess.map_err(|_| ProblemKind::TooManyAttempts { minutes: 1 })
}
