//! `GET /api/v1/organizer/session`

use axum::Json;
use axum::extract::State;
use domain::operations::organizers::{self, KnownOrganizer};
use http::HeaderMap;
use shared::paths::route;
use shared::{Language, OrganizerSession};

use crate::extract::ReaderLanguage;
use crate::guard::which_organizer;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The organizer who is signed in, and their conference. It can be read without being signed in, and does not extend
/// the session.
#[utoipa::path(
    get,
    path = route::ORGANIZER_SESSION,
    tag = "organizer",
    security(()),
    responses((status = 200, description = "The organizer, if one is signed in.", body = OrganizerSession))
)]
pub(crate) async fn show_organizer_session(
    State(state): State<ApiState>,
    headers: HeaderMap,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<OrganizerSession>, ProblemResponse> {
    let known = which_organizer(&state, &headers).await?;
    report(&state, known, language).await.map(Json)
}

/// The session as it travels.
pub(super) async fn report(
    state: &ApiState,
    known: Option<KnownOrganizer>,
    language: Language,
) -> Result<OrganizerSession, ProblemResponse> {
    let expires_at = known.as_ref().map(|known| known.record.expires_at);
    let now = state.application.now();
    let organizer = match known {
        Some(known) => {
            let read = state.application.in_snapshot(move |read| {
                Box::pin(async move { organizers::show_organizer(read, now, &known.user, language).await })
            });
            Some(read.await?)
        }
        None => None,
    };
    Ok(OrganizerSession {
        organizer,
        expires_at,
        now,
        calendars: state.calendars.is_some(),
        mail_transport: state.mail_transport,
    })
}
