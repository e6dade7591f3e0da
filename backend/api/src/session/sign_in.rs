//! `POST /api/v1/session`

use axum::extract::State;
use axum::response::IntoResponse;
use domain::operations::sessions;
use http::{HeaderMap, Uri};
use shared::paths::route;
use shared::{Problem, Session, SignInRequest};

use super::begin::rotate;
use super::visitor::Visitor;
use crate::extract::Json;
use crate::guard::require_same_origin;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Signs an administrator in. The session is in a cookie; scripts send a token instead.
#[utoipa::path(
    post,
    path = route::SESSION,
    tag = "session",
    security(()),
    request_body = SignInRequest,
    responses(
        (status = 200, description = "Signed in; the cookie is set.", body = Session),
        (status = 401, description = "Wrong name or password.", body = Problem),
        (status = 403, description = "The request came from another site.", body = Problem),
        (status = 429, description = "Too many failures; `Retry-After` says how long to wait. It is the same for every name.", body = Problem),
        (status = 503, description = "Too many passwords are being checked.", body = Problem),
    )
)]
pub(crate) async fn sign_in(
    State(state): State<ApiState>,
    headers: HeaderMap,
    uri: Uri,
    Visitor(visitor): Visitor,
    Json(request): Json<SignInRequest>,
) -> Result<impl IntoResponse, ProblemResponse> {
    require_same_origin(&state, &headers, uri.authority())?;
    let session = sessions::sign_in(&state.application, &request, visitor).await?;
    rotate(&state, &headers, session).await
}
