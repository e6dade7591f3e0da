//! `GET /api/v1/meetings/{meeting}`

use axum::Json;
use axum::extract::State;
use domain::operations::meetings;
use shared::paths::route;
use shared::{Meeting, MeetingId, Problem};

use crate::extract::{Path, ReaderLanguage};
use crate::problem::Failure;
use crate::state::ApiState;

/// One meeting in the ledger.
#[utoipa::path(
    get,
    path = route::MEETING,
    tag = "meetings",
    params(("meeting" = MeetingId, Path, description = "The meeting.")),
    responses(
        (status = 200, description = "The meeting.", body = Meeting),
        (status = 404, description = "There is no such meeting.", body = Problem),
    )
)]
pub(crate) async fn show_meeting(
    State(state): State<ApiState>,
    Path(meeting): Path<MeetingId>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Json<Meeting>, Failure> {
    let now = state.konfid.now();
    let read = state.konfid.read(move |read| {
        Box::pin(async move { meetings::show_meeting(read, now, meeting, language).await })
    });
    Ok(Json(read.await?))
}
