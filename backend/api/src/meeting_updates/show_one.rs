//! `GET /api/v1/meeting-updates/{update}`

use axum::Json;
use axum::extract::State;
use domain::operations::meeting_updates;
use shared::paths::route;
use shared::{MeetingUpdate, MeetingUpdateId, Problem};

use crate::extract::{Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// One meeting and whether it was updated.
#[utoipa::path(
    get,
    path = route::MEETING_UPDATE,
    tag = "meeting updates",
    params(("update" = MeetingUpdateId, Path, description = "The meeting and its update.")),
    responses(
        (status = 200, description = "The meeting.", body = MeetingUpdate),
        (status = 404, description = "There is no such meeting.", body = Problem),
    )
)]
pub(crate) async fn show_meeting_update(
    State(state): State<ApiState>,
    Path(meeting): Path<MeetingUpdateId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<MeetingUpdate>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { meeting_updates::show_meeting_update(read, now, meeting, language).await })
    });
    Ok(Json(read.await?))
}
