//! `POST /api/v1/organizer/session`

use axum::Json;
use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse};
use domain::Actor;
use domain::operations::organizers::{self, KnownOrganizer};
use http::{HeaderMap, Uri, header};
use shared::paths::route;
use shared::{OpenOrganizerLinkRequest, OrganizerSession, Problem};

use super::cookie::ORGANIZER;
use super::show::report;
use crate::extract::{Json as Body, ReaderLanguage};
use crate::guard::{require_same_origin, which_organizer};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Signs an organizer in with the token of a link from an email, which works once. The session has a cookie of its
/// own; an administrator who is signed in in the same browser stays signed in.
#[utoipa::path(
    post,
    path = route::ORGANIZER_SESSION,
    tag = "organizer",
    security(()),
    request_body = OpenOrganizerLinkRequest,
    responses(
        (status = 200, description = "Signed in; the cookie is set.", body = OrganizerSession),
        (status = 403, description = "The link was used, is too old, or a newer one was sent; or the request came from another site.", body = Problem),
    )
)]
pub(crate) async fn open_organizer_link(
    State(state): State<ApiState>,
    headers: HeaderMap,
    uri: Uri,
    ReaderLanguage(language): ReaderLanguage,
    Body(request): Body<OpenOrganizerLinkRequest>,
) -> Result<impl IntoResponse, ProblemResponse> {
    require_same_origin(&state, &headers, uri.authority())?;
    let before = which_organizer(&state, &headers).await?;
    let opened = state.application.in_transaction_as(Actor::Anonymous, move |transaction, context| {
        Box::pin(async move {
            let opened = organizers::open_organizer_link(transaction, context, &request.token).await?;
            // The session that the browser had before is worth nothing after.
            if let Some(before) = before {
                transaction.delete_organizer_secret(before.record.kind, before.record.secret).await?;
            }
            Ok(opened)
        })
    });
    let opened = opened.await?;
    let lifetime = opened.record.expires_at.since(state.application.now());
    let cookie = ORGANIZER.keep(&opened.secret, lifetime, state.secure_cookies);
    let known = KnownOrganizer { user: opened.user, record: opened.record };
    let session: OrganizerSession = report(&state, Some(known), language).await?;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Json(session)))
}
