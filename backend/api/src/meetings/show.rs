//! `GET /api/v1/meetings/{meeting}`

use axum::extract::State;
use domain::operations::meetings;
use shared::paths::route;
use shared::{MeetingDetails, MeetingId, Problem};

use crate::answer::Versioned;
use crate::extract::{Path, ReaderLanguage};
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// A planned meeting with everything that belongs in its invitation.
#[utoipa::path(
    get,
    path = route::MEETING,
    tag = "meetings",
    params(("meeting" = MeetingId, Path, description = "The meeting.")),
    responses(
        (status = 200, description = "The meeting.", body = MeetingDetails),
        (status = 404, description = "There is no such meeting.", body = Problem),
    )
)]
pub(crate) async fn show_meeting(
    State(state): State<ApiState>,
    Path(meeting): Path<MeetingId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Versioned<MeetingDetails>, ProblemResponse> {
    let now = state.application.now();
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { meetings::show_meeting(read, now, meeting, language).await })
    });
    let details = read.await?;
    Ok(Versioned(details.meeting.version, details))
}
