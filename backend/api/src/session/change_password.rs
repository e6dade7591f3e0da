//! `PUT /api/v1/session/password`

use axum::extract::State;
use axum::response::IntoResponse;
use domain::operations::sessions;
use http::HeaderMap;
use shared::paths::route;
use shared::{ChangePasswordRequest, Problem, ProblemKind, Session};

use super::begin::rotate;
use super::visitor::Visitor;
use crate::extract::Json;
use crate::guard::{Known, who_asks};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Sets a new password for the administrator who is signed in. All older sessions of the account end, and the answer
/// starts a new one.
#[utoipa::path(
    put,
    path = route::PASSWORD,
    tag = "session",
    request_body = ChangePasswordRequest,
    responses(
        (status = 200, description = "The password is changed; the cookie is set.", body = Session),
        (status = 403, description = "A token has no password.", body = Problem),
        (status = 422, description = "The current password is wrong, or the new one is not valid.", body = Problem),
        (status = 429, description = "Too many failures; `Retry-After` says how long to wait.", body = Problem),
        (status = 503, description = "Too many passwords are being checked.", body = Problem),
    )
)]
pub(crate) async fn change_password(
    State(state): State<ApiState>,
    headers: HeaderMap,
    Visitor(visitor): Visitor,
    Json(request): Json<ChangePasswordRequest>,
) -> Result<impl IntoResponse, ProblemResponse> {
    let Some(Known::Session(session)) = who_asks(&state, &headers).await? else {
        return Err(ProblemKind::PersonRequired.into());
    };
    let session = sessions::change_password(&state.application, &session, &request, visitor).await?;
    rotate(&state, &headers, session).await
}
