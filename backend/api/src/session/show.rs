//! `GET /api/v1/session`

use axum::Json;
use axum::extract::State;
use http::HeaderMap;
use shared::paths::route;
use shared::{Session, SessionState};

use crate::guard::{Known, who_asks};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// Who is signed in. It can be read without being signed in, and does not extend the session.
#[utoipa::path(
    get,
    path = route::SESSION,
    tag = "session",
    security(()),
    responses((status = 200, description = "Who is signed in, if anybody.", body = Session))
)]
pub(crate) async fn show_session(
    State(state): State<ApiState>,
    headers: HeaderMap,
) -> Result<Json<Session>, ProblemResponse> {
    let known = who_asks(&state, &headers).await?;
    report(&state, known).await.map(Json)
}

/// The session as it travels.
pub(super) async fn report(state: &ApiState, known: Option<Known>) -> Result<Session, ProblemResponse> {
    let read = state.application.in_snapshot(|read| {
        Box::pin(
            async move { Ok((read.has_administrators().await?, read.settings().await?.organisation_name)) },
        )
    });
    let (has_administrators, organisation_name) = read.await?;
    let session_state = match &known {
        Some(_) => SessionState::SignedIn,
        None if has_administrators => SessionState::SignedOut,
        None => SessionState::SetupNeeded,
    };
    Ok(Session {
        state: session_state,
        administrator: known.as_ref().and_then(Known::administrator).cloned(),
        expires_at: known.as_ref().and_then(Known::expires_at),
        now: state.application.now(),
        organisation_name: known.is_some().then_some(organisation_name),
        mail_transport: state.mail_transport,
        mail_health: known.is_some().then(|| state.mails.health()),
        version: state.version.to_string(),
    })
}
