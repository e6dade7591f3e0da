//! `GET /api/v1/meetings/{meeting}/calendar`

use axum::extract::State;
use axum::response::IntoResponse;
use domain::operations::meetings;
use http::header;
use shared::paths::route;
use shared::{MeetingId, Problem};

use crate::extract::{Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A planned meeting as a calendar file, which calendar programs open and calendar servers take. Each change has a higher
/// `SEQUENCE`; of a cancelled meeting the file cancels it in the calendar too.
#[utoipa::path(
    get,
    path = route::MEETING_CALENDAR,
    tag = "meetings",
    params(("meeting" = MeetingId, Path, description = "The meeting.")),
    responses(
        (status = 200, description = "iCalendar (RFC 5545).", body = String, content_type = "text/calendar"),
        (status = 404, description = "There is no such meeting.", body = Problem),
    )
)]
pub(crate) async fn export_meeting(
    State(state): State<ApiState>,
    Path(meeting): Path<MeetingId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<impl IntoResponse, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { meetings::export_meeting(read, now, meeting, language).await })
    });
    let name = format!("attachment; filename=\"meeting-{meeting}.ics\"");
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, read.await?))
}
