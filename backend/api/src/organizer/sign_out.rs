//! `DELETE /api/v1/organizer/session`

use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse};
use domain::Actor;
use domain::operations::organizers;
use http::{HeaderMap, StatusCode, Uri, header};
use shared::Problem;
use shared::paths::route;

use super::cookie::ORGANIZER;
use crate::guard::{require_same_origin, which_organizer};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Signs the organizer out. Does nothing if none is signed in.
#[utoipa::path(
    delete,
    path = route::ORGANIZER_SESSION,
    tag = "organizer",
    security(()),
    responses(
        (status = 204, description = "Signed out."),
        (status = 403, description = "The request came from another site.", body = Problem),
    )
)]
pub(crate) async fn sign_out_organizer(
    State(state): State<ApiState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<impl IntoResponse, ProblemResponse> {
    if let Some(organizer) = which_organizer(&state, &headers).await? {
        require_same_origin(&state, &headers, uri.authority())?;
        let signed_out = state.application.in_transaction_as(
            Actor::organizer(&organizer.user),
            move |transaction, context| {
                Box::pin(
                    async move { organizers::sign_out_organizer(transaction, context, &organizer).await },
                )
            },
        );
        signed_out.await?;
    }
    let forget = ORGANIZER.forget(state.secure_cookies);
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(header::SET_COOKIE, forget)])))
}
