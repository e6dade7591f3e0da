//! `GET /api/v1/users/{user}/meeting-updates`

use axum::Json;
use axum::extract::State;
use domain::operations::meeting_updates;
use shared::paths::route;
use shared::{MeetingUpdate, MeetingUpdateFilter, Page, PageRequest, Problem, UserId};

use crate::extract::{Path, Query, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A page of a user's meetings and whether they were updated, newest first.
#[utoipa::path(
    get,
    path = route::USER_MEETING_UPDATES,
    tag = "meeting updates",
    params(("user" = UserId, Path, description = "The user."), MeetingUpdateFilter, PageRequest),
    responses(
        (status = 200, description = "A page of the list.", body = Page<MeetingUpdate>),
        (status = 404, description = "There is no such user.", body = Problem),
    )
)]
pub(crate) async fn list_meeting_updates(
    State(state): State<ApiState>,
    Path(user): Path<UserId>,
    Query(filter): Query<MeetingUpdateFilter>,
    Query(page): Query<PageRequest>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<Page<MeetingUpdate>>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move {
            meeting_updates::list_meeting_updates(read, now, user, filter, &page, language).await
        })
    });
    Ok(Json(read.await?))
}
