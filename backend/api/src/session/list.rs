//! `GET /api/v1/sessions`

use axum::Json;
use axum::extract::State;
use domain::operations::sessions;
use http::HeaderMap;
use shared::paths::route;
use shared::{Page, SessionEntry};

use crate::guard::{current_session, who_asks};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The sessions of all administrators, newest first. The list is always complete.
#[utoipa::path(
    get,
    path = route::SESSIONS,
    tag = "session",
    responses((status = 200, description = "The sessions that are still valid.", body = Page<SessionEntry>))
)]
pub(crate) async fn list_sessions(
    State(state): State<ApiState>,
    headers: HeaderMap,
) -> Result<Json<Page<SessionEntry>>, ProblemResponse> {
    let current = current_session(who_asks(&state, &headers).await?);
    let now = state.application.now();
    let read = state
        .application
        .in_snapshot(move |read| Box::pin(async move { sessions::list_sessions(read, now, current).await }));
    Ok(Json(Page { items: read.await?, next_cursor: None, total: None }))
}
