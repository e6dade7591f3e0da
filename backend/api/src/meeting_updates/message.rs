//! `GET /api/v1/meeting-updates/{update}/message`

use axum::extract::State;
use axum::response::IntoResponse;
use domain::operations::meeting_updates;
use http::header;
use shared::paths::route;
use shared::{MeetingUpdateId, Problem};

use crate::extract::Path;
use crate::problem::ProblemResponse;
use crate::state::ApiState;

/// The message that notifies the invitees of an updated meeting (iMIP), for calendar servers that do not: the
/// organizer opens it in an email program and sends it from their own mailbox. Available for 30 days.
#[utoipa::path(
    get,
    path = route::MEETING_UPDATE_MESSAGE,
    tag = "meeting updates",
    params(("update" = MeetingUpdateId, Path, description = "The meeting and its update.")),
    responses(
        (status = 200, description = "The message, ready to be sent.", body = String, content_type = "message/rfc822"),
        (status = 404, description = "There is no such meeting, or no message to send.", body = Problem),
    )
)]
pub(crate) async fn show_meeting_message(
    State(state): State<ApiState>,
    Path(meeting): Path<MeetingUpdateId>,
) -> Result<impl IntoResponse, ProblemResponse> {
    let read = state.application.in_snapshot(move |read| {
        Box::pin(async move { meeting_updates::meeting_message(read, meeting).await })
    });
    let name = format!("attachment; filename=\"meeting-{meeting}.eml\"");
    let headers = [(header::CONTENT_TYPE, "message/rfc822".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, read.await?))
}
