//! `DELETE /api/v1/session`

use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse};
use domain::operations::sessions;
use http::{HeaderMap, StatusCode, Uri, header};
use shared::Problem;
use shared::paths::route;

use super::cookie::ADMINISTRATOR;
use crate::guard::{Known, require_same_origin, who_asks};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Signs out. Does nothing if nobody is signed in.
#[utoipa::path(
    delete,
    path = route::SESSION,
    tag = "session",
    security(()),
    responses(
        (status = 204, description = "Signed out."),
        (status = 403, description = "The request came from another site.", body = Problem),
    )
)]
pub(crate) async fn sign_out(
    State(state): State<ApiState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<impl IntoResponse, ProblemResponse> {
    let known = who_asks(&state, &headers).await?;
    if let Some(Known::Session(session)) = known {
        require_same_origin(&state, &headers, uri.authority())?;
        state
            .application
            .in_transaction_as(session.administrator.into(), move |transaction, context| {
                Box::pin(async move { sessions::sign_out(transaction, context, session.secret).await })
            })
            .await?;
    }
    let forget = ADMINISTRATOR.forget(state.secure_cookies);
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(header::SET_COOKIE, forget)])))
}
