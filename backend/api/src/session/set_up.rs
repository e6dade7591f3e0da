//! `POST /api/v1/session/set-up`

use axum::extract::State;
use axum::response::IntoResponse;
use domain::operations::sessions;
use http::{HeaderMap, Uri};
use shared::paths::route;
use shared::{Problem, Session, SetUpRequest};

use super::begin::rotate;
use super::visitor::Visitor;
use crate::extract::Json;
use crate::guard::require_same_origin;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Sets the password of an administrator's account with the token of a one-time link, and signs in. A link that belongs
/// to no account, such as the first one that the server prints, creates the account.
#[utoipa::path(
    post,
    path = route::SET_UP,
    tag = "session",
    security(()),
    request_body = SetUpRequest,
    responses(
        (status = 200, description = "The password is set, and the account is signed in.", body = Session),
        (status = 403, description = "The link was used or is too old, or the request came from another site.", body = Problem),
        (status = 422, description = "The name or the password is not valid.", body = Problem),
        (status = 503, description = "Too many passwords are being checked.", body = Problem),
    )
)]
pub(crate) async fn set_up(
    State(state): State<ApiState>,
    headers: HeaderMap,
    uri: Uri,
    Visitor(visitor): Visitor,
    Json(request): Json<SetUpRequest>,
) -> Result<impl IntoResponse, ProblemResponse> {
    require_same_origin(&state, &headers, uri.authority())?;
    let session = sessions::set_up(&state.application, &request, visitor).await?;
    rotate(&state, &headers, session).await
}
