//! `POST /api/v1/organizer/pin/reset`

use axum::Json;
use axum::extract::State;
use domain::operations::pins;
use http::{HeaderMap, Uri};
use shared::paths::route;
use shared::{Problem, ProblemKind, RevealedPin};

use crate::guard::{require_same_origin, which_organizer};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Creates a new PIN for the organizer who is signed in, and shows it this once. The old one stops working at once, and so
/// does a one-time link that was not opened. Administrators cannot do this: they never see a PIN.
#[utoipa::path(
    post,
    path = route::ORGANIZER_PIN_RESET,
    tag = "organizer",
    security(()),
    responses(
        (status = 200, description = "The new PIN. Nothing can show it again.", body = RevealedPin),
        (status = 401, description = "No organizer is signed in.", body = Problem),
        (status = 403, description = "The request came from another site.", body = Problem),
        (status = 409, description = "The organizer is not enabled.", body = Problem),
        (status = 429, description = "Too many resets; wait some minutes.", body = Problem),
        (status = 503, description = "Too many PINs are being created.", body = Problem),
    )
)]
pub(crate) async fn reset_own_pin(
    State(state): State<ApiState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Json<RevealedPin>, ProblemResponse> {
    require_same_origin(&state, &headers, uri.authority())?;
    let organizer = which_organizer(&state, &headers).await?.ok_or(ProblemKind::SignInRequired)?;
    Ok(Json(pins::reset_own_pin(&state.application, &organizer.user).await?))
}
